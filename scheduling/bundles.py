"""Who is to hear today of what was held back from them on earlier days: one message a person and day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduling.days import at_work, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery, State
from sla.ports import UnitOfWork
from sla.services.recount import owners

STILL_NEWS = timedelta(days=14)


def bundles_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """At the time of the reminders, in the reader's own working hours."""
    held = [one for one in work.deliveries.in_state(State.HELD) if now - one.due_at < STILL_NEWS]
    if not held:
        return
    people, linked = owners(work, book), {one.id for one in work.members.all() if one.slack_id}
    for member_id in sorted({one.member_id for one in held} & linked & people.keys()):
        calendar = people[member_id].calendar
        today = working_day(calendar, now)
        if today is None or all(one.on >= today.on for one in held if one.member_id == member_id):
            continue
        due_at = at_work(calendar, today.on, book.at(now).nudge_at)
        if due_at <= now < today.ends_at:
            yield NewDelivery(
                kind=Kind.HELD, subject=str(member_id), on=today.on, due_at=due_at, expires_at=today.ends_at
            )
