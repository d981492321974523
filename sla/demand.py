"""What a quota needs, as one answer: the chains, whether sales can work them, how likely they are to be enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sla.capacity import Capacity
from sla.funnel import Demand
from sla.mix import MixedDemand, ShareOf
from sla.money import Money
from sla.rates import Rate
from sla.terms import Quota


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeChain:
    """The chain of one lead type, with its share of the quota where there are several.

    `aov` is the average order value that the chain's first step divides by. `steps` are what people type for
    each rate. `stream` is the name of its part of the business, None where there is only one.
    """

    name: str
    stream: str | None
    aov: Money
    demand: Demand
    share: Fraction
    leads: int
    lead_value: Fraction
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Odds:
    """An estimate, in floats: leads for each chance, and the chance of the number that is ordered.

    `counted` are the rates it rests on, as counts, by lead type. It assumes that they move by `drift` a quarter
    and that deals spread by `spread` of their average.
    """

    leads_for: tuple[tuple[Fraction, int], ...]
    own: float
    counted: tuple[tuple[str, tuple[Rate, ...]], ...]
    drift: Fraction
    spread: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Uncounted:
    """A step whose rate cannot carry odds: only stated (`won` None), or counted with too few that went on."""

    name: str
    before: str
    after: str
    won: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoOdds:
    """What is missing before odds can be named."""

    missing: tuple[Uncounted, ...]
    fewest: int


Confidence: TypeAlias = Odds | NoOdds


@dataclass(frozen=True, kw_only=True, slots=True)
class DemandAnswer:
    """How many leads the quota needs. `agreed` is the agreement's own answer where this is a what-if.

    `share_of` says what the chains' shares are shares of, which is always said beside them. `idle` are parts of
    the quota that need no leads, by name. `version` None: the numbers are nobody's agreement.
    """

    quota: Quota
    locale: str
    mixed: MixedDemand
    share_of: ShareOf
    chains: tuple[TypeChain, ...]
    idle: tuple[tuple[str, Money], ...]
    per_month: int
    capacity: Capacity
    confidence: Confidence
    warnings: tuple[str, ...]
    version: int | None
    agreed: "DemandAnswer | None" = None

    @property
    def leads(self) -> int:
        return self.mixed.total_leads

    @property
    def worth(self) -> Fraction:
        """Of all leads at their own values, in whole currency; a mix rounded up is worth a little over its quota."""
        return sum((chain.leads * chain.lead_value for chain in self.chains), Fraction(0))

    @property
    def carried(self) -> Fraction:
        """The part of the quota that leads carry, in whole currency."""
        return Fraction(self.quota.amount.major) - sum(
            (Fraction(part.major) for _, part in self.idle), Fraction(0)
        )

    def alike(self) -> Sequence[str] | None:
        """The stages from lead to won where all lead types have the same ones."""
        stages = {tuple(step.stage for step in reversed(chain.demand.steps)) for chain in self.chains}
        return stages.pop() if len(stages) == 1 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepRate:
    """A rate by what people type for it, and the stages that it lies between; None where lead types differ in it."""

    name: str
    before: str
    after: str
    rate: Rate | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DemandNumbers:
    """The agreement's own numbers, for trying others; an order value is None where lead types differ in it."""

    quota: Quota
    aov: Money | None
    rates: tuple[StepRate, ...]
