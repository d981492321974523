"""How single values of sla.toml are written: times, hours, days, zones, spans; each refusal is one sentence."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TypeVar
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies
from pydantic import BeforeValidator

from sla.calendar import Window
from sla.errors import SlaError
from sla.rates import Rate, parse_rate

T = TypeVar("T")

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_HOURS = re.compile(r"(?P<start>\d{1,2}:\d\d)\s*[-–]\s*(?P<end>\d{1,2}:\d\d)")
_SPAN = re.compile(r"(?:(?P<hours>[0-9]{1,4})\s*h)?\s*(?:(?P<minutes>[0-9]{1,5})\s*m(?:in)?)?")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_CHANNEL = re.compile(r"#[^\s#,.A-Z]{1,80}")
_LONGEST_TEXT = 80


def reads(parse: Callable[[object], T]) -> BeforeValidator:
    """A validator that reads a value with `parse`, keeping the sentence of a domain refusal."""

    def read(value: object) -> T:
        try:
            return parse(value)
        except SlaError as refusal:
            raise ValueError(refusal.message) from None

    return BeforeValidator(read)


def text(value: object) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or len(words) > _LONGEST_TEXT:
        raise ValueError(f"write a text in quotes, at most {_LONGEST_TEXT} characters.")
    return words


def number_text(value: object) -> str:
    """An amount or a rate, whether it stands in quotes or not, exactly as it was written."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError('write a number or a text in quotes, like 500000 or "500k".')  # noqa: TRY004 — pydantic's own kind
    return str(value)


def rate(value: object) -> Rate:
    return parse_rate(number_text(value))


def email(value: object) -> str:
    if not isinstance(value, str) or not _EMAIL.fullmatch(value.strip()):
        raise ValueError(f'"{value}" is not an e-mail address; write one like ana@example.com.')
    return value.strip().casefold()


def channel(value: object) -> str:
    if not isinstance(value, str) or not _CHANNEL.fullmatch(value.strip()):
        raise ValueError(f'"{value}" is not a channel name; write it like Slack does, as "#sla".')
    return value.strip()


def zone(value: object) -> str:
    if value in _zones():
        return str(value)
    near = nearest(str(value), sorted(_zones())) or "Europe/Berlin"
    raise ValueError(f'"{value}" is not a time zone; write one like {near}.')


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def locale(value: object) -> str:
    try:
        return str(Locale.parse(str(value).replace("-", "_")))
    except (ValueError, TypeError, UnknownLocaleError):
        raise ValueError(
            f'"{value}" is not a locale; write a language and a country, like "en_US".'
        ) from None


def currency(value: object) -> str:
    if isinstance(value, str) and value.strip().upper() in list_currencies():
        return value.strip().upper()
    raise ValueError(f'"{value}" is not a currency code; write three letters, like "USD" or "EUR".')


def clock(value: object) -> time:
    """A local time of day: "09:00", or TOML's own 09:00:00."""
    if isinstance(value, time) and value.tzinfo is None:
        return value
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f'"{value}" is not a time of day; write it like "09:00".')
    return time(int(match[1]), int(match[2]))


def day(value: object) -> date:
    """A local date: TOML's own 2026-01-01, or the same in quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f'"{value}" is not a date; write it like 2026-01-31.') from None


def hours(value: object) -> tuple[Window, ...]:
    """Working windows of a day: "09:00-17:00", "09:00-12:30, 13:30-18:00", or a list of such."""
    return tuple(_window(part) for part in _parts(value, 'write hours like "09:00-17:00".'))


def _window(part: str) -> Window:
    match = _HOURS.fullmatch(part)
    if match is None:
        raise ValueError(f'"{part}" is not a span of hours; write it like "09:00-17:00".')
    end = match["end"] if match["end"] != "24:00" else "00:00"
    return Window(start=clock(match["start"]), end=clock(end))


def days(value: object) -> frozenset[int]:
    """Working days, Monday as 0: "Mon-Fri", "Sun-Thu", "Mon, Wed", or a list of such."""
    found: set[int] = set()
    for part in _parts(value, 'write days like "Mon-Fri".'):
        first, dash, last = part.replace("–", "-").partition("-")
        start = _weekday(first, part)
        span = (_weekday(last, part) - start) % 7 if dash else 0
        found.update((start + n) % 7 for n in range(span + 1))
    return frozenset(found)


def _weekday(word: str, part: str) -> int:
    short = word.strip()[:3].title()
    if short not in DAY_NAMES:
        raise ValueError(f'"{part}" is not a day of the week; write days like "Mon-Fri" or "Mon, Wed, Fri".')
    return DAY_NAMES.index(short)


def _parts(value: object, otherwise: str) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    parts = [part.strip() for item in texts if isinstance(item, str) for part in item.split(",")]
    if not parts or not all(parts) or not all(isinstance(item, str) for item in texts):
        raise ValueError(otherwise)
    return parts


def span(value: object) -> timedelta:
    """Working time: "2h", "90m", "1h 30m"."""
    match = _SPAN.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    found = (
        timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
        if match
        else timedelta()
    )
    if not found:
        raise ValueError(f'"{value}" is not a span of working time; write it like "2h" or "90m".')
    return found


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)
