"""Days on which a person is away, who stands in for them, and what that does to their calendar."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NewType

from sla.calendar import WorkingCalendar, local_date
from sla.people import MemberId, Person

AbsenceId = NewType("AbsenceId", int)

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAbsence:
    """Local dates of the member, both included. `by` is who recorded it."""

    member_id: MemberId
    first: date
    last: date
    stand_in: MemberId | None
    by: MemberId
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    """A recorded one. A cancelled one stays on the record and means nothing from then on."""

    id: AbsenceId
    member_id: MemberId
    first: date
    last: date
    stand_in: MemberId | None
    by: MemberId
    at: datetime
    cancelled_at: datetime | None

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last

    def known(self, moment: datetime) -> bool:
        """Whether it was on the record at that moment."""
        return self.at <= moment and (self.cancelled_at is None or self.cancelled_at > moment)

    def spent(self, zone: str) -> "Absence | None":
        """What of it counts for duty: a cancelled one up to the day before; None where it never began."""
        if self.cancelled_at is None:
            return self
        last = min(self.last, local_date(self.cancelled_at, zone) - _DAY)
        return replace(self, last=last) if last >= self.first else None

    @property
    def days(self) -> frozenset[date]:
        return frozenset(self.first + n * _DAY for n in range((self.last - self.first).days + 1))


def days_off(calendar: WorkingCalendar, absences: Iterable[Absence]) -> WorkingCalendar:
    """The calendar without the days of these absences."""
    days = frozenset().union(*(one.days for one in absences))
    return replace(calendar, holidays=calendar.holidays | days) if days else calendar


def away(person: Person, absences: Iterable[Absence]) -> Person:
    """The person with a calendar of the days on which they are there."""
    calendar = days_off(person.calendar, absences)
    return person if calendar is person.calendar else replace(person, calendar=calendar)
