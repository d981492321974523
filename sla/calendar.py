"""Local days and working hours: the only place of the rules where local time exists. Every moment out is UTC.

A local time is taken as the first moment at which the local clock reads it or more: a time inside a gap
becomes the gap's end, a time that happens twice the first of the two.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from sla.errors import BadInput
from sla.moments import aware

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_DAYS_A_WEEK = 7


def zone_info(zone: str) -> ZoneInfo:
    """The zone of an IANA name, or BadInput."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadInput(f'"{zone}" is not a time zone; write its IANA name, like Europe/Berlin.') from None


def local_date(moment: datetime, zone: str) -> date:
    """The date on the local calendar at `moment`."""
    return aware(moment).astimezone(zone_info(zone)).date()


def at_local(day: date, at: time, zone: str) -> datetime:
    """The moment of a local time of day, in UTC, by the rule above."""
    return _at_local(day, at, zone)


@lru_cache(maxsize=4096)
def _at_local(day: date, at: time, zone: str) -> datetime:
    """Remembered: a tick asks for the same few hours of the same day for everybody."""
    info = zone_info(zone)
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    moment = wall.replace(tzinfo=info).astimezone(UTC)
    if _wall(moment, info) == wall:
        return moment
    # In a gap: the two readings of the time lie on either side of the change; search for it between them.
    before = wall.replace(tzinfo=info, fold=1).astimezone(UTC).replace(microsecond=0)
    after = moment.replace(microsecond=0) + _SECOND
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        before, after = (before, middle) if _wall(middle, info) >= wall else (middle, after)
    return after


def _wall(moment: datetime, info: ZoneInfo) -> datetime:
    return moment.astimezone(info).replace(tzinfo=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Working hours inside one local day; an end of 00:00 is midnight at the day's end."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("working hours are local times without a time zone")
        if self.end != time.min and self.end <= self.start:
            raise BadInput(
                f"Working hours from {self.start:%H:%M} to {self.end:%H:%M} end before they start; "
                "give hours that cross midnight as two windows."
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingWeek:
    """The windows of each weekday, Monday first; a free day has none."""

    days: tuple[tuple[Window, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != _DAYS_A_WEEK:
            raise ValueError("a working week has seven days, Monday first")
        if not any(self.days):
            raise BadInput("A working week needs at least one day with working hours.")
        for windows in self.days:
            for earlier, later in pairwise(windows):
                if earlier.end == time.min or later.start < earlier.end:
                    raise BadInput(
                        f"The working hours from {later.start:%H:%M} overlap the ones before them; "
                        "list a day's hours in order, without overlaps."
                    )

    @property
    def working(self) -> frozenset[int]:
        """The weekdays with working hours, Monday as 0."""
        return frozenset(day for day, windows in enumerate(self.days) if windows)

    @property
    def even(self) -> bool:
        """Whether every working day has the same hours."""
        return len({windows for windows in self.days if windows}) == 1

    @classmethod
    def monday_to_friday(cls, start: time = time(9), end: time = time(17)) -> "WorkingWeek":
        day = (Window(start=start, end=end),)
        return cls(days=(day,) * 5 + ((),) * 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingCalendar:
    """When people of one zone work: their week, less their holidays (and days off, as dates)."""

    zone: str
    week: WorkingWeek
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        zone_info(self.zone)

    def local_date(self, moment: datetime) -> date:
        return local_date(moment, self.zone)

    def day_start(self, day: date) -> datetime:
        return at_local(day, time.min, self.zone)

    def day_end(self, day: date) -> datetime:
        """The end of the local day, exclusive: where the next one starts."""
        return at_local(day + _DAY, time.min, self.zone)

    def is_working_day(self, day: date) -> bool:
        return bool(self.week.days[day.weekday()]) and day not in self.holidays

    def working_days(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included; 0 when `last` is before `first`."""
        span = (last - first).days + 1
        return sum(self.is_working_day(first + n * _DAY) for n in range(span))

    def days_left_out(self, first: date, last: date) -> tuple[date, ...]:
        """Holidays and days off from `first` to `last`, both included, on which the week itself would have work."""
        days = (first + n * _DAY for n in range((last - first).days + 1))
        return tuple(day for day in days if day in self.holidays and self.week.days[day.weekday()])

    def next_working_day(self, day: date, *, inclusive: bool = False) -> date:
        candidate = day if inclusive else day + _DAY
        while not self.is_working_day(candidate):
            candidate += _DAY
        return candidate

    def previous_working_day(self, day: date, *, inclusive: bool = False) -> date:
        candidate = day if inclusive else day - _DAY
        while not self.is_working_day(candidate):
            candidate -= _DAY
        return candidate

    def windows(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The day's working windows in UTC, [start, end); a window that a gap swallows is left out."""
        if not self.is_working_day(day):
            return ()
        bounds = (
            (
                at_local(day, window.start, self.zone),
                self.day_end(day) if window.end == time.min else at_local(day, window.end, self.zone),
            )
            for window in self.week.days[day.weekday()]
        )
        return tuple((start, end) for start, end in bounds if start < end)
