"""Terms as exact words: a rounded figure would hide a change that both sides are to sign."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from handlers.views import days, quantities, words
from sla.money import Money
from sla.rates import Rate
from sla.targets import month_parts
from sla.terms import EVEN, Period, Quota, Terms


def money(amount: Money, terms: Terms) -> str:
    """Like "$2,000", and "$2,000.50" where there are cents."""
    if amount.major == amount.major.to_integral_value():
        return quantities.whole_money(amount.major, amount.currency, terms.locale)
    return format_currency(
        amount.major,
        amount.currency,
        locale=_locale(terms.locale),
        currency_digits=False,
        decimal_quantization=False,
    )


def share(part: Fraction) -> str:
    """Like "90%"; one that is no plain percentage with its counts: "about 66.7% (2 of 3)"."""
    if not part:
        return "0%"
    return Rate(converted=part.numerator, entered=part.denominator).shown()


def times(factor: Fraction) -> str:
    """Like "1.5 times"."""
    return f"{Decimal(factor.numerator) / Decimal(factor.denominator):f} times"


def day(on: date) -> str:
    """Like "Mon 2 Mar 2026": a contract says the year."""
    return f"{days.dated(on, on)} {on.year}"


def brief(on: date, begun: date) -> str:
    """Like "1 Jan", with the year where it is not the one in which the version begins."""
    return days.brief(on, begun)


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def working_days(number: int) -> str:
    return words.counted(number, "working day")


def monthly(leads: int, quota: Quota, locale: str) -> str:
    """A period's leads by month: "325 a month", "324 or 325 a month" where they do not divide; by a season
    "from 200 to 600 a month".
    """
    months = sorted(set(month_parts(leads, quota)))
    if quota.season != EVEN:
        least, most = (quantities.count(one, locale) for one in (months[0], months[-1]))
        return f"from {least} to {most} a month"
    return f"{' or '.join(quantities.count(one, locale) for one in months)} a month"


def leads_promised(leads: int, terms: Terms) -> str:
    """Like "3,900 leads a year, 325 a month"."""
    period = terms.quota.period
    whole = f"{words.counted(leads, 'lead', locale=terms.locale)} a {period}"
    return whole if period is Period.MONTH else f"{whole}, {monthly(leads, terms.quota, terms.locale)}"


def language(locale: str) -> str:
    """Like "English (United States)"."""
    return _locale(locale).get_display_name("en") or locale


def region(place: str) -> str:
    """Like "Germany (DE-BE)", of a country or region."""
    name = _locale(quantities.ENGLISH).territories.get(place.partition("-")[0])
    return f"{name} ({place})" if name else place


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(quantities.ENGLISH)
