"""After a restore: tells that the ledger is older than what was done by it, and keeps it from saying things again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from scheduling.messenger import Absent, Ambiguous, Messenger, Refused
from scheduling.reconciler import CLOCKS_DIFFER
from sla.delivery import Delivery, Posted
from sla.hold import SETTLES, Hold, Pulse
from sla.services.desk import Desk

log = structlog.get_logger()

UNHEARD_OF = timedelta(days=7)
"""How far back is looked where the ledger does not say when it was last at work."""


class Why(StrEnum):
    ASKED = "asked for"
    COPY = "this is a backup"
    OLDER = "older than the heartbeat file"


def hold_where_restored(desk: Desk, last_beat: datetime | None, now: datetime, *, asked: bool) -> Why | None:
    """Before anything is sent. `last_beat` is what was kept outside the database; None: nothing was."""
    with desk.open() as work:
        pulse = work.heartbeat.read()
        why = _why(pulse, last_beat, asked=asked)
        if why is not None:
            hold = Hold(since=_since(pulse, now), until=now)
            work.heartbeat.put_on(hold)
            work.commit()
            log.warning(
                "held: what was due is looked up in Slack before it is sent", why=why, since=hold.since
            )
    return why


def _why(pulse: Pulse, last_beat: datetime | None, *, asked: bool) -> Why | None:
    if asked:
        return Why.ASKED
    if pulse.is_copy:
        return Why.COPY
    older = last_beat is not None and (pulse.beat_at is None or pulse.beat_at < last_beat)
    return Why.OLDER if older else None


def _since(pulse: Pulse, now: datetime) -> datetime:
    """An earlier hold that was cut short by another restore still counts."""
    since = min(pulse.beat_at or now - UNHEARD_OF, now) - CLOCKS_DIFFER
    return min(since, pulse.hold.since) if pulse.hold and pulse.hold.until >= since else since


def said_already(
    messenger: Messenger, hold: Hold | None, delivery: Delivery, where: str, now: datetime
) -> Posted | Refused | Ambiguous | None:
    """What is to be written down instead of posting; None: it was not said, so it may be."""
    if hold is None or not hold.covers(delivery):
        return None
    ready = hold.until + SETTLES
    if now < ready:
        return Refused(reason="held after a restore", retry_after=ready - now)
    found = messenger.find(where, delivery.mark, since=hold.since)
    match found:
        case Absent():
            return None
        case Refused(reason=reason, retry_after=None):
            return Ambiguous(reason=f"held after a restore, and the history cannot be read: {reason}")
        case _:
            return found


Keep = Callable[[datetime], None]


class Beating:
    """Says in the ledger, and then outside it, that the ledger is at work: at both ends of each tick, so that
    what a tick sends lies between two beats.
    """

    def __init__(self, desk: Desk, keep: Keep) -> None:
        self._desk = desk
        self._keep = keep

    def beat(self, now: datetime) -> None:
        with self._desk.open() as work:
            kept = work.heartbeat.beat(now)
            work.commit()
        self._keep(kept)
