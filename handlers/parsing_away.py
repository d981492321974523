"""How `/sla away …` is read: whose days, which days, and who stands in."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.parsing import MENTION, USAGE, UsageError, Verb

_DAY = timedelta(days=1)
_WEEK = 7
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAP = 4
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.?(\d{4})?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BETWEEN = re.compile(r"\s*(?:\.\.+|…|\s[-–—]\s|\bto\b|\buntil\b|\btill\b|–)\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class AwayWords:
    """`of` and `stand_in` are Slack ids; `period` is what was said of the days, empty for nothing."""

    of: str | None
    period: str
    stand_in: str | None


def parse_away(words: str) -> AwayWords:
    """`@rep 24.12..31.12 @stand-in`: who is named before the days is away, who is named after them covers."""
    mentions = list(MENTION.finditer(words))
    period = MENTION.sub(" ", words).strip()
    before = [one for one in mentions if not words[: one.start()].strip()]
    after = [one for one in mentions if one not in before and not words[one.end() :].strip()]
    if len(before) + len(after) != len(mentions) or (not period and len(mentions) > 1):
        raise _unread("The days go between whoever is away and whoever covers.")
    return AwayWords(
        of=before[0][1] if before else None,
        period=" ".join(period.casefold().split()),
        stand_in=after[0][1] if after else None,
    )


def parse_days(period: str, today: date) -> tuple[date, date]:
    """The first day and the last. A day without its year is the next such day, today included."""
    parts = _BETWEEN.split(period.removeprefix("from ").strip())
    match [part.strip() for part in parts]:
        case [one] if one:
            return _day(one, today), _day(one, today)
        case ["", last] if last:
            return today, _day(last, today)
        case [first, last] if first and last:
            start = _day(first, today)
            return start, _day(last, start if last in _WEEKDAYS else today)
    raise _unread(f"“{period[:40]}” is no day or period I can read.")


def _day(word: str, today: date) -> date:
    near = {"today": today, "tomorrow": today + _DAY}
    if word in near:
        return near[word]
    if word in _WEEKDAYS:
        return today + (_WEEKDAYS.index(word) - today.weekday()) % _WEEK * _DAY
    found = _dotted(word, today) if _DOTTED.fullmatch(word) else _iso(word)
    if found is None:
        raise _unread(f"“{word[:40]}” is no day I can read.")
    return found


def _dotted(word: str, today: date) -> date | None:
    """Day and month, as in 24.12; 29.2 waits for a leap year."""
    match = _DOTTED.fullmatch(word)
    if match is None:
        return None
    day, month, year = match.groups()
    years = [int(year)] if year else range(today.year, today.year + 2 * _LEAP + 1)
    found = (_date(f"{each:04}-{month:0>2}-{day:0>2}") for each in years)
    return next((one for one in found if one is not None and (year or one >= today)), None)


def _iso(word: str) -> date | None:
    return _date(word) if _ISO.fullmatch(word) else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _unread(sentence: str) -> UsageError:
    return UsageError(sentence, usage=USAGE[Verb.AWAY])
