"""From a revenue quota back to the leads it needs, and what one of them is worth (MATHS.md D2–D4, D14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from sla.errors import BadInput
from sla.money import Money
from sla.rates import Rate

DEFAULT_STAGES = ("MQL", "SQL", "opportunity", "won")
_FEWEST_STAGES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Funnel:
    """Ordered stages from lead to won deal, a rate between neighbours, and the average order value."""

    stages: tuple[str, ...] = DEFAULT_STAGES
    rates: tuple[Rate, ...]
    aov: Money

    def __post_init__(self) -> None:
        if len(self.stages) < _FEWEST_STAGES:
            raise BadInput("A funnel needs at least two stages: the lead and the won deal.")
        names = [stage.strip().casefold() for stage in self.stages]
        if not all(names) or len(set(names)) != len(names):
            raise BadInput("Each stage of a funnel needs a name of its own.")
        if len(self.rates) != len(self.stages) - 1:
            raise BadInput(
                f"A funnel of {len(self.stages)} stages needs {len(self.stages) - 1} rates, one between each "
                f"two neighbours; {len(self.rates)} are given."
            )
        if self.aov.minor <= 0:
            raise BadInput("The average order value must be more than 0.")


@dataclass(frozen=True, kw_only=True, slots=True)
class DemandStep:
    """`needed` at `stage` = `divided` (the quota, or the number needed at `from_stage`) ÷ `rate`, rounded up.

    The step to the won deals divides the quota by the average order value and has no rate.
    """

    stage: str
    needed: int
    from_stage: str | None
    rate: Rate | None
    divided: int | Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Demand:
    """What a quota needs; `steps` run from the won deals back to the leads."""

    quota: Money
    steps: tuple[DemandStep, ...]

    @property
    def leads(self) -> int:
        return self.steps[-1].needed

    @property
    def deals(self) -> int:
        return self.steps[0].needed

    @property
    def lead_value(self) -> Fraction:
        """Whole currency per lead, unrounded (D3): round it only where it is shown."""
        return Fraction(self.quota.major) / self.leads

    def value_at(self, stage: str) -> Fraction:
        """Whole currency at risk with one record in `stage`, exact (D14); KeyError without such a stage."""
        for step in self.steps:
            if step.stage == stage:
                return Fraction(self.quota.major) / step.needed
        raise KeyError(stage)


def demand(quota: Money, funnel: Funnel) -> Demand:
    """Round up at every stage and carry the rounded number on (D2)."""
    if quota.minor <= 0:
        raise BadInput("The quota must be more than 0.")
    if quota.currency != funnel.aov.currency:
        raise BadInput(
            f"The quota is in {quota.currency} and the average order value in {funnel.aov.currency}; "
            "give both in one currency."
        )
    deals = ceil(Fraction(quota.minor, funnel.aov.minor))
    steps = [DemandStep(stage=funnel.stages[-1], needed=deals, from_stage=None, rate=None, divided=quota)]
    for (stage, later), rate in zip(
        reversed(list(pairwise(funnel.stages))), reversed(funnel.rates), strict=True
    ):
        carried = steps[-1].needed
        needed = -(-carried * rate.entered // rate.converted)
        steps.append(DemandStep(stage=stage, needed=needed, from_stage=later, rate=rate, divided=carried))
    return Demand(quota=quota, steps=tuple(steps))


def progress(delivered: Mapping[str, int], value: Mapping[str, Fraction]) -> Fraction:
    """Whole currency delivered: the sum of leads × the value of one, by lead type (D4)."""
    total = Fraction(0)
    for key, leads in delivered.items():
        if key not in value:
            raise BadInput(f'No lead value is agreed for the lead type "{key}"; add it to the agreement.')
        total += leads * value[key]
    return total


def attainment(delivered_value: Fraction, quota: Money) -> Fraction:
    """The share of the quota that `delivered_value` (whole currency) makes up (D4)."""
    return delivered_value / Fraction(quota.major)
