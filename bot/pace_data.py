"""Marketing's pace for scripts: JSON with whole numbers as numbers and decimals as texts, and CSV (RFC 4180)."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from io import StringIO

from bot.pace_options import Tried
from bot.plan_data import decimal, harmless, hundredths
from handlers.views.situation import Situation
from sla.board import Board
from sla.delivered import Uncounted
from sla.marketing import ClosedPace, QuantityLine, TypePace, Unit
from sla.quality import Realised, TypeQuality
from sla.verdict import Verdict

Values = dict[str, object]

TITLES = (
    "span", "lead_type", "unit", "delivered", "expected", "target", "ratio_percent", "verdict", "normal_variation",
    "months_running",
)  # fmt: skip
ALL = "(all)"


def as_json(board: Board) -> str:
    side, currency = board.marketing, board.quota.amount.currency
    *types, total = side.spans
    found: Values = {
        "team": board.team,
        "version": board.version,
        "signed": board.version > 0,
        "effective_on": board.effective_on.isoformat(),
        "currency": currency,
        "as_of": _moment(board.now),
        "figures_until": board.as_of.isoformat(),
        "closed": Situation(board=board).closed,
        "working_days_elapsed": board.days_elapsed,
        "working_days_total": board.days_total,
        "verdict": side.verdict.value,
        "month": _span([(one.leads, one.value) for one in types], (total.leads, total.value), currency),
        "since_start": _span(
            [(one.leads_ever, one.value_ever) for one in types],
            (total.leads_ever, total.value_ever),
            currency,
        ),
        "mix": list(_mix(types)),
        "today_so_far": side.today_so_far,
        "qualified": total.qualified,
        "not_counted": [_uncounted(one) for one in side.uncounted],
        "last_month": None if side.last_month is None else _closed(side.last_month, currency),
        "quality": [_quality(one, pace, currency) for one, pace in zip(side.quality, types, strict=False)],
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def as_csv(board: Board) -> str:
    """A line for each span, lead type and unit; what a spreadsheet would run as a formula begins with '."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(TITLES)
    for one in board.marketing.spans:
        for line in (one.leads, one.value, one.leads_ever, one.value_ever):
            name = ALL if line.lead_type is None else harmless(line.lead_type)
            values = _line(line, board.quota.amount.currency)
            del values["months_outside"]
            values["normal_variation"] = "yes" if line.normal_variation else "no"
            writer.writerow((line.span.value, name, line.unit.value, *values.values()))
    return text.getvalue()


def tried_json(tried: Tried) -> str:
    pace = tried.pace
    found: Values = {
        "figures_until": tried.as_of.isoformat(),
        "working_days_elapsed": pace.days_elapsed,
        "working_days_total": pace.days_total,
        "target": pace.target,
        "delivered": pace.delivered,
        "expected": hundredths(pace.expected),
        "ratio_percent": None if pace.ratio is None else hundredths(pace.ratio * 100),
        "verdict": pace.verdict.value,
        "normal_variation": tried.normal_variation,
    }
    return json.dumps(found, indent=2)


def tried_text(tried: Tried) -> str:
    pace = tried.pace
    said = pace.verdict.value if pace.verdict is not Verdict.NOT_YET else "no verdict yet"
    usual = ", within normal variation for this volume" if tried.normal_variation else ""
    ratio = "" if pace.ratio is None else f" ({hundredths(pace.ratio * 100)}%)"
    return (
        f"{pace.days_elapsed} of {pace.days_total} working days: {pace.delivered} of {hundredths(pace.expected)} "
        f"expected{ratio}, {said}{usual}"
    )


def _span(
    types: list[tuple[QuantityLine, QuantityLine]], total: tuple[QuantityLine, QuantityLine], currency: str
) -> Values:
    return {
        "lead_types": [{"name": leads.lead_type, **_both(leads, value, currency)} for leads, value in types],
        "total": _both(*total, currency),
    }


def _both(leads: QuantityLine, value: QuantityLine, currency: str) -> Values:
    return {"leads": _line(leads, currency), "value": _line(value, currency)}


def _line(line: QuantityLine, currency: str) -> Values:
    """Leads that came are whole; what was expected of them need not be."""
    money = line.unit is Unit.MONEY

    def shown(value: Fraction) -> str:
        return decimal(value, currency) if money else hundredths(value)

    return {
        "delivered": shown(line.delivered) if money else int(line.delivered),
        "expected": shown(line.expected),
        "target": shown(line.target),
        "ratio_percent": hundredths(line.delivered / line.expected * 100) if line.expected else None,
        "verdict": line.verdict.value,
        "normal_variation": line.normal_variation,
        "months_running": line.nth,
        "months_outside": None
        if line.run is None
        else {
            "verdict": line.run.verdict.value,
            "closed_months": line.run.months,
            "for_review": line.run.for_review,
        },
    }


def _mix(types: list[TypePace]) -> Iterator[Values]:
    delivered = sum((one.leads.delivered for one in types), start=Fraction(0))
    target = sum((one.leads.target for one in types), start=Fraction(0))
    for one in types:
        yield {
            "name": one.lead_type,
            "actual_percent": hundredths(one.leads.delivered * 100 / delivered) if delivered else None,
            "agreed_percent": hundredths(one.leads.target * 100 / target) if target else None,
        }


def _uncounted(one: Uncounted) -> Values:
    return {
        "lead": f"L{one.handover.lead_id}",
        "handed_over": _moment(one.handover.handed_off_at),
        "reason": one.reason.value,
        "counted": None if one.counted is None else f"L{one.counted.lead_id}",
    }


def _closed(closed: ClosedPace, currency: str) -> Values:
    return {
        "month": _month(closed.month),
        "closed_at": _moment(closed.closed_at),
        **_both(closed.leads, closed.value, currency),
        "taken_out_since": closed.taken_out_since,
        "value_since": decimal(closed.value_since, currency),
    }


def _quality(one: TypeQuality, pace: TypePace, currency: str) -> Values:
    return {
        "name": one.name,
        "delivered": int(pace.leads.delivered),
        "qualified": pace.qualified,
        "answered": one.answered,
        "accepted": one.accepted,
        "agreed_accepted_percent": hundredths(one.agreed * 100),
        "next_stage": one.stage,
        "entered": one.entered,
        "advanced": one.advanced,
        "planned_advanced_percent": hundredths(one.planned * 100),
        "revenue": None if one.realised is None else _revenue(one.realised, currency),
    }


def _revenue(found: Realised, currency: str) -> Values:
    return {
        "leads": found.leads,
        "deals": found.deals,
        "without_amount": found.without_amount,
        "amount": str(found.revenue.major),
        "planned": decimal(found.planned, currency),
        "per_lead": decimal(Fraction(found.revenue.major) / found.leads, currency),
        "planned_per_lead": decimal(found.planned / found.leads, currency),
    }


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
