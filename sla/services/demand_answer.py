"""Works out the whole answer to "how many leads do we need" from a plan's numbers, with no store behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from sla.cadence import Cadence
from sla.capacity import Capacity, touches_at_worst
from sla.confidence import CHANCES, DRIFT, FEWEST_WINS, SPREAD, Outlook, Source
from sla.demand import Confidence, DemandAnswer, NoOdds, Odds, TypeChain, Uncounted
from sla.funnel import DEFAULT_STAGES, Funnel
from sla.mix import MixedDemand, ShareOf
from sla.money import Money
from sla.targets import Planned, month_parts, plan_of, stream_quotas
from sla.terms import LeadType, Period, Quota, Stream, Terms

WEEKS = {Period.YEAR: Fraction(52), Period.QUARTER: Fraction(13), Period.MONTH: Fraction(52, 12)}
MQL_SQL_LOW, MQL_SQL_HIGH = Fraction(5, 100), Fraction(60, 100)
WIN_HIGH, END_TO_END_HIGH = Fraction(50, 100), Fraction(15, 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """A plan's numbers without an agreement around them."""

    quota: Quota
    share_of: ShareOf
    streams: tuple[Stream, ...]
    lead_types: tuple[LeadType, ...]


def answer_of(plan: Planned, able: Capacity, *, locale: str, version: int | None) -> DemandAnswer:
    """`able` is what sales can do; its leads a week are those of the plan."""
    mixed, busy = plan_of(plan), {kind.stream for kind in plan.lead_types}
    parts = list(zip(plan.streams, stream_quotas(plan), strict=True))
    return DemandAnswer(
        quota=plan.quota,
        locale=locale,
        mixed=mixed,
        share_of=plan.share_of,
        chains=tuple(_chain(kind, mixed, plan) for kind in plan.lead_types),
        idle=tuple((stream.name, part) for stream, part in parts if stream.key not in busy),
        per_month=max(month_parts(mixed.total_leads, plan.quota)),
        capacity=able,
        confidence=_confidence(plan, mixed, [part for stream, part in parts if stream.key in busy]),
        warnings=tuple(warning for kind in plan.lead_types for warning in improbable(kind)),
        version=version,
    )


def _chain(kind: LeadType, mixed: MixedDemand, plan: Planned) -> TypeChain:
    part = next(one for one in mixed.types if one.key == kind.key)
    streams = {stream.key: stream.name for stream in plan.streams}
    return TypeChain(
        name=kind.name,
        stream=streams[kind.stream] if len(streams) > 1 else None,
        aov=kind.funnel.aov,
        demand=part.demand,
        share=part.share,
        leads=part.leads,
        lead_value=part.lead_value,
        steps=step_names(kind.funnel),
    )


def capacity(terms: Terms, leads: int) -> Capacity:
    """What the agreement's reps can do about so many leads of its quota's period."""
    sales = terms.sales
    return at_worst(
        leads / WEEKS[terms.quota.period],
        sales.cadence,
        touches_per_rep_week=sales.touches_per_rep_week,
        utilisation=sales.utilisation,
        reps=len(terms.reps),
    )


def at_worst(
    leads_per_week: Fraction,
    cadence: Cadence,
    *,
    touches_per_rep_week: int,
    utilisation: Fraction,
    reps: int | None,
) -> Capacity:
    """Each lead takes the whole cadence and stays open to its last day (MATHS §2, Capacity)."""
    last = cadence.checkpoints[-1]
    return Capacity(
        leads_per_week=leads_per_week,
        touches_per_lead=Fraction(touches_at_worst(last.need)),
        touches_per_rep_week=touches_per_rep_week,
        utilisation=utilisation,
        weeks_open=Fraction(last.day, 7),
        reps=reps,
    )


def step_names(funnel: Funnel) -> tuple[str, ...]:
    """What people type for each rate: `mql_sql`, `sql_opp`, and `win` for the last step."""
    short = [_short(stage) for stage in funnel.stages]
    return (*(f"{a}_{b}" for a, b in pairwise(short[:-1])), "win")


def _short(stage: str) -> str:
    """In letters that can be typed before an equals sign."""
    word = stage.strip().casefold()
    return "opp" if word == DEFAULT_STAGES[2] else re.sub(r"[^\w]+", "-", word).strip("-")


def _confidence(plan: Planned, mixed: MixedDemand, quotas: Sequence[Money]) -> Confidence:
    """Odds only where every rate of every lead type that brings leads is counted, with enough that went on."""
    leads = {part.key: part.leads for part in mixed.types}
    kinds = [kind for kind in plan.lead_types if leads[kind.key]]
    missing = tuple(step for kind in kinds for step in _uncounted(kind))
    if missing or not kinds:
        return NoOdds(missing=missing, fewest=FEWEST_WINS)
    sources = [
        Source(
            part=Fraction(leads[kind.key], mixed.total_leads),
            aov=Fraction(kind.funnel.aov.major),
            rates=kind.funnel.rates,
        )
        for kind in kinds
    ]
    outlook = Outlook(sum((Fraction(part.major) for part in quotas), Fraction(0)), sources)
    return Odds(
        leads_for=tuple((chance, outlook.leads_for(chance)) for chance in CHANCES),
        own=outlook.chance(mixed.total_leads),
        counted=tuple((kind.name, kind.funnel.rates) for kind in kinds),
        drift=DRIFT,
        spread=SPREAD,
    )


def _uncounted(kind: LeadType) -> list[Uncounted]:
    steps = zip(pairwise(kind.funnel.stages), kind.funnel.rates, strict=True)
    return [
        Uncounted(name=kind.name, before=before, after=after, won=rate.converted if rate.counted else None)
        for (before, after), rate in steps
        if not rate.counted or rate.converted < FEWEST_WINS
    ]


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
