"""`/sla demand`: the chain from the quota back to the leads, whether sales can work them, and what-ifs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from math import ceil

from sla.answers import Capacity, DemandAnswer, TypeChain
from sla.errors import BadInput
from sla.funnel import DEFAULT_STAGES, Funnel
from sla.mix import MixedDemand
from sla.money import Money
from sla.rates import Rate
from sla.services.desk import Desk
from sla.targets import month_parts, plan_of
from sla.terms import EVEN, LeadType, Period, Terms

WEEKS = {Period.YEAR: Fraction(52), Period.QUARTER: Fraction(13), Period.MONTH: Fraction(52, 12)}
MQL_SQL_LOW, MQL_SQL_HIGH = Fraction(5, 100), Fraction(60, 100)
WIN_HIGH, END_TO_END_HIGH = Fraction(50, 100), Fraction(15, 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatIf:
    """Numbers to try instead of the agreement's. Rates by step: `mql_sql`, `sql_opp`, `win`."""

    amount: Money | None = None
    period: Period | None = None
    aov: Money | None = None
    rates: Mapping[str, Rate] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return bool(self.amount or self.period or self.aov or self.rates)


class AskDemand:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def currency(self, now: datetime) -> str:
        """What amounts are typed in."""
        with self._desk.look() as work:
            return self._desk.book(work).at(now).currency

    def __call__(self, what_if: WhatIf, now: datetime) -> DemandAnswer:
        with self._desk.look() as work:
            in_force = self._desk.book(work).at(now)
        agreed = plan_of(in_force)
        terms = tried(in_force, what_if)
        mixed = plan_of(terms)
        return DemandAnswer(
            quota=terms.quota,
            locale=terms.locale,
            mixed=mixed,
            share_of=terms.share_of,
            chains=tuple(_chain(kind, mixed) for kind in terms.lead_types),
            per_month=max(month_parts(mixed.total_leads, terms.quota)),
            capacity=capacity(terms, mixed.total_leads),
            warnings=tuple(warning for kind in terms.lead_types for warning in improbable(kind)),
            version=terms.version,
            agreed_leads=agreed.total_leads if what_if.changes else None,
        )


def step_names(funnel: Funnel) -> tuple[str, ...]:
    """What people type for each rate: `mql_sql`, `sql_opp`, and `win` for the last step."""
    short = [_short(stage) for stage in funnel.stages]
    return (*(f"{a}_{b}" for a, b in pairwise(short[:-1])), "win")


def _short(stage: str) -> str:
    """In letters that can be typed before an equals sign."""
    word = stage.strip().casefold()
    return "opp" if word == DEFAULT_STAGES[2] else re.sub(r"[^\w]+", "-", word).strip("-")


def tried(terms: Terms, what_if: WhatIf) -> Terms:
    """The terms with a what-if's numbers in place; a rate that no lead type has is refused by name."""
    known = {name for kind in terms.lead_types for name in step_names(kind.funnel)}
    for name in what_if.rates:
        if name not in known:
            raise BadInput(f"There is no step “{name}” in the funnel; it has {', '.join(sorted(known))}.")
    quota = replace(
        terms.quota,
        amount=what_if.amount or terms.quota.amount,
        period=what_if.period or terms.quota.period,
        season=EVEN if what_if.period is Period.MONTH else terms.quota.season,
    )
    types = tuple(replace(kind, funnel=_tried(kind.funnel, what_if)) for kind in terms.lead_types)
    return replace(terms, quota=quota, lead_types=types)


def _tried(funnel: Funnel, what_if: WhatIf) -> Funnel:
    rates = tuple(
        what_if.rates.get(name, rate) for name, rate in zip(step_names(funnel), funnel.rates, strict=True)
    )
    return Funnel(stages=funnel.stages, rates=rates, aov=what_if.aov or funnel.aov)


def _chain(kind: LeadType, mixed: MixedDemand) -> TypeChain:
    part = next(one for one in mixed.types if one.key == kind.key)
    return TypeChain(
        name=kind.name,
        aov=kind.funnel.aov,
        demand=part.demand,
        share=part.share,
        leads=part.leads,
        lead_value=part.lead_value,
    )


def capacity(terms: Terms, leads: int) -> Capacity:
    """At worst a lead costs the first contact and every follow-up of the cadence (MATHS §2, Capacity)."""
    sales = terms.sales
    per_lead = 1 + sales.cadence.checkpoints[-1].need
    per_week = leads / WEEKS[terms.quota.period]
    return Capacity(
        leads_per_week=per_week,
        touches_per_lead=per_lead,
        touches_per_rep_week=sales.touches_per_rep_week,
        utilisation=sales.utilisation,
        reps_needed=ceil(per_week * per_lead / (sales.touches_per_rep_week * sales.utilisation)),
        reps=len(terms.reps),
    )


def improbable(kind: LeadType) -> list[str]:
    """Rates that are seldom true (MATHS §2, Wording), each in a sentence."""
    rates = dict(zip(step_names(kind.funnel), kind.funnel.rates, strict=True))
    found = []
    first = rates.get("mql_sql")
    if first is not None and not MQL_SQL_LOW <= first.fraction <= MQL_SQL_HIGH:
        found.append(
            f"{kind.name}: {first.shown()} of MQLs becoming SQLs is unusual; most teams see 5% to 60%."
        )
    if len(rates) > 1 and rates["win"].fraction > WIN_HIGH:
        found.append(
            f"{kind.name}: winning {rates['win'].shown()} is unusual; check that lost deals are counted."
        )
    whole = Fraction(1)
    for rate in kind.funnel.rates:
        whole *= rate.fraction
    if whole > END_TO_END_HIGH:
        found.append(
            f"{kind.name}: {float(whole):.0%} of leads becoming customers is unusual; see what counts as one."
        )
    return found
