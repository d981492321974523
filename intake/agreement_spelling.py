"""The one spelling of each value in an agreement's canonical text; whatever is written here is read back the same."""

import re
from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from fractions import Fraction
from math import gcd, lcm

from intake.agreement_words import DAY_NAMES
from sla.calendar import Window, WorkingWeek
from sla.money import Money
from sla.rates import Rate

_DAYS_A_WEEK = len(DAY_NAMES)
_SHORT_RUN = 2


def slug(name: str) -> str:
    """The key of a name, the same in any case: "Website form" is "website-form". Empty where it has no letters."""
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def span(length: timedelta) -> str:
    """Like "2h", "30m" or "1h 30m"."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    return " ".join(part for part in (f"{hours}h" if hours else "", f"{minutes}m" if minutes else "") if part)


def hours(windows: Iterable[Window]) -> str:
    """Like "09:00-12:30, 13:30-24:00"."""
    return ", ".join(
        f"{clock(window.start)}-{'24:00' if window.end == time.min else clock(window.end)}"
        for window in windows
    )


def team_hours(found: tuple[Window, ...] | WorkingWeek) -> str | dict[str, str]:
    """By weekday, equal days together: {"Mon-Fri": "08:00-20:00", "Sat": "09:00-17:00"}."""
    if not isinstance(found, WorkingWeek):
        return hours(found)
    alike = dict.fromkeys(windows for windows in found.days if windows)
    return {
        days(frozenset(day for day, own in enumerate(found.days) if own == windows)): hours(windows)
        for windows in alike
    }


def days(found: frozenset[int]) -> str:
    """Like "Mon-Fri", "Sun-Thu" or "Mon, Wed": a run that crosses the weekend stays one."""
    if len(found) == _DAYS_A_WEEK:
        return f"{DAY_NAMES[0]}-{DAY_NAMES[-1]}"
    starts = sorted(day for day in found if (day - 1) % _DAYS_A_WEEK not in found)
    return ", ".join(_run(start, found) for start in starts)


def _run(start: int, found: frozenset[int]) -> str:
    length = next(n for n in range(_DAYS_A_WEEK + 1) if (start + n) % _DAYS_A_WEEK not in found)
    names = [DAY_NAMES[(start + n) % _DAYS_A_WEEK] for n in range(length)]
    return ", ".join(names) if length <= _SHORT_RUN else f"{names[0]}-{names[-1]}"


def rate(one: Rate) -> str:
    """Counts stay counts; everything else is a percentage."""
    if one.counted:
        return f"{one.converted} of {one.entered}"
    return f"{decimal(one.fraction * 100)}%"


def decimal(number: Fraction) -> str:
    """A number that has an end in decimals, without needless zeros: "1.5", "34", "0.05"."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = f"{int(number * 10**places):0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def whole_number(number: Fraction) -> int:
    return int(number)


def smallest(weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The same proportions in the smallest whole numbers: 1 and 0.5 are 2 and 1."""
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    common = gcd(*whole) or 1
    return tuple(Fraction(weight // common) for weight in whole)


def amount(money: Money) -> str:
    return f"{money.major:f}" if money.major % 1 else str(int(money.major))
