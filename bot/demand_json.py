"""The answer of `sla-bot demand` as JSON: whole numbers as numbers, exact decimals as strings."""

import json
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from handlers.views.demand.odds import chance_words
from handlers.views.quantities import half_up
from sla.capacity import Capacity
from sla.confidence import observed, two_figures
from sla.demand import Confidence, DemandAnswer, NoOdds, TypeChain
from sla.funnel import DemandStep
from sla.money import Money
from sla.rates import Rate

Values = dict[str, object]

PLACES = 20
"""Of a decimal that does not end; `lead_value_exact` has it as a fraction."""


def as_json(answer: DemandAnswer) -> str:
    (chain,) = answer.chains
    needed = [step.needed for step in chain.demand.steps]
    found: Values = {
        "quota": _money(answer.quota.amount),
        "period": answer.quota.period.value,
        "currency": answer.quota.amount.currency,
        "aov": _money(chain.aov),
        **dict(zip(("deals", "opportunities", "sqls", "leads"), needed, strict=True)),
        "leads_per_month": answer.per_month,
        "lead_value": decimal(chain.lead_value),
        "lead_value_exact": str(chain.lead_value),
        "lead_value_shown": half_up(chain.lead_value),
        "steps": [_step(step, chain) for step in chain.demand.steps],
        "capacity": _capacity(answer.capacity),
        "confidence": _confidence(answer.confidence),
        "warnings": list(answer.warnings),
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _step(step: DemandStep, chain: TypeChain) -> Values:
    """`needed` is `divided` by `by`, rounded up."""
    if isinstance(step.divided, Money):
        return {
            "stage": step.stage,
            "needed": step.needed,
            "divided": _money(step.divided),
            "by": _money(chain.aov),
        }
    rate = _rate(step.rate) if step.rate else {}
    return {"stage": step.stage, "needed": step.needed, "divided": step.divided, **rate}


def _rate(rate: Rate) -> Values:
    counts = {"converted": rate.converted, "entered": rate.entered} if rate.counted else {}
    return {"by": decimal(rate.fraction), **counts}


def _capacity(able: Capacity) -> Values:
    return {
        "leads_per_week": decimal(able.leads_per_week),
        "touches_per_lead": decimal(able.touches_per_lead),
        "touches_per_rep_week": able.touches_per_rep_week,
        "reps_needed": able.reps_needed,
        "reps": able.reps,
        "open_leads_per_rep": able.open_per_rep,
    }


def _confidence(found: Confidence) -> Values | None:
    """None without counts that carry odds. An estimate, so leads have two figures and odds are words."""
    if isinstance(found, NoOdds):
        return None
    ((_, rates),) = found.counted
    return {
        "odds_of_leads": chance_words(found.own),
        "leads_for": {str(int(chance * 100)): two_figures(leads) for chance, leads in found.leads_for},
        "counts": [{"won": won, "of": of} for won, of in observed(rates)],
        "drift": decimal(found.drift),
        "spread": decimal(found.spread),
    }


def _money(amount: Money) -> str:
    return decimal(Fraction(amount.major))


def decimal(value: Fraction) -> str:
    """In full where it ends within so many places, otherwise rounded half up at the last."""
    scaled = half_up(value * 10**PLACES)
    with localcontext(prec=max(len(str(scaled)), PLACES), rounding=ROUND_HALF_UP):
        return f"{Decimal(scaled).scaleb(-PLACES).normalize():f}"
