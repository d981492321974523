"""Outlook and calibration as JSON: whole numbers as numbers, exact decimals as strings, odds in words."""

import json
from datetime import UTC, datetime
from fractions import Fraction

from bot.demand_json import decimal
from handlers.views.demand.odds import chance_words
from handlers.views.quantities import half_up
from sla.foreseen import Foreseen, OutlookAnswer, TooEarly
from sla.measured import RatesMeasured, StepMeasured, TypeMeasured
from sla.money import Money
from sla.reliability import Band, Reliability, ReliabilityAnswer

Values = dict[str, object]


def outlook_json(answer: OutlookAnswer) -> str:
    outlook = answer.outlook
    found: Values = {
        "version": answer.version,
        "currency": answer.quota.currency,
        "period": answer.period.value,
        "starts_on": answer.starts_on.isoformat(),
        "ends_on": answer.ends_on.isoformat(),
        "as_of": answer.today.isoformat(),
        "quota": _money(answer.quota),
        "quota_without_leads": _money(answer.idle),
        "won": _money(answer.won),
        "deals": answer.deals,
        "deals_without_amount": answer.without_amount,
        "reached": answer.reached,
    }
    told = _foreseen(outlook) if isinstance(outlook, Foreseen) else _too_early(outlook)
    return json.dumps(found | told, indent=2, ensure_ascii=False)


def _foreseen(found: Foreseen) -> Values:
    """Estimates: amounts in whole currency, odds in words."""
    return {
        "odds": chance_words(found.chance),
        "likely_from": _about(found.low),
        "likely_to": _about(found.high),
        "open": {"leads": found.open.leads, "expected": _about(found.open.expected)},
        "to_come": {"leads": found.to_come.leads, "expected": _about(found.to_come.expected)},
        "open_at_the_start": {"expected": _about(found.agreed_business)},
        "hangs_on": found.hinge.on.value if found.hinge else None,
        "a_tenth_less": {
            "expected": _about(found.hinge.less),
            "odds": chance_words(found.hinge.chance),
        }
        if found.hinge
        else None,
        "rests_on": {"wins": found.wins, "leads": found.leads},
        "drift": _places(found.drift),
    }


def _too_early(found: TooEarly) -> Values:
    there = {"wins": found.wins, "wins_old_enough": found.old_wins, "days_of_leads": found.days}
    return {"odds": None, "missing": there}


def calibration_json(rates: RatesMeasured, odds: ReliabilityAnswer) -> str:
    found: Values = {
        "as_of": _moment(rates.until),
        "version": rates.version,
        "leads_known_since": _moment(rates.began_at),
        "lead_types": [_type(kind) for kind in rates.types],
        "odds": _odds(odds.found),
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _type(kind: TypeMeasured) -> Values:
    return {
        "lead_type": kind.name,
        "steps": [_step(step) for step in kind.steps],
        "lead_to_won": _step(kind.whole, part=False),
    }


def _step(step: StepMeasured, *, part: bool = True) -> Values:
    """The whole way from lead to won has no proposal: it is the product of its steps'."""
    low, high = step.range
    proposed: Values = {"for_next_version": _share(step.proposed)} if part else {}
    return {
        "from": step.before,
        "to": step.after,
        "agreed": decimal(step.agreed),
        "converted": step.converted,
        "entered": step.entered,
        "measured": _share(step.share),
        "range": [_places(low), _places(high)] if step.entered else None,
        "verdict": step.finding.value,
        "handed_over_from": _moment(step.since),
        "handed_over_until": _moment(step.until),
    } | proposed


def _odds(found: Reliability) -> Values:
    return {
        "told": found.told,
        "periods": found.periods,
        "waiting": found.waiting,
        "brier": _share(found.brier),
        "brier_of_the_overall_share": _share(found.by_rate),
        "table": [_band(band) for band in found.bands],
    }


def _band(band: Band) -> Values:
    return {
        "from": decimal(band.low),
        "to": decimal(band.high),
        "told": band.told,
        "periods": band.periods,
        "average": decimal(band.mean),
        "came_true": decimal(band.came_true),
    }


def _money(amount: Money) -> str:
    return f"{amount.major:f}"


def _about(amount: float) -> int:
    return half_up(Fraction(amount))


def _places(share: float) -> str:
    """An estimate, to four places."""
    return f"{share:.4f}"


def _share(share: Fraction | None) -> str | None:
    return None if share is None else decimal(share)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
