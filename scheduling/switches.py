"""Which managers are to hear that a message was switched, so that no side does it unseen, or hardly acted on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduling.days import WorkingDay, working_day
from sla.book import Book
from sla.delivery import Kind, NewDelivery, State
from sla.people import MemberId, Person, Role
from sla.ports import UnitOfWork
from sla.services.recount import owners
from sla.services.switched import told_of
from sla.switches import RULES
from sla.unheeded import OPEN_FOR

TOLD_WITHIN = timedelta(days=7)
"""Afterwards the page of messages says it, and the digest where it was signed."""

MAY_COME_AGAIN = {State.DROPPED, State.FAILED}


def switched_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """Once a change and manager, in their own working hours."""
    newest = [one for one in told_of(work.message_settings.all()) if now - one.changed_at < TOLD_WITHIN]
    if not newest:
        return
    for member_id, _, today in _managers(work, book, now):
        for one in newest:
            subject = f"{member_id}:{one.id}"
            if one.by != member_id and _untold(work, Kind.SWITCHED, subject):
                yield _note(Kind.SWITCHED, subject, today, now)


def unheeded_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """Once a proposal and manager whose it is to choose, in their own working hours."""
    proposals = [one for one in work.switch_proposals.since(now - OPEN_FOR) if one.open(now)]
    if not proposals:
        return
    for member_id, person, today in _managers(work, book, now):
        for one in proposals:
            subject = f"{member_id}:{one.id}"
            if person.side in RULES[one.kind].sides and _untold(work, Kind.UNHEEDED, subject):
                yield _note(Kind.UNHEEDED, subject, today, now)


def _managers(work: UnitOfWork, book: Book, now: datetime) -> Iterator[tuple[MemberId, Person, WorkingDay]]:
    people = owners(work, book)
    for member in work.members.all():
        person = people.get(member.id)
        if person is None or member.slack_id is None or person.role is not Role.MANAGER:
            continue
        today = working_day(person.calendar, now)
        if today is not None and today.begins_at <= now < today.ends_at:
            yield member.id, person, today


def _note(kind: Kind, subject: str, today: WorkingDay, now: datetime) -> NewDelivery:
    return NewDelivery(kind=kind, subject=subject, on=today.on, due_at=now, expires_at=today.ends_at)


def _untold(work: UnitOfWork, kind: Kind, subject: str) -> bool:
    before = work.deliveries.last(kind, subject)
    return before is None or before.state in MAY_COME_AGAIN
