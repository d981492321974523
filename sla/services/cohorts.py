"""What of one lead counts on the lines of sales' board: its case, its days, and what was promised for it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from sla.activity import LeadHistory
from sla.cadence import Checkpoint, deadline
from sla.calendar import local_date
from sla.leads import Lead, StopReason
from sla.scorecard import CheckpointCase
from sla.terms import Terms
from sla.touches import JudgedTouch, follow_up_times


def case_of(history: LeadHistory, touches: Sequence[JudgedTouch]) -> CheckpointCase:
    """Giving a lead back when its cadence is over takes it out of no date."""
    lead = history.lead
    return CheckpointCase(
        handed_off_at=lead.handed_off_at,
        zone=lead.zone,
        follow_up_times=follow_up_times(touches),
        late_times=follow_up_times(touch for touch in touches if touch.late_logged),
        stopped_at=None if lead.stop_reason is StopReason.RETURNED else lead.stopped_at,
        stopped_by_rep=lead.stop_reason is StopReason.DISQUALIFIED,
        pause=lead.pause,
    )


def stopped_before(lead: Lead, moment: datetime) -> bool:
    return lead.stopped_at is not None and lead.stopped_at < moment


def attempted(lead: Lead) -> bool:
    first = lead.derived.first_attempt_at
    return first is not None and first <= lead.first_attempt_due_at


def attempt_days(lead: Lead) -> tuple[date, date]:
    """The local days on which the first attempt could be made."""
    return local_date(lead.handed_off_at, lead.zone), local_date(lead.first_attempt_due_at, lead.zone)


def accept_days(lead: Lead) -> tuple[date, date]:
    """The local days on which it could be accepted or rejected in time."""
    due_at = lead.accept_due_at or lead.handed_off_at
    return local_date(lead.handed_off_at, lead.zone), local_date(due_at, lead.zone)


def span(checkpoint: Checkpoint, terms: Terms, lead: Lead) -> tuple[date, date]:
    """The local days after the checkpoint before, or from the handoff on, up to this one's."""
    before = [one for one in terms.sales.cadence.checkpoints if one.day < checkpoint.day]
    first = ends_on(before[-1], lead) + timedelta(days=1) if before else None
    last = ends_on(checkpoint, lead)
    return first or local_date(lead.handed_off_at, lead.zone), last


def ends_on(checkpoint: Checkpoint, lead: Lead) -> date:
    return deadline(checkpoint, lead.handed_off_at, lead.zone, lead.pause).on


def promised(targets: Sequence[Fraction], otherwise: Fraction) -> Fraction:
    """What was promised for these leads on average: each came under its own version's target."""
    return sum(targets, Fraction(0)) / len(targets) if targets else otherwise


def numbers(under: Iterable[Terms]) -> tuple[int, ...]:
    return tuple(sorted({terms.version for terms in under}))
