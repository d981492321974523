"""Reads the numbers of `sla-bot demand` and asks the same rules as Slack does, with the usual terms for sales."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from sla.cadence import ARTICLE
from sla.demand import DemandAnswer
from sla.errors import BadFields, BadInput
from sla.funnel import Funnel
from sla.mix import ShareOf
from sla.money import Money, parse_amount
from sla.rates import parse_rate
from sla.services.demand_answer import WEEKS, Numbers, answer_of, at_worst
from sla.targets import plan_of
from sla.terms import LeadType, Period, Quota, Stream

TOUCHES_PER_REP_WEEK = 140
"""What an agreement takes where it says nothing else."""
_MOST_REPS = 6
LOCALE = "en_US"

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """The options as they were typed; None where one was left out."""

    quota: str | None
    period: str
    aov: str | None
    mql_sql: str | None
    sql_opp: str | None
    win: str | None
    currency: str
    reps: str | None


class _Reader:
    """Reads one option after the other and keeps what is wrong with each."""

    def __init__(self) -> None:
        self.wrong: dict[str, str] = {}

    def read(self, option: str, typed: str | None, parse: Callable[[str], Value]) -> Value | None:
        if typed is None:
            self.wrong[option] = "This is needed; `sla-bot demand --help` says how to write it."
            return None
        try:
            return parse(typed)
        except BadInput as refused:
            self.wrong[option] = refused.message
        return None


def answer_to(typed: Typed) -> DemandAnswer:
    """BadFields with a sentence for each option that cannot be taken."""
    reader = _Reader()
    currency = reader.read("--currency", typed.currency, _currency) or "USD"
    amount = reader.read("--quota", typed.quota, lambda text: parse_amount(text, currency))
    period = reader.read("--period", typed.period, _period)
    aov = reader.read("--aov", typed.aov, lambda text: parse_amount(text, currency))
    rates = [
        reader.read(option, text, parse_rate)
        for option, text in (("--mql-sql", typed.mql_sql), ("--sql-opp", typed.sql_opp), ("--win", typed.win))
    ]
    reps = None if typed.reps is None else reader.read("--reps", typed.reps, _whole)
    known = tuple(rate for rate in rates if rate is not None)
    if reader.wrong or amount is None or period is None or aov is None:
        raise BadFields(reader.wrong)
    return _answer(Quota(amount=amount, period=period), Funnel(rates=known, aov=aov), reps)


def _answer(quota: Quota, funnel: Funnel, reps: int | None) -> DemandAnswer:
    """One lead type carries the whole quota."""
    everything = Stream(key="all", name="All business", share=Fraction(1), needs_leads=True, margin=None)
    leads = LeadType(
        key="leads",
        name="Leads",
        origins=frozenset(),
        funnel=funnel,
        share=Fraction(1),
        stream=everything.key,
    )
    plan = Numbers(quota=quota, share_of=ShareOf.REVENUE, streams=(everything,), lead_types=(leads,))
    able = at_worst(
        plan_of(plan).total_leads / WEEKS[quota.period],
        ARTICLE,
        touches_per_rep_week=TOUCHES_PER_REP_WEEK,
        utilisation=Fraction(1),
        reps=reps,
    )
    return answer_of(plan, able, locale=LOCALE, version=None)


def _currency(text: str) -> str:
    return Money(minor=1, currency=text.strip().upper()).currency


def _period(text: str) -> Period:
    typed = text.strip().casefold()
    if typed not in set(Period):
        raise BadInput(f"“{text[:40]}” is no period I know; write month, quarter or year.")
    return Period(typed)


def _whole(text: str) -> int:
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_REPS):
        raise BadInput(f"“{text[:40]}” is no number of people; write it like 5.")
    return int(typed)
