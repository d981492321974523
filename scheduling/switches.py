"""Which managers are to hear that a message was switched: those of both sides, so that neither does it unseen."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduling.days import working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery, State
from sla.people import Role
from sla.ports import UnitOfWork
from sla.services.recount import owners
from sla.services.switched import told_of

TOLD_WITHIN = timedelta(days=7)
"""Afterwards the page of messages says it, and the digest where it was signed."""

MAY_COME_AGAIN = {State.DROPPED, State.FAILED}


def switched_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """Once a change and manager, in their own working hours."""
    newest = [one for one in told_of(work.message_settings.all()) if now - one.changed_at < TOLD_WITHIN]
    if not newest:
        return
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None or person.role is not Role.MANAGER:
            continue
        today = working_day(person.calendar, now)
        if today is None or not today.begins_at <= now < today.ends_at:
            continue
        for one in newest:
            subject = f"{member.id}:{one.id}"
            if one.by != member.id and _untold(work, subject):
                yield NewDelivery(
                    kind=Kind.SWITCHED, subject=subject, on=today.on, due_at=now, expires_at=today.ends_at
                )


def _untold(work: UnitOfWork, subject: str) -> bool:
    before = work.deliveries.last(Kind.SWITCHED, subject)
    return before is None or before.state in MAY_COME_AGAIN
