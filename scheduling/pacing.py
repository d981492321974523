"""Who of marketing may hear today that the month is outside the band; the sender looks up whether it is."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.days import at_work, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery
from sla.people import Side
from sla.ports import UnitOfWork
from sla.services.marketing_side import as_of
from sla.services.recount import owners


def pace_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """One a person and day, at the time of the reminders, in their own working hours.

    None in a month's first working days, which have no verdict, but for the one on which the month before closes.
    """
    terms = book.at(now)
    at = as_of(terms, now)
    if at.settling and not at.closed:
        return
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None or person.side is not Side.MARKETING:
            continue
        today = working_day(person.calendar, now)
        if today is None or today.on < book.first.effective_on:
            continue
        due_at = at_work(person.calendar, today.on, terms.nudge_at)
        if due_at <= now < today.ends_at:
            yield NewDelivery(
                kind=Kind.PACE, subject=str(member.id), on=today.on, due_at=due_at, expires_at=today.ends_at
            )
