"""Which managers are to hear, once, that something could not be delivered at all."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from scheduling.days import working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery
from sla.ports import UnitOfWork
from sla.services.recount import owners
from sla.troubles import can_help, first_of_each

LOOK_BACK = timedelta(days=30)
TOLD_WITHIN = timedelta(days=3)
"""Afterwards it is no news."""


def troubles_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """Nobody is written to outside their own working hours."""
    begun = [
        one
        for one in first_of_each(work.deliveries.failed_since(now - LOOK_BACK))
        if now - one.due_at < TOLD_WITHIN
    ]
    if not begun:
        return
    people, linked = owners(work, book), {one.id for one in work.members.all() if one.slack_id}
    for one in begun:
        recipient = None if one.to_channel else people.get(one.member_id)
        for member_id, person in people.items():
            today = working_day(person.calendar, now)
            there = today is not None and today.begins_at <= now < today.ends_at
            if today and there and member_id in linked and can_help(person, one, recipient):
                yield _note(f"{member_id}:{one.id}", today.on, now, today.ends_at)


def _note(subject: str, on: date, now: datetime, ends_at: datetime) -> NewDelivery:
    return NewDelivery(kind=Kind.TROUBLE, subject=subject, on=on, due_at=now, expires_at=ends_at)
