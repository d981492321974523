"""What both sides promise at a glance, in the same form: how much or how fast, of what, and how often."""

from fractions import Fraction

from handlers.views import quantities
from handlers.views.contract import amounts
from handlers.views.contract.sales import follow_ups
from handlers.views.escape import people
from sla.mix import MixedDemand
from sla.terms import EVEN, Period, Terms

_NAME = 40


def marketing_lines(terms: Terms, plan: MixedDemand) -> tuple[str, ...]:
    quality = f"{amounts.share(terms.marketing.accepted_target)} of them accepted by sales"
    sql = terms.marketing.sql_target
    return (
        "*Marketing promises*",
        amounts.leads_promised(plan.total_leads, terms),
        worth_words(terms, plan),
        quality if sql is None else f"{quality}, {amounts.share(sql)} become SQLs",
    )


def sales_lines(terms: Terms) -> tuple[str, ...]:
    sales = terms.sales
    first = f"first attempt within {quantities.span(sales.first_attempt_within)}"
    return (
        "*Sales promises*",
        f"accepted or rejected within {quantities.span(sales.accept_within)}",
        f"{first} for {amounts.share(sales.first_attempt_target)}{_apart(terms)}",
        f"{follow_ups(sales.cadence)} for {amounts.share(sales.cadence_target)}",
    )


def _apart(terms: Terms) -> str:
    """The lead types whose first attempt has a time of its own."""
    own = [(kind.name, kind.first_attempt_within) for kind in terms.lead_types if kind.first_attempt_within]
    if len(own) > 1:
        return f" (own times for {len(own)} lead types)"
    return "".join(f" ({people(name, _NAME)}: {quantities.span(within)})" for name, within in own)


def worth_words(terms: Terms, plan: MixedDemand) -> str:
    """Like "worth $500,000 a year, $41,667 a month"."""
    total = sum((part.leads * part.lead_value for part in plan.types), Fraction(0))
    period = terms.quota.period
    whole = quantities.whole_money(total, terms.currency, terms.locale)
    if period is Period.MONTH:
        return f"worth {whole} a month"
    each = quantities.whole_money(total / period.months, terms.currency, terms.locale)
    average = "" if terms.quota.season == EVEN else "on average "
    return f"worth {whole} a {period}, {average}{each} a month"


def quota_words(terms: Terms) -> str:
    return f"{amounts.money(terms.quota.amount, terms)} a {terms.quota.period}"
