"""The one digest of a local day, as the ledger knows it: where it goes, when it is due, and until when."""

from datetime import date, timedelta

from sla.calendar import at_local
from sla.delivery import Kind, NewDelivery
from sla.terms import Terms

DIGEST_LIVES = timedelta(hours=3)
"""A digest later than this is worth nothing to a stand-up."""


def digest_on(terms: Terms, on: date) -> NewDelivery:
    """Whether the day is a working day is the caller's question."""
    due_at = at_local(on, terms.digest_at, terms.calendar.zone)
    calendar = terms.calendar
    return NewDelivery(
        kind=Kind.DIGEST,
        subject=terms.channel.lstrip("#"),
        on=on,
        due_at=due_at,
        expires_at=due_at + DIGEST_LIVES,
        act_by=calendar.day_end(calendar.next_working_day(on)),
    )
