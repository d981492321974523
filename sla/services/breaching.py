"""Records, at every tick, which leads were short when their checkpoint day ended."""

from datetime import datetime

from sla.breaches import breaches_of
from sla.services.desk import Desk
from sla.services.known import known_until
from sla.services.recount import BATCH, judged
from sla.touches import follow_up_times


class RecordBreaches:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, now: datetime) -> int:
        """How many were recorded; each batch is its own transaction, and a second run finds nothing.

        What falls due while a source is silent is recorded when it is heard again, by what it says then.
        """
        done = 0
        while True:
            with self._desk.open() as work:
                until = known_until(work, now)
                waiting = work.breaches.unrecorded(until, BATCH)
                book = self._desk.book(work)
                found = [
                    breach
                    for one in work.leads.histories(waiting)
                    for breach in breaches_of(
                        one.lead,
                        book.version(one.lead.version).sales.cadence,
                        follow_up_times(judged(one, now)),
                        until,
                    )
                ]
                added = work.breaches.add(found)
                work.commit()
            done += added
            if not added or len(waiting) < BATCH:
                return done
