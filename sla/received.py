"""What one person was sent unasked in the last two weeks, and what was not sent and why; from the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sla.calendar import local_date
from sla.delivery import Delivery, Kind, State
from sla.reasons import AWAY, DO_NOT_DISTURB, NOTHING_TO_SAY, SWITCHED_OFF

DAYS = 14
EXPIRED = "expired"


class Became(StrEnum):
    SENT = "sent"
    IN_DOUBT = "in doubt"
    HELD = "held"
    BUNDLED = "bundled"
    WAITS = "waits"
    QUIET = "quiet"
    AWAY = "away"
    DONE = "done"
    LATE = "late"
    REFUSED = "refused"
    SWITCHED_OFF = "switched off"


BECAME: Mapping[State, Became] = {
    State.SENT: Became.SENT,
    State.UNKNOWN: Became.IN_DOUBT,
    State.UNCONFIRMED: Became.IN_DOUBT,
    State.TOLD: Became.IN_DOUBT,
    State.HELD: Became.HELD,
    State.BUNDLED: Became.BUNDLED,
    State.FAILED: Became.REFUSED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One message: when it came, or when it would have, and when it was first acted on in its time."""

    kind: Kind
    at: datetime
    became: Became
    acted_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Inbox:
    """Newest first; dates and times are read in `zone`, the reader's. `most` come on one day."""

    items: tuple[Received, ...]
    zone: str
    now: datetime
    most: int

    def on(self, day: date) -> tuple[Received, ...]:
        return tuple(one for one in self.items if local_date(one.at, self.zone) == day)

    @property
    def today(self) -> date:
        return local_date(self.now, self.zone)


def inbox_of(rows: Iterable[Delivery], *, zone: str, now: datetime, most: int) -> Inbox:
    found = (received(one) for one in rows)
    items = sorted((one for one in found if one is not None), key=lambda one: one.at, reverse=True)
    return Inbox(items=tuple(items), zone=zone, now=now, most=most)


def since(now: datetime) -> datetime:
    return now - timedelta(days=DAYS)


def received(one: Delivery) -> Received | None:
    """None for what is only planned or just being sent, and for what was only looked into."""
    became = _became(one)
    if became is None or (one.kind is Kind.HELD and became is not Became.SENT):
        return None
    if one.kind is Kind.PACE and one.reason == NOTHING_TO_SAY:
        return None
    came = became in {Became.SENT, Became.IN_DOUBT}
    return Received(
        kind=one.kind,
        at=(one.claimed_at if came else None) or one.due_at,
        became=became,
        acted_at=one.acted_at if acted_in_time(one) else None,
    )


def acted_in_time(one: Delivery) -> bool:
    """As the managers' figures count it: what comes after its time is none."""
    return one.acted_at is not None and one.act_by is not None and one.acted_at < one.act_by


def _became(one: Delivery) -> Became | None:
    if one.state is State.DROPPED:
        return _why_dropped(one.reason or "")
    if one.state is State.PLANNED and one.reason == DO_NOT_DISTURB:
        return Became.WAITS
    return BECAME.get(one.state)


def _why_dropped(reason: str) -> Became:
    if reason.endswith(DO_NOT_DISTURB):
        return Became.QUIET
    plain = {AWAY: Became.AWAY, SWITCHED_OFF: Became.SWITCHED_OFF}
    if reason in plain:
        return plain[reason]
    return Became.LATE if reason.startswith(EXPIRED) else Became.DONE
