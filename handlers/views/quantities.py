"""Numbers as the team's locale writes them: counts, whole or short money, and percents that never lie by rounding."""

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from math import floor

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal

ENGLISH = "en_US"

_SCALES = ((10**9, "bn"), (10**6, "m"), (10**3, "k"))
_FINE = 10
_MOST_PLACES = 2


def half_up(value: Fraction | int) -> int:
    return floor(value + Fraction(1, 2))


def count(value: int, locale: str = ENGLISH) -> str:
    """Like "3,900"."""
    return format_decimal(value, locale=_locale(locale))


def parts(values: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole numbers that add up to the rounded total of exact ones (MATHS D5)."""
    marks = [half_up(upto) for upto in accumulate(values, initial=Fraction(0))]
    return tuple(after - before for before, after in pairwise(marks))


def whole_money(value: Fraction | Decimal, currency: str, locale: str = ENGLISH) -> str:
    """Like "$500,000": whole currency, rounded half up (MATHS D3)."""
    return _written(Decimal(half_up(Fraction(value))), currency, locale, suffix="", places=0)


def short_money(value: Fraction | Decimal, currency: str, locale: str = ENGLISH) -> str:
    """Like "$441k", "$3.4k", "$1.25m"; below a thousand whole currency."""
    exact = Fraction(value)
    for scale, suffix in _SCALES:
        if half_up(exact) >= scale:
            places = _places(exact / scale, suffix)
            rounded = half_up(exact / scale * 10**places)
            if suffix == "k" and rounded >= 1000 * 10**places:
                return short_money(Fraction(10**6), currency, locale)
            amount = Decimal(rounded).scaleb(-places)
            return _written(amount, currency, locale, suffix=suffix, places=places)
    return whole_money(exact, currency, locale)


def money_pair(value: Fraction, of: Fraction, currency: str, locale: str = ENGLISH) -> tuple[str, str]:
    """Two short amounts, in whole currency where the short ones would make different amounts look equal."""
    short = short_money(value, currency, locale), short_money(of, currency, locale)
    if value == of or short[0] != short[1]:
        return short
    return whole_money(value, currency, locale), whole_money(of, currency, locale)


def percent(share: Fraction, *edges: Fraction, locale: str = ENGLISH) -> str:
    """Like "93%", with decimals where the whole percent would fall on or beyond an edge that the share does not."""
    for places in range(_MOST_PLACES + 1):
        shown = Fraction(half_up(share * 100 * 10**places), 100 * 10**places)
        if all(_side(shown, edge) == _side(share, edge) for edge in (*edges, Fraction(0), Fraction(1))):
            return _percent(shown, places, locale)
    edge = min((*edges, Fraction(0), Fraction(1)), key=lambda one: abs(one - share))
    return f"{'under' if share < edge else 'over'} {percent(edge, locale=locale)}"


def _percent(shown: Fraction, places: int, locale: str) -> str:
    number = Decimal(int(shown * 100 * 10**places)).scaleb(-places)
    return format_decimal(number, format="#,##0.##", locale=_locale(locale)) + "%"


def _side(value: Fraction, edge: Fraction) -> int:
    return (value > edge) - (value < edge)


def _places(scaled: Fraction, suffix: str) -> int:
    if suffix != "k":
        return 2
    return 1 if half_up(scaled * 10) < _FINE * 10 else 0


def _written(amount: Decimal, currency: str, locale: str, *, suffix: str, places: int) -> str:
    before, number, after = _pattern(locale)
    pattern = before + number + ("." + "#" * places if places else "") + suffix + after
    return format_currency(amount, currency, format=pattern, locale=_locale(locale), currency_digits=False)


@lru_cache
def _pattern(locale: str) -> tuple[str, str, str]:
    """The locale's grouping of whole numbers, and the currency's sign before or after it."""
    pattern = _locale(locale).currency_formats["standard"].pattern.partition(";")[0]
    before, number, after = re.split(r"([#0,.]+)", pattern, maxsplit=1)
    return before, number.partition(".")[0], after


@lru_cache
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


def span(length: timedelta) -> str:
    """Working time: "2 h", "30 min", "1 h 30 min"."""
    hours, rest = divmod(length, timedelta(hours=1))
    minutes = rest // timedelta(minutes=1)
    return " ".join(
        filter(None, (f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else ""))
    )
