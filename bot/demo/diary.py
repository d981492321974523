"""A rep's working days: when in them something happens, and how far off a moment of working time is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sla.calendar import WorkingCalendar, at_local
from sla.people import Person
from sla.terms import Terms
from sla.worktime import WorkTime

DAY = timedelta(days=1)
_WEEKS_AHEAD = timedelta(days=60)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rep:
    """Somebody who carries leads. `lateness` is how often things slip: 1.0 is the team's average."""

    person: Person
    lateness: float
    working_time: WorkTime

    @property
    def calendar(self) -> WorkingCalendar:
        return self.person.calendar

    def works_on(self, day: date) -> bool:
        return self.calendar.is_working_day(day)

    def is_at_work(self, moment: datetime) -> bool:
        windows = _windows(self.calendar, self.calendar.local_date(moment))
        return any(start <= moment < end for start, end in windows)

    def at_work(self, day: date, share: float) -> datetime:
        """The moment at which `share` of the day's working time has passed; a working day only."""
        windows = _windows(self.calendar, day)
        left = sum((end - start for start, end in windows), timedelta()) * share
        for start, end in windows:
            if left < end - start:
                return _to_the_second(start + left)
            left -= end - start
        return _to_the_second(windows[-1][1] - timedelta(minutes=1))

    def after_work(self, since: datetime, span: timedelta) -> datetime:
        return _to_the_second(self.working_time.add(since, span))

    def local(self, day: date, at: time) -> datetime:
        return at_local(day, at, self.calendar.zone)

    def working_day_near(self, day: date, *, after: date) -> date:
        """`day` or the last working day before it, but later than `after`."""
        found = self.calendar.previous_working_day(day, inclusive=True)
        return found if found > after else self.calendar.next_working_day(after)

    def working_days_after(self, day: date, days: int) -> date:
        for _ in range(days):
            day = self.calendar.next_working_day(day)
        return day


def reps(terms: Terms, first: date, last: date, lateness: Mapping[str, float]) -> tuple[Rep, ...]:
    """The reps of the terms, able to reckon with working time between the two days and some weeks on."""
    return tuple(
        Rep(
            person=person,
            lateness=lateness.get(person.email, 1.0),
            working_time=WorkTime(person.calendar, first - 2 * DAY, last + _WEEKS_AHEAD),
        )
        for person in terms.reps
    )


@lru_cache(maxsize=4096)
def _windows(calendar: WorkingCalendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    return calendar.windows(day)


def _to_the_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
