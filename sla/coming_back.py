"""Coming back from days away: suggested follow-ups that waited are spread over the days after, so many a day.

Only what is suggested is spread. Due dates never move (MATHS §3), so what is overdue or due comes at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sla.absence import Absence
from sla.calendar import WorkingCalendar

A_DAY = 5
"""Suggested follow-ups that a day after coming back asks for."""

LONG_AGO = 60
"""Days after which it does not matter any longer when somebody came back."""

SPREAD_OVER = 10
"""Working days after which the rest is shown as on any other day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """`later` of the suggested ones wait, the last of them until the working day `until`."""

    later: int = 0
    until: date | None = None


def days_back(calendar: WorkingCalendar, absences: Iterable[Absence], today: date) -> int:
    """1 on the first working day after the newest of these absences, 2 on the next; 0 while away or before any."""
    spent = [one for one in absences if one.first <= today]
    if not spent or any(one.on(today) for one in spent):
        return 0
    last = max(one.last for one in spent)
    if (today - last).days > LONG_AGO:
        return 0
    return calendar.working_days(calendar.next_working_day(last), today)


def spread(suggested: int, *, day: int, calendar: WorkingCalendar, today: date) -> Spread:
    """What of so many suggested follow-ups waits beyond today, on the `day`-th working day back."""
    later = suggested - A_DAY
    if later <= 0 or not 1 <= day <= SPREAD_OVER:
        return Spread()
    until = today
    for _ in range(min(-(-later // A_DAY), SPREAD_OVER + 1 - day)):
        until = calendar.next_working_day(until)
    return Spread(later=later, until=until)
