"""How a file writes its dates: found out over a whole column, never guessed row by row."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from babel.dates import format_date

from sla.calendar import at_local
from sla.errors import BadInput

EARLIEST_YEAR, LATEST_YEAR = 1990, 2199
_NOON = 12
_CLOCK = (
    r"(?:(?:\s*[T,]\s*|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?\s*(?P<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _CLOCK)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})" + _CLOCK)
_EXAMPLES = "2026-03-04 or 2026-03-04 14:30"


class NoZone(ValueError):
    """A time that may be any of many moments."""


class DateFormat(StrEnum):
    """The order and the mark between the parts; a time of day and an offset may follow any of them."""

    ISO = "Y-m-d"
    YEAR_SLASH = "Y/m/d"
    DAY_SLASH = "d/m/Y"
    MONTH_SLASH = "m/d/Y"
    DAY_DOT = "d.m.Y"
    DAY_DASH = "d-m-Y"
    MONTH_DASH = "m-d-Y"


_DAY_OR_MONTH_FIRST = {
    "/": (DateFormat.DAY_SLASH, DateFormat.MONTH_SLASH),
    "-": (DateFormat.DAY_DASH, DateFormat.MONTH_DASH),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A moment in UTC; `whole_day` where the file gives a date only: then it is that local day's start."""

    at: datetime
    whole_day: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DateReader:
    """Reads one column in the one format that was found for it; `zone` for times without an offset.

    `no_zone` is what to say of those where there is none.
    """

    format: DateFormat
    zone: str | None
    no_zone: str = "has no UTC offset; say the file's time zone with --zone."

    def read(self, text: str) -> Moment:
        """ValueError, with the reason, for what is no date in this format."""
        match = match_in(text, self.format)
        if match is None:
            raise ValueError(f'"{text}" is not a date written as {self.format}; write it that way.')
        try:
            day, clock, offset = _day(match, self.format), _time(match), _offset(match)
        except ValueError:
            raise ValueError(f'"{text}" is no day or time that exists.') from None
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValueError(f'"{text}" is not between {EARLIEST_YEAR} and {LATEST_YEAR}; correct the year.')
        return Moment(at=self._utc(day, clock, offset), whole_day=clock is None)

    def _utc(self, day: date, clock: time | None, offset: timezone | None) -> datetime:
        if offset is not None:
            return datetime.combine(day, clock or time.min, offset).astimezone(UTC)
        if self.zone is None:
            raise NoZone(self.no_zone)
        return at_local(day, clock or time.min, self.zone)


def match_in(text: str, wanted: DateFormat) -> re.Match[str] | None:
    """The parts of `text` where it is written in that format's order and marks."""
    match = match_any(text)
    return match if match is not None and wanted in formats_of(match) else None


def match_any(text: str) -> re.Match[str] | None:
    return _YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text)


def formats_of(match: re.Match[str]) -> tuple[DateFormat, ...]:
    """The formats this could be by its marks alone, before the numbers are looked at."""
    if match.re is _YEAR_FIRST:
        return (DateFormat.ISO,) if match["mark"] == "-" else (DateFormat.YEAR_SLASH,)
    return _DAY_OR_MONTH_FIRST.get(match["mark"], (DateFormat.DAY_DOT,))


def _day(match: re.Match[str], written: DateFormat) -> date:
    if match.re is _YEAR_FIRST:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    one, two = int(match["one"]), int(match["two"])
    month_first = written in {DateFormat.MONTH_SLASH, DateFormat.MONTH_DASH}
    return date(int(match["year"]), one, two) if month_first else date(int(match["year"]), two, one)


def _time(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError("a twelve-hour clock has hours from 1 to 12")
        hour = hour % _NOON + (_NOON if match["half"] in "Pp" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0))


def _offset(match: re.Match[str]) -> timezone | None:
    text = match["offset"]
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    sign, digits = (-1 if text[0] == "-" else 1), text[1:].replace(":", "").ljust(4, "0")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A value and the row it was first seen in."""

    row: int
    text: str


class DateSurvey:
    """Looks at every value of a date column, then settles on its one format."""

    def __init__(self) -> None:
        self.first: Seen | None = None
        self.without_offset: Seen | None = None
        self._unread: Seen | None = None
        self._marks: dict[tuple[DateFormat, ...], Seen] = {}
        self._order: dict[DateFormat, Seen] = {}
        self._either: Seen | None = None

    def add(self, row: int, text: str) -> None:
        match = match_any(text)
        if match is None:
            self._unread = self._unread or Seen(row=row, text=text)
            return
        seen = Seen(row=row, text=text)
        self.first = self.first or seen
        if match["offset"] is None:
            self.without_offset = self.without_offset or seen
        formats = formats_of(match)
        self._marks.setdefault(formats, seen)
        if len(formats) > 1:
            self._weigh(int(match["one"]), int(match["two"]), formats, seen)

    def _weigh(self, one: int, two: int, formats: tuple[DateFormat, ...], seen: Seen) -> None:
        day_first, month_first = formats
        if one > _NOON >= two:
            self._order.setdefault(day_first, seen)
        elif two > _NOON >= one:
            self._order.setdefault(month_first, seen)
        elif one != two:
            self._either = self._either or seen

    def settle(self, column: str) -> DateFormat:
        """The one format of the column; BadInput where there is none, or more than one."""
        if self.first is None:
            raise BadInput(self._no_dates(column), field=column)
        for found in (self._marks, self._order):
            if len(found) > 1:
                one, other = list(found.values())[:2]
                raise BadInput(
                    f'{column} mixes ways to write a date: row {one.row} has "{one.text}" and row {other.row} '
                    f'"{other.text}"; write all of them one way, like {_EXAMPLES}.',
                    field=column,
                )
        (formats,) = self._marks
        if self._order:
            return next(iter(self._order))
        if len(formats) > 1 and self._either:
            raise BadInput(self._ambiguous(column, self._either, formats), field=column)
        return formats[0]

    def _no_dates(self, column: str) -> str:
        if self._unread is None:
            return f"{column} is blank in every row; write dates like {_EXAMPLES}."
        return (
            f'{column} holds no dates: row {self._unread.row} has "{self._unread.text[:40]}"; write dates like '
            f"{_EXAMPLES}, or name another column with --map."
        )

    @staticmethod
    def _ambiguous(column: str, seen: Seen, formats: tuple[DateFormat, ...]) -> str:
        readings = (_day(match, written) for written in formats if (match := match_in(seen.text, written)))
        first, second = (_spoken(day) for day in readings)
        return (
            f'{column} has "{seen.text}" in row {seen.row}, which is {first} or {second}; '
            f"say which with --dates {formats[0]} or --dates {formats[1]}."
        )


def shown_back(seen: Seen, reader: DateReader) -> str:
    """How a date of the file was read, for the person to check."""
    match = match_in(seen.text, reader.format)
    if match is None:
        return reader.format
    try:
        return f"{seen.text} read as {_spoken(_day(match, reader.format))}"
    except ValueError:
        return reader.format


def _spoken(day: date) -> str:
    return format_date(day, "d MMMM y", locale="en")
