"""Which messages are due: computes local due times and writes them into the ledger, whose unique key is the lock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sla.calendar import WorkingCalendar, at_local
from sla.delivery import Delivery, Kind, NewDelivery, State
from sla.people import Member, Person
from sla.ports import UnitOfWork
from sla.services.desk import Desk

DIGEST_LIVES = timedelta(hours=3)
"""A digest later than this is worth nothing to a stand-up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingDay:
    """A person's or team's local day, where it is a working day: when its hours begin and end."""

    on: date
    begins_at: datetime
    ends_at: datetime


def working_day(calendar: WorkingCalendar, now: datetime) -> WorkingDay | None:
    on = calendar.local_date(now)
    windows = calendar.windows(on)
    return WorkingDay(on=on, begins_at=windows[0][0], ends_at=windows[-1][1]) if windows else None


class Planner:
    """Safe to run any number of times, on any number of machines: a key is planned once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self, now: datetime) -> tuple[NewDelivery, ...]:
        """Plan what is due by `now`; what was newly planned."""
        with self._desk.open() as work:
            wanted = [*self._digest(now), *self._private(work, now)]
            planned = tuple(new for new in wanted if work.deliveries.plan(new))
            work.commit()
        return planned

    def _digest(self, now: datetime) -> list[NewDelivery]:
        terms = self._desk.terms
        today = working_day(terms.calendar, now)
        if today is None or today.on < terms.effective_on:
            return []
        due_at = at_local(today.on, terms.digest_at, terms.calendar.zone)
        new = NewDelivery(
            kind=Kind.DIGEST,
            subject=terms.channel.lstrip("#"),
            on=today.on,
            due_at=due_at,
            expires_at=due_at + DIGEST_LIVES,
        )
        return [new] if due_at <= now < new.expires_at else []

    def _private(self, work: UnitOfWork, now: datetime) -> list[NewDelivery]:
        wanted = []
        for member in work.members.all():
            person = self._desk.terms.person(member.email)
            if person is not None and person.carries_leads and member.slack_id is not None:
                wanted += self._for_rep(work, member, person, now)
        return wanted

    def _for_rep(self, work: UnitOfWork, member: Member, person: Person, now: datetime) -> list[NewDelivery]:
        """The hello first, once; the nudge of the day only when the hello is out of the way."""
        today = working_day(person.calendar, now)
        if today is None or today.on < self._desk.terms.effective_on:
            return []
        due_at = _at_work(person.calendar, today.on, self._desk.terms.nudge_at)
        if not due_at <= now < today.ends_at:
            return []
        kind = Kind.NUDGE if self._was_greeted(work, member) else Kind.HELLO
        return [
            NewDelivery(
                kind=kind, subject=str(member.id), on=today.on, due_at=due_at, expires_at=today.ends_at
            )
        ]

    @staticmethod
    def _was_greeted(work: UnitOfWork, member: Member) -> bool:
        """A hello is said once; one that has not or may not have arrived does not hold the nudges up."""
        if member.greeted:
            return True
        hello: Delivery | None = work.deliveries.last(Kind.HELLO, str(member.id))
        return hello is not None and hello.state not in {State.PLANNED, State.SENDING}


def _at_work(calendar: WorkingCalendar, on: date, at: time) -> datetime:
    """The wanted local time, moved to the next working hours; where the day has none left, to its first."""
    wanted, windows = at_local(on, at, calendar.zone), calendar.windows(on)
    return next((max(wanted, begins) for begins, ends in windows if wanted < ends), windows[0][0])
