"""The managers of both sides who are at work now, and a note to one of them."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.days import WorkingDay, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery, State
from sla.people import MemberId, Person, Role
from sla.ports import UnitOfWork
from sla.services.recount import owners

MAY_COME_AGAIN = {State.DROPPED, State.FAILED}


def managers_at_work(
    work: UnitOfWork, book: Book, now: datetime
) -> Iterator[tuple[MemberId, Person, WorkingDay]]:
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None or person.role is not Role.MANAGER:
            continue
        today = working_day(person.calendar, now)
        if today is not None and today.begins_at <= now < today.ends_at:
            yield member.id, person, today


def note_to(kind: Kind, subject: str, today: WorkingDay, now: datetime) -> NewDelivery:
    return NewDelivery(kind=kind, subject=subject, on=today.on, due_at=now, expires_at=today.ends_at)


def untold(work: UnitOfWork, kind: Kind, subject: str) -> bool:
    """Not planned yet, or planned and never sent."""
    before = work.deliveries.last(kind, subject)
    return before is None or before.state in MAY_COME_AGAIN
