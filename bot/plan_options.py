"""Numbers to try that were given on the command line, as the terms of an agreement that a plan is made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from intake.agreement_documents import AgreementDocuments
from intake.agreement_words import currency as read_currency
from intake.agreement_words import locale as read_locale
from sla.agreement import Json
from sla.errors import BadInput
from sla.funnel import DEFAULT_STAGES
from sla.lag import LONGEST_LAG
from sla.money import parse_amount
from sla.rates import parse_rate
from sla.targets import Month
from sla.terms import Period, Terms

T = TypeVar("T")

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """As they were typed; None: not given."""

    quota: str | None = None
    aov: str | None = None
    mql_sql: str | None = None
    sql_opp: str | None = None
    win: str | None = None
    months_to_close: int | None = None
    opened: str | None = None
    currency: str | None = None
    locale: str | None = None

    @property
    def given(self) -> bool:
        return self != Numbers()


def parse_month(text: str, option: str = "--start") -> Month:
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        raise BadInput(f"{option} “{text[:40]}” is no month; write it like 2026-01.", field=option)
    return Month(year=int(found[1]), number=int(found[2]))


def terms_of(numbers: Numbers, first: Month) -> Terms:
    """BadInput names the option that is missing or cannot be read."""
    _check(numbers)
    amount, period = _quota(numbers.quota or "")
    stages, rates = _funnel(numbers)
    opened: list[Json] = (
        [{"closes": first.first.isoformat(), "value": numbers.opened}] if numbers.opened else []
    )
    kind: dict[str, Json] = {"name": "Leads", "aov": numbers.aov, "stages": stages, "rates": rates}
    if numbers.months_to_close is not None:
        kind["months_to_close"] = numbers.months_to_close
    return (
        AgreementDocuments()
        .read(
            {
                "team": {
                    "name": "Numbers to try",
                    "zone": "UTC",
                    "currency": (numbers.currency or "USD").upper(),
                    "locale": numbers.locale or "en_US",
                    "channel": "#sla",
                    "effective": date(first.year, first.number, 1).isoformat(),
                },
                "quota": {"amount": amount, "period": period},
                "lead_types": [kind],
                "open_business": opened,
            }
        )
        .terms
    )


def _check(numbers: Numbers) -> None:
    """Each by itself first, so that a refusal names its option."""
    for option, value in (("--quota", numbers.quota), ("--aov", numbers.aov), ("--win", numbers.win)):
        if value is None:
            raise BadInput(
                f"{option} is missing; a plan of your own numbers needs --quota, --aov and --win at least.",
                field=option,
            )
    money = _named("--currency", lambda: read_currency(numbers.currency or "USD"))
    _named("--locale", lambda: read_locale(numbers.locale or "en_US"))
    _named("--aov", lambda: parse_amount(numbers.aov or "", money))
    amount, _ = _quota(numbers.quota or "")
    _named("--quota", lambda: parse_amount(amount, money))
    if numbers.opened is not None:
        _named("--open", lambda: parse_amount(numbers.opened or "", money))
    if numbers.months_to_close is not None and not 0 <= numbers.months_to_close <= LONGEST_LAG:
        raise BadInput(f"--months-to-close is from 0 to {LONGEST_LAG}.", field="--months-to-close")
    steps = (("--mql-sql", numbers.mql_sql), ("--sql-opp", numbers.sql_opp), ("--win", numbers.win))
    for option, text in steps:
        if text is not None:
            _named(option, partial(parse_rate, text))


def _named(option: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except (BadInput, ValueError) as refused:
        message = refused.message if isinstance(refused, BadInput) else str(refused)
        raise BadInput(f"{option}: {message}", field=option) from None


def _quota(text: str) -> tuple[str, str]:
    """The amount, and what it is for: `500k/year`, a year where nothing is said."""
    amount, slash, period = text.partition("/")
    found = period.strip().casefold() if slash else Period.YEAR.value
    if found not in {one.value for one in Period}:
        raise BadInput(
            f"--quota: “{period.strip()[:40]}” is no period; write the quota like 500k/year, 120k/quarter or "
            "40k/month.",
            field="--quota",
        )
    return amount.strip(), found


def _funnel(numbers: Numbers) -> tuple[list[Json], list[Json]]:
    """Four stages, or lead and won where only the rate from one to the other is known."""
    if numbers.mql_sql is None and numbers.sql_opp is None:
        return ["lead", "won"], [numbers.win]
    for option, value in (("--mql-sql", numbers.mql_sql), ("--sql-opp", numbers.sql_opp)):
        if value is None:
            raise BadInput(
                f"{option} is missing; give all three rates, or --win alone as the rate from lead to won deal.",
                field=option,
            )
    return [*DEFAULT_STAGES], [numbers.mql_sql, numbers.sql_opp, numbers.win]
