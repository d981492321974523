"""Finds out what became of messages whose answer never came: looks for each in the history of its conversation."""

from datetime import datetime, timedelta
from threading import Event

import structlog

from scheduling.beats import Nobody, Part, Watcher
from scheduling.messenger import Absent, Messenger, Refused
from scheduling.points import Point, Reached, unheard
from scheduling.records import record_arrival
from sla.delivery import LOOKS, Delivery, Posted
from sla.services.desk import Desk

log = structlog.get_logger()

CLOCKS_DIFFER = timedelta(minutes=5)
"""Slack dates messages by its own clock."""

MOST_AT_ONCE = 50
"""Looks at one tick; Slack takes about fifty a minute."""


class Reconciler:
    """Never sends. What cannot be found after the last look is unconfirmed: told of, and not sent again."""

    def __init__(
        self,
        *,
        desk: Desk,
        messenger: Messenger,
        reached: Reached = unheard,
        stopping: Event | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self._desk = desk
        self._messenger = messenger
        self._reached = reached
        self._stopping = stopping or Event()
        self._watcher = watcher or Nobody()

    def reconcile(self, now: datetime) -> int:
        """Settle the leases that ran out, then look for what is due; how many were looked for."""
        with self._desk.open() as work:
            lapsed = work.deliveries.lapse(now)
            work.commit()
        if lapsed:
            log.warning("deliveries lapsed", count=lapsed)
        for looked in range(MOST_AT_ONCE):
            delivery = None if self._stopping.is_set() else self._take(now)
            if delivery is None:
                return looked
            self._watcher.beat(Part.SCHEDULER)
            self._look(delivery, now)
        return MOST_AT_ONCE

    def _take(self, now: datetime) -> Delivery | None:
        with self._desk.open() as work:
            delivery = work.deliveries.look_up(now)
            work.commit()
        return delivery

    def _look(self, delivery: Delivery, now: datetime) -> None:
        """One that cannot be looked for stops no other: its look is made up for later."""
        try:
            found = self._find(delivery, now)
            self._reached(Point.LOOKED_UP)
            self._record(delivery, found, now)
        except Exception:
            log.exception("look broke", reference=delivery.reference)

    def _find(self, delivery: Delivery, now: datetime) -> Posted | Absent | Refused:
        if delivery.channel_id is None:
            return Refused(reason=delivery.reason or "no conversation")
        since = (delivery.claimed_at or delivery.due_at) - CLOCKS_DIFFER
        return self._messenger.find(delivery.channel_id, delivery.reference, since=min(since, now))

    def _record(self, delivery: Delivery, found: Posted | Absent | Refused, now: datetime) -> None:
        with self._desk.open() as work:
            match found:
                case Posted():
                    record_arrival(work, delivery, found)
                case Absent():
                    work.deliveries.not_found(delivery, look_at=_next_look(delivery, now))
                case Refused(retry_after=wait) if wait is not None:
                    work.deliveries.look_later(delivery, now + wait)
                case Refused(reason=reason):
                    work.deliveries.not_found(delivery, look_at=None, reason=f"history not read: {reason}")
            work.commit()
        log.info(
            "delivery looked up",
            kind=delivery.kind,
            reference=delivery.reference,
            found=type(found).__name__,
            look=delivery.looks + 1,
            reason=getattr(found, "reason", None),
        )


def _next_look(delivery: Delivery, now: datetime) -> datetime | None:
    """None after the last."""
    done = delivery.looks + 1
    return now + (LOOKS[done] - LOOKS[done - 1]) if done < len(LOOKS) else None
