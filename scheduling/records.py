"""What became of a message, written into the ledger by whoever found out: its sender or the reconciler."""

from datetime import datetime, timedelta

from scheduling.messenger import Ambiguous, Refused, Result
from sla.delivery import LOOKS, Delivery, Kind, Posted
from sla.ports import UnitOfWork

SOONEST = timedelta(seconds=1)
"""Never again at once: a sender that is refused without pause would not come to an end."""


def record(work: UnitOfWork, delivery: Delivery, result: Result, now: datetime) -> None:
    """Only the newest attempt's outcome counts."""
    ledger, this = work.deliveries, (delivery.id, delivery.attempt)
    match result:
        case Posted():
            record_arrival(work, delivery, result)
        case Refused(reason=reason, retry_after=wait) if wait is not None:
            ledger.again(*this, now + max(wait, SOONEST), reason)
        case Refused(reason=reason):
            ledger.failed(*this, reason)
        case Ambiguous(reason=reason):
            ledger.unknown(*this, reason, look_at=now + LOOKS[0])


def record_arrival(work: UnitOfWork, delivery: Delivery, posted: Posted) -> None:
    work.deliveries.sent(delivery.id, delivery.attempt, posted)
    if delivery.kind is Kind.HELLO:
        work.members.greeted(delivery.member_id)
