"""Which messages about handed-over leads are due: the card for the rep who is to accept or reject."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.days import WorkingDay, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery, State
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.recount import owners

MAY_COME_AGAIN = {State.DROPPED, State.FAILED}


class HandoffNews:
    """Nobody is written to outside their own working hours."""

    def __init__(self, work: UnitOfWork, book: Book, now: datetime) -> None:
        self._work = work
        self._now = now
        self._there = dict(self._at_work(book))

    def wanted(self) -> Iterator[NewDelivery]:
        for lead in self._work.decisions.waiting(self._now):
            if lead.owner_id in self._there:
                yield from self._once(Kind.CARD, lead.owner_id, lead.id)

    def _at_work(self, book: Book) -> Iterator[tuple[MemberId, WorkingDay]]:
        people = owners(self._work, book)
        for member in self._work.members.all():
            person = people.get(member.id)
            if person is None or member.slack_id is None:
                continue
            today = working_day(person.calendar, self._now)
            windows = person.calendar.windows(today.on) if today else ()
            if today and any(begins <= self._now < ends for begins, ends in windows):
                yield member.id, today

    def _once(self, kind: Kind, to: MemberId, about: int) -> Iterator[NewDelivery]:
        """One that was not sent, because its day ended first, comes on the next."""
        subject, today = f"{to}:{about}", self._there[to]
        before = self._work.deliveries.last(kind, subject)
        if before is None or before.state in MAY_COME_AGAIN:
            yield NewDelivery(
                kind=kind, subject=subject, on=today.on, due_at=self._now, expires_at=today.ends_at
            )
