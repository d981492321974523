"""The plan for scripts: JSON with whole numbers as numbers and amounts as exact decimals, and CSV (RFC 4180)."""

import csv
import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import StringIO

from handlers.views.plan_table import by_month
from sla.money import Money, exponent
from sla.planned import Cell, PlanAnswer, StreamPlan, TypePlan
from sla.targets import Month

Values = dict[str, object]

TITLES = ("come_in", "closes", "stream", "lead_type", "leads", "leads_if_rates_rise")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(answer: PlanAnswer) -> str:
    plan = answer.plan
    currency = plan.quota.currency
    needed, improved = by_month(plan), by_month(plan, "improved")
    found: Values = {
        "version": answer.version,
        "currency": currency,
        "first_month": _month(plan.first),
        "last_month": _month(plan.last),
        "months": answer.length,
        "begins_anew": _month(answer.begins_anew) if answer.begins_anew else None,
        "quota": _amount(plan.quota),
        "agreed_quota": {"amount": _amount(answer.quota.amount), "period": answer.quota.period.value},
        "leads": plan.needed,
        "leads_if_rates_rise": plan.improved,
        "price_of_missing_it": decimal(plan.short, currency),
        "closes_inside_percent": hundredths(plan.landed * 100),
        "open": decimal(plan.open_value, currency),
        "leads_a_month_to_land_it": plan.rate,
        "next_plan_from": _month(plan.next_from),
        "at_risk": [
            {
                "closes": _month(one.closes),
                "leads": one.needed,
                "came": one.came,
                "gap": decimal(one.gap, currency),
            }
            for one in answer.at_risk
        ],
        "by_month": [
            {"come_in": _month(month), "leads": needed[month], "leads_if_rates_rise": improved[month]}
            for month in plan.created
        ],
        "quota_by_month": [
            {"closes": _month(month), "quota": _amount(quota)}
            for month, quota in zip(plan.months, plan.quotas, strict=True)
        ],
        "streams": [_stream(stream, answer) for stream in plan.streams],
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def as_csv(answer: PlanAnswer) -> str:
    """A line for each lead type and closing month; what a spreadsheet would run as a formula begins with '."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(TITLES)
    for stream in answer.plan.streams:
        for part in stream.types:
            names = (harmless(stream.stream.name), harmless(part.kind.name))
            for cell in part.cells:
                months = (_month(cell.created), _month(cell.closes))
                writer.writerow((*months, *names, cell.needed, cell.improved))
    return text.getvalue()


def harmless(name: str) -> str:
    return f"'{name}" if name.lstrip().startswith(_FORMULA) or name.startswith(_FORMULA) else name


def _stream(stream: StreamPlan, answer: PlanAnswer) -> Values:
    return {
        "name": stream.stream.name,
        "quota": _amount(stream.quota),
        "needs_leads": stream.stream.needs_leads,
        "leads": sum(part.needed for part in stream.types),
        "lead_types": [_lead_type(part, answer) for part in stream.types],
    }


def _lead_type(part: TypePlan, answer: PlanAnswer) -> Values:
    currency, lag = answer.plan.quota.currency, part.kind.lag
    return {
        "name": part.kind.name,
        "share_percent": hundredths(part.kind.share * 100),
        "share_of": answer.share_of.value,
        "leads": part.needed,
        "leads_if_rates_rise": part.improved,
        "lead_value": decimal(part.lead_value, currency),
        "months_to_close": None if lag is None else hundredths(lag.mean),
        "open": decimal(part.open_value, currency),
        "leads_a_month_to_land_it": part.rate,
        "months": list(_cells(part.cells)),
    }


def _cells(cells: tuple[Cell, ...]) -> Iterator[Values]:
    for cell in cells:
        yield {
            "come_in": _month(cell.created),
            "closes": _month(cell.closes),
            "leads": cell.needed,
            "leads_if_rates_rise": cell.improved,
        }


def _month(month: Month) -> str:
    return f"{month.year}-{month.number:02}"


def _amount(money: Money) -> str:
    return str(money.major)


def decimal(value: Fraction, currency: str) -> str:
    """Rounded half up to the currency's smallest unit, where it does not end there."""
    return str(_rounded(value, exponent(currency)))


def hundredths(value: Fraction) -> str:
    """To two decimals at most, without needless zeros."""
    return f"{_rounded(value, 2).normalize():f}"


def _rounded(value: Fraction, places: int) -> Decimal:
    exact = value * 10**places
    whole = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1), rounding=ROUND_HALF_UP
    )
    return whole.scaleb(-places)
