"""Which managers of sales hear today of follow-ups that were due, by the ladder that both sides signed."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.days import at_work, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery
from sla.people import Side
from sla.ports import UnitOfWork
from sla.services.lateness import late_today
from sla.services.recount import owners
from sla.switches import Switches


def late_wanted(work: UnitOfWork, book: Book, now: datetime, switches: Switches) -> Iterator[NewDelivery]:
    """One a manager and day, in their own working hours; usually at the time of the reminders."""
    if not switches.wants(Kind.LATE):
        return
    people, at = owners(work, book), switches.at(Kind.LATE, book.at(now).nudge_at)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None or not person.manages(Side.SALES):
            continue
        today = working_day(person.calendar, now)
        if today is None:
            continue
        due_at, subject = at_work(person.calendar, today.on, at), str(member.id)
        before = work.deliveries.last(Kind.LATE, subject)
        if not due_at <= now < today.ends_at or (before is not None and before.on == today.on):
            continue
        if late_today(work, book, person, now) is not None:
            yield NewDelivery(
                kind=Kind.LATE, subject=subject, on=today.on, due_at=due_at, expires_at=today.ends_at
            )
