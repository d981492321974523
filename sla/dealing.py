"""How many leads a working day sales takes, and when one beyond that is dealt out (MATHS §3, "Intake limit")."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

from sla.calendar import WorkingCalendar
from sla.targets import Month, month_plan
from sla.terms import Terms

HALF = Fraction(1, 2)
LOOKED_AHEAD = timedelta(days=90)
LOOKED_BACK = timedelta(days=31)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeDay:
    """A day on which somebody is there to take leads: those handed over from `since` until `ends_at` are its own.

    Work begins at `starts_at`. `limit` is how many leads it takes.
    """

    on: date
    since: datetime
    starts_at: datetime
    ends_at: datetime
    limit: int


def daily_limit(terms: Terms, day: date, *, on_duty: int, reps: int) -> int:
    """The agreed multiple of the plan's leads of a working day, by the share of reps who are there; at least 1."""
    month = Month.of(day)
    working_days = terms.calendar.working_days(month.first, month.last)
    if not working_days or not reps:
        return 1
    plan = month_plan(terms, month)
    limit = terms.sales.intake_factor * Fraction(plan, working_days) * Fraction(on_duty, reps)
    return max(1, floor(limit + HALF))


def intake_days(terms: Terms, calendars: Sequence[WorkingCalendar], now: datetime) -> Iterator[IntakeDay]:
    """From `now` on, in order. A lead that comes after the last rep has gone home belongs to the next of them."""
    today = terms.calendar.local_date(now)
    since: datetime | None = None
    day = today - LOOKED_BACK
    while day <= today + LOOKED_AHEAD:
        windows = [found for calendar in calendars if (found := calendar.windows(day))]
        if windows:
            ends_at = max(each[-1][1] for each in windows)
            if ends_at > now:
                yield IntakeDay(
                    on=day,
                    since=since or now - LOOKED_BACK,
                    starts_at=min(each[0][0] for each in windows),
                    ends_at=ends_at,
                    limit=daily_limit(terms, day, on_duty=len(windows), reps=len(calendars)),
                )
            since = ends_at
        day += _DAY


def first_with_room(
    days: Iterable[IntakeDay], taken: Callable[[datetime, datetime], int]
) -> IntakeDay | None:
    """`taken` says how many leads were handed off in [start, end); None where every day is full."""
    return next((day for day in days if taken(day.since, day.ends_at) < day.limit), None)
