"""Sales' promise to accept or reject in time, as a line of the board (MATHS D12, D15)."""

from collections.abc import Sequence
from datetime import datetime

from sla.leads import Lead


def answer_due(lead: Lead, start: datetime, end: datetime) -> bool:
    """Whether its time to be accepted or rejected ended in [start, end), and nothing else closed it before."""
    due_at = lead.accept_due_at
    if due_at is None or not start <= due_at < end:
        return False
    return lead.rejected or lead.stopped_at is None or lead.stopped_at >= due_at


def answered_in_time(lead: Lead) -> bool:
    moments = (lead.derived.accepted_at, lead.derived.rejected_at)
    answered = min((one for one in moments if one is not None), default=None)
    return answered is not None and lead.accept_due_at is not None and answered <= lead.accept_due_at


def anybody_asked(leads: Sequence[Lead]) -> bool:
    return any(lead.accept_due_at is not None for lead in leads)
