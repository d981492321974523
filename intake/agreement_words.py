"""How single values of an agreement are written: times, hours, days, zones, spans; each refusal is one sentence."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import TypeVar
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies
from pydantic import BeforeValidator

from intake.public_holidays import known_place
from sla.calendar import Window, WorkingWeek
from sla.errors import SlaError
from sla.rates import Rate, parse_rate

T = TypeVar("T")

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_HOURS = re.compile(r"(?P<start>\d{1,2}:\d\d)\s*[-–]\s*(?P<end>\d{1,2}:\d\d)")
_SPAN = re.compile(r"(?:(?P<hours>[0-9]{1,4})\s*h)?\s*(?:(?P<minutes>[0-9]{1,5})\s*m(?:in)?)?")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_CHANNEL = re.compile(r"#[^\s#,.A-Z]{1,80}")
_FACTOR = re.compile(r"[0-9]{1,2}(\.[0-9]{1,4})?")
_WEIGHT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_HASH = re.compile(r"[0-9a-f]{64}")
_SHOWN = 60
_LEAST_FACTOR, _MOST_FACTOR = 1, 10
_UNSPOKEN = {"Cc", "Cs"}  # control characters, and halves of a character that no file can hold


def reads(parse: Callable[[object], T]) -> BeforeValidator:
    """A validator that reads a value with `parse`, keeping the sentence of a domain refusal."""

    def read(value: object) -> T:
        try:
            return parse(value)
        except SlaError as refusal:
            # Half a character, as JSON can hold one, would break pydantic's own report.
            raise ValueError(refusal.message.encode(errors="replace").decode()) from None

    return BeforeValidator(read)


def shown(value: object) -> str:
    """What was written, in quotes: a line, cut short, without what no message can hold."""
    plain = "".join(letter if letter.isprintable() else " " for letter in str(value)).strip()
    return f'"{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"}"'


def text(longest: int) -> Callable[[object], str]:
    """Words on one line in one spelling: single spaces, no control characters, composed accents."""

    def read(value: object) -> str:
        plain = " ".join(value.split()) if isinstance(value, str) else ""
        plain = "".join(letter for letter in plain if unicodedata.category(letter) not in _UNSPOKEN)
        words = " ".join(unicodedata.normalize("NFC", plain).split())
        if not words or len(words) > longest:
            raise ValueError(f"write a text in quotes, at most {longest} characters.")
        return words

    return read


def number_text(value: object) -> str:
    """An amount or a rate, whether it stands in quotes or not, exactly as it was written."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError('write a number or a text in quotes, like 500000 or "500k".')  # noqa: TRY004 — pydantic's own kind
    return str(value)


def rate(value: object) -> Rate:
    return parse_rate(number_text(value))


def factor(value: object) -> Fraction:
    """How many times the plan: "1.5", or 2."""
    typed = number_text(value).strip()
    if not _FACTOR.fullmatch(typed) or not _LEAST_FACTOR <= Fraction(typed) <= _MOST_FACTOR:
        raise ValueError(
            f'{shown(typed)} is not from {_LEAST_FACTOR} to {_MOST_FACTOR} times the plan; write it like "1.5".'
        )
    return Fraction(typed)


def weight(value: object) -> Fraction:
    """How much compared with its neighbours: 0, 2 or "0.5"."""
    typed = number_text(value).strip()
    if not _WEIGHT.fullmatch(typed):
        raise ValueError(f"{shown(typed)} is not a weight; write numbers of 0 or more, like 1 or 0.5.")
    return Fraction(typed)


def fingerprint(value: object) -> str:
    """A sha256 in hex."""
    typed = value.strip().casefold() if isinstance(value, str) else ""
    if not _HASH.fullmatch(typed):
        raise ValueError("write the 64 letters and digits as they were exported, or leave the table out.")
    return typed


def place(value: object) -> str:
    """Where public holidays are those of: "DE", "DE-BE", or "none"."""
    if not isinstance(value, str):
        raise ValueError('write a country or region in quotes, like "DE" or "DE-BE".')  # noqa: TRY004 — pydantic's own kind
    return known_place(value)


def email(value: object) -> str:
    if not isinstance(value, str) or not _EMAIL.fullmatch(value.strip()) or not value.strip().isprintable():
        raise ValueError(f"{shown(value)} is not an e-mail address; write one like ana@example.com.")
    return value.strip().casefold()


def channel(value: object) -> str:
    if not isinstance(value, str) or not _CHANNEL.fullmatch(value.strip()) or not value.strip().isprintable():
        raise ValueError(f'{shown(value)} is not a channel name; write it like Slack does, as "#sla".')
    return value.strip()


def zone(value: object) -> str:
    if isinstance(value, str) and value in _zones():
        return value
    near = nearest(str(value), sorted(_zones())) or "Europe/Berlin"
    raise ValueError(f"{shown(value)} is not a time zone; write one like {near}.")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def locale(value: object) -> str:
    try:
        return str(Locale.parse(str(value).replace("-", "_")))
    except (ValueError, TypeError, UnknownLocaleError):
        raise ValueError(
            f'{shown(value)} is not a locale; write a language and a country, like "en_US".'
        ) from None


def currency(value: object) -> str:
    if isinstance(value, str) and value.strip().upper() in list_currencies():
        return value.strip().upper()
    raise ValueError(f'{shown(value)} is not a currency code; write three letters, like "USD" or "EUR".')


def clock(value: object) -> time:
    """A local time of day: "09:00", or TOML's own 09:00:00."""
    if isinstance(value, time) and value.tzinfo is None:
        return value
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f'{shown(value)} is not a time of day; write it like "09:00".')
    return time(int(match[1]), int(match[2]))


def day(value: object) -> date:
    """A local date: TOML's own 2026-01-01, or the same in quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"{shown(value)} is not a date; write it like 2026-01-31.") from None


def hours(value: object) -> tuple[Window, ...]:
    """Working windows of a day: "09:00-17:00", "09:00-12:30, 13:30-18:00", or a list of such."""
    windows = tuple(_window(part) for part in _parts(value, 'write hours like "09:00-17:00".'))
    WorkingWeek(days=(windows,) * 7)  # refuses windows that overlap
    return windows


def _window(part: str) -> Window:
    match = _HOURS.fullmatch(part)
    if match is None:
        raise ValueError(f'{shown(part)} is not a span of hours; write it like "09:00-17:00".')
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
        raise ValueError(
            f'{shown(part)} is not a day of the week; write days like "Mon-Fri" or "Mon, Wed, Fri".'
        )
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
        raise ValueError(f'{shown(value)} is not a span of working time; write it like "2h" or "90m".')
    return found


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)
