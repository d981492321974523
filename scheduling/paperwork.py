"""Which messages about an agreement on its way are due: requests to sign, reminders, answers to the proposer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from scheduling.days import WorkingDay, at_work, working_day
from sla.agreement import State, Version
from sla.book import Book
from sla.calendar import WorkingCalendar
from sla.delivery import Delivery, Kind, NewDelivery
from sla.delivery import State as Sent
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.proposals import still_asked, unsigned
from sla.services.recount import owners
from sla.switches import Switches

REMINDED_ON = (2, 5, 9)
"""Working days after the request; a proposal lapses after fourteen days in all."""

TOLD_WITHIN = timedelta(days=3)
"""How a proposal ended is news for so long."""

MAY_COME_AGAIN = {Sent.DROPPED, Sent.FAILED}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Recipient:
    """Somebody Slack knows, on one of their working days and inside its hours."""

    member_id: MemberId
    today: WorkingDay
    calendar: WorkingCalendar


class Paperwork:
    """Nobody is written to outside their own working hours."""

    def __init__(self, work: UnitOfWork, book: Book, now: datetime, switches: Switches) -> None:
        self._work = work
        self._switches = switches
        self._book = book
        self._now = now
        self._there = {one.member_id: one for one in self._at_work()}

    def wanted(self) -> Iterator[NewDelivery]:
        for version in unsigned(self._work, self._now):
            for member_id in still_asked(self._work, version):
                if member_id in self._there:
                    yield from self._asking(version, self._there[member_id])
            yield from self._changes(version)
        for version in self._work.agreements.all():
            if version.settled_at is not None and self._now - version.settled_at < TOLD_WITHIN:
                yield from self._ended(version)

    def _at_work(self) -> Iterator[_Recipient]:
        people = owners(self._work, self._book)
        for member in self._work.members.all():
            person = people.get(member.id)
            today = working_day(person.calendar, self._now) if person and member.slack_id else None
            if person and today and today.begins_at <= self._now < today.ends_at:
                yield _Recipient(member_id=member.id, today=today, calendar=person.calendar)

    def _asking(self, version: Version, to: _Recipient) -> Iterator[NewDelivery]:
        """The request once; then a reminder on some of the working days after it."""
        subject = f"{to.member_id}:{version.number}"
        asked = self._work.deliveries.last(Kind.SIGN, subject)
        if asked is None or asked.state in MAY_COME_AGAIN:
            yield self._new(Kind.SIGN, subject, to)
        elif self._reminded(asked, to):
            usual = self._book.at(self._now).nudge_at if self._book.begun else time.min
            at = at_work(to.calendar, to.today.on, self._switches.at(Kind.SIGN_AGAIN, usual))
            if at <= self._now:
                yield self._new(Kind.SIGN_AGAIN, subject, to)

    @staticmethod
    def _reminded(asked: Delivery, to: _Recipient) -> bool:
        since = to.calendar.working_days(asked.on + timedelta(days=1), to.today.on)
        return since in REMINDED_ON

    def _changes(self, version: Version) -> Iterator[NewDelivery]:
        proposer = self._there.get(version.proposed_by) if version.proposed_by is not None else None
        if version.state is State.PROPOSED and proposer is not None:
            for nth in range(len(self._work.agreements.changes_asked(version.number))):
                yield self._new(Kind.CHANGE_ASKED, f"{proposer.member_id}:{version.number}:{nth}", proposer)

    def _ended(self, version: Version) -> Iterator[NewDelivery]:
        """Everybody who was asked hears that it binds; that it lapsed only whoever proposed it."""
        told = {version.proposed_by} | (version.asked if version.state is State.SIGNED else frozenset())
        if version.state in {State.SIGNED, State.LAPSED}:
            for member_id in sorted(one for one in told if one in self._there and one is not None):
                yield self._new(Kind.SETTLED, f"{member_id}:{version.number}", self._there[member_id])

    def _new(self, kind: Kind, subject: str, to: _Recipient) -> NewDelivery:
        return NewDelivery(
            kind=kind, subject=subject, on=to.today.on, due_at=self._now, expires_at=to.today.ends_at
        )
