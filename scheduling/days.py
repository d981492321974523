"""When a person or a team is at work on the local day of a moment."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sla.calendar import WorkingCalendar, at_local


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


def at_work(calendar: WorkingCalendar, on: date, at: time) -> datetime:
    """The wanted local time, moved to the next working hours; where the day has none left, to its first."""
    wanted, windows = at_local(on, at, calendar.zone), calendar.windows(on)
    return next((max(wanted, begins) for begins, ends in windows if wanted < ends), windows[0][0])
