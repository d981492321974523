"""Which managers are to hear, once a silence, that a source is not heard of any more."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.days import working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery, State
from sla.people import Role
from sla.ports import UnitOfWork
from sla.services.recount import owners

MAY_COME_AGAIN = {State.DROPPED, State.FAILED}


def silences_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """The managers of both sides, as neither is counted fairly meanwhile; each in their own working hours."""
    lasting = [one for one in work.gaps.since(now) if one.ended_at is None and one.told(now)]
    if not lasting:
        return
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None or person.role is not Role.MANAGER:
            continue
        today = working_day(person.calendar, now)
        if today is None or not today.begins_at <= now < today.ends_at:
            continue
        for gap in lasting:
            subject = f"{member.id}:{gap.id}"
            before = work.deliveries.last(Kind.SILENT, subject)
            if before is None or before.state in MAY_COME_AGAIN:
                yield NewDelivery(
                    kind=Kind.SILENT, subject=subject, on=today.on, due_at=now, expires_at=today.ends_at
                )
