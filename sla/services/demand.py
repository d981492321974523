"""`/sla demand`: the agreement's own answer, and what-ifs beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from sla.demand import DemandAnswer, DemandNumbers, StepRate
from sla.errors import BadInput
from sla.funnel import Funnel
from sla.money import Money
from sla.rates import Rate
from sla.services.demand_answer import answer_of, capacity, step_names
from sla.services.desk import Desk
from sla.targets import plan_of
from sla.terms import EVEN, Period, Terms


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

    def numbers(self, now: datetime) -> DemandNumbers:
        """The agreement's own, which a what-if changes; every step that some lead type has is named."""
        terms = self._in_force(now)
        aovs = {kind.funnel.aov for kind in terms.lead_types}
        return DemandNumbers(
            quota=terms.quota,
            aov=aovs.pop() if len(aovs) == 1 else None,
            rates=_step_rates([kind.funnel for kind in terms.lead_types]),
        )

    def __call__(self, what_if: WhatIf, now: datetime) -> DemandAnswer:
        terms = self._in_force(now)
        agreed = _answer(terms)
        return replace(_answer(tried(terms, what_if)), agreed=agreed) if what_if.changes else agreed

    def _in_force(self, now: datetime) -> Terms:
        with self._desk.look() as work:
            return self._desk.book(work).at(now)


def _answer(terms: Terms) -> DemandAnswer:
    able = capacity(terms, plan_of(terms).total_leads)
    return answer_of(terms, able, locale=terms.locale, version=terms.version)


def _step_rates(funnels: Sequence[Funnel]) -> tuple[StepRate, ...]:
    found: dict[str, StepRate] = {}
    for funnel in funnels:
        for name, (before, after), rate in zip(
            step_names(funnel), pairwise(funnel.stages), funnel.rates, strict=True
        ):
            known = found.setdefault(name, StepRate(name=name, before=before, after=after, rate=rate))
            if known.rate != rate:
                found[name] = replace(known, rate=None)
    return tuple(found.values())


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
