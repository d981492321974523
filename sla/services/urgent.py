"""A rep's one urgent private message of a day: what it is about, and what first.

First the leads that nobody has tried, as a customer waits and the agreed time runs in hours; among them those whose
answer to the handoff is about to go to the manager. Then the leads whose follow-ups are short on the last day for
them. Whatever it is that begins, the message has all that is urgent by then; the rest is in the next reminder.
"""

from datetime import datetime, timedelta

from sla.book import Book
from sla.leads import Lead, Urgency, Worklist
from sla.people import MemberId, Person
from sla.ports import UnitOfWork
from sla.services.worklist import worklist_of
from sla.worktime import add_working_time

SOON = timedelta(hours=1)
"""Of working time, until an answer is due."""

LAST_HOURS = timedelta(hours=2)
"""The end of a working day, when what is due on it becomes urgent."""


def untried_urgent(lead: Lead, owner: Person, book: Book, now: datetime) -> bool:
    """Whether an untried lead is, today: half of its time for the first attempt is gone, or its answer is due."""
    return half_passed(lead, owner, book, now) or _answer_due_soon(lead, owner, now)


def half_passed(lead: Lead, owner: Person, book: Book, now: datetime) -> bool:
    """Whether half of its working time for the first attempt ran out today."""
    within = book.version(lead.version).first_attempt_within(lead.lead_type)
    half = add_working_time(owner.calendar, lead.handed_off_at, within / 2)
    return half <= now and owner.calendar.local_date(half) == owner.calendar.local_date(now)


def in_last_hours(owner: Person, now: datetime) -> bool:
    """Whether it is the end of the rep's working day."""
    windows = owner.calendar.windows(owner.calendar.local_date(now))
    return bool(windows) and windows[-1][1] - LAST_HOURS <= now < windows[-1][1]


def ending_today(
    work: UnitOfWork, owner_id: MemberId, owner: Person, now: datetime, *, limit: int
) -> Worklist | None:
    """The leads whose last day for their follow-ups is today; None before the end of the rep's working day."""
    if not in_last_hours(owner, now):
        return None
    found = worklist_of(work, owner_id, owner, now, only=Urgency.DUE_TODAY, with_snoozed=False, limit=limit)
    return found if found.counts.get(Urgency.DUE_TODAY) else None


def _answer_due_soon(lead: Lead, owner: Person, now: datetime) -> bool:
    due_at = lead.accept_due_at
    if not lead.waits or due_at is None or due_at <= now:
        return False
    return due_at <= add_working_time(owner.calendar, now, SOON)
