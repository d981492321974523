"""Which managers are to see, on a day of the trial, what would have been sent."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from scheduling.days import at_work, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery
from sla.people import Role
from sla.ports import UnitOfWork
from sla.services.recount import owners
from sla.services.trials import HELD_BACK, running


def held_back(
    wanted: Iterable[NewDelivery], work: UnitOfWork, book: Book, now: datetime
) -> Iterator[NewDelivery]:
    """What is wanted; while the trial runs without what it keeps back, and with a note to each manager instead."""
    trial = running(work, book, now)
    if trial is None:
        yield from wanted
        return
    yield from (new for new in wanted if new.kind not in HELD_BACK)
    if trial.calendar.is_working_day(trial.calendar.local_date(now)) and now >= book.first.begins_at:
        yield from _notes(work, book, now)


def _notes(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """One a manager and day, at the digest's time, in their own working hours."""
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        today = working_day(person.calendar, now) if person and member.slack_id else None
        if person is None or today is None or person.role is not Role.MANAGER:
            continue
        due_at = max(
            at_work(person.calendar, today.on, book.at(now).digest_at),
            book.first.begins_at,
        )
        if due_at <= now < today.ends_at:
            yield NewDelivery(
                kind=Kind.TRIAL, subject=str(member.id), on=today.on, due_at=due_at, expires_at=today.ends_at
            )
