"""Working time between moments (MATHS.md D8): a table of working windows, prefix sums and bisection."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from itertools import accumulate

from sla.calendar import WorkingCalendar
from sla.moments import aware

_NONE = timedelta()
_DAY = timedelta(days=1)
_FIRST_REACH_DAYS = 32
_FARTHEST_DAYS = 36_525  # a century: past it the calendar has no working time left to give


class WorkTime:
    """The working time of one calendar over the local days `first` to `last`, both included.

    Build it once and ask often. A moment outside those days raises ValueError.
    """

    __slots__ = ("_before", "_ends", "_from", "_starts", "_to")

    def __init__(self, calendar: WorkingCalendar, first: date, last: date) -> None:
        days = (first + n * _DAY for n in range((last - first).days + 1))
        table = [window for day in days for window in calendar.windows(day)]
        self._starts = [start for start, _ in table]
        self._ends = [end for _, end in table]
        self._before = [_NONE, *accumulate(end - start for start, end in table)]
        self._from, self._to = calendar.day_start(first), calendar.day_end(last)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The overlap of [start, end) with the working windows; none when `end` is not after `start`."""
        passed = self._passed(aware(end, "end")) - self._passed(aware(start, "start"))
        return max(passed, _NONE)

    def left(self, start: datetime) -> timedelta:
        """The working time from `start` to the end of the last day."""
        return self._before[-1] - self._passed(aware(start, "start"))

    def add(self, start: datetime, span: timedelta) -> datetime:
        """The first moment, from `start` on, at which `span` of working time has passed."""
        if span < _NONE:
            raise ValueError("a span of working time cannot be negative")
        wanted = self._passed(aware(start, "start")) + span
        if span == _NONE:
            return aware(start)
        if wanted > self._before[-1]:
            raise ValueError("the working time runs past the last day of this table")
        window = bisect_left(self._before, wanted) - 1
        return self._starts[window] + (wanted - self._before[window])

    def _passed(self, moment: datetime) -> timedelta:
        if not self._from <= moment <= self._to:
            raise ValueError(f"{moment.isoformat()} lies outside the days of this table")
        window = bisect_right(self._starts, moment) - 1
        if window < 0:
            return _NONE
        return self._before[window] + min(moment, self._ends[window]) - self._starts[window]


def working_time_between(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """As `WorkTime.between`, building only the days needed."""
    if end <= start:
        return _NONE
    return _table(calendar, start, end, reach=0).between(start, end)


def add_working_time(calendar: WorkingCalendar, start: datetime, span: timedelta) -> datetime:
    """As `WorkTime.add`, looking ahead as far as it takes."""
    reach = _FIRST_REACH_DAYS
    table = _table(calendar, start, start, reach=reach)
    while table.left(start) < span and reach < _FARTHEST_DAYS:
        reach *= 2
        table = _table(calendar, start, start, reach=reach)
    return table.add(start, span)


def _table(calendar: WorkingCalendar, start: datetime, end: datetime, *, reach: int) -> WorkTime:
    # A day more on each side: where clocks go back over midnight, a local date can come twice.
    first, last = calendar.local_date(start) - _DAY, calendar.local_date(end) + _DAY
    return WorkTime(calendar, first, last + reach * _DAY)
