"""A plan as a value: each lead type's leads by the month they come in and the month they close in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sla.measured import Closing
from sla.mix import ShareOf
from sla.money import Money
from sla.targets import Month
from sla.terms import LeadType, Quota, Stream


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One lead type's leads for the quota that closes in one month: `needed` by the rates as they are, as the
    agreement promises; `improved` by the rates as they are promised to rise. `short` is the revenue that is
    missing in that month, in major units, where only the improved leads come and the rates have not risen.
    """

    created: Month
    closes: Month
    needed: int
    improved: int
    short: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class TypePlan:
    """One lead type's part; a cell for each closing month.

    `rate` is how many leads in each month of the plan, from its first on, land its quota inside the plan with
    `open_value` won besides; None where no lead closes that fast. `landed` is the share of the value of an even
    plan's leads that closes inside it.
    """

    kind: LeadType
    cells: tuple[Cell, ...]
    lead_value: Fraction
    open_value: Fraction
    landed: Fraction
    rate: int | None

    @property
    def needed(self) -> int:
        return sum(cell.needed for cell in self.cells)

    @property
    def improved(self) -> int:
        return sum(cell.improved for cell in self.cells)

    @property
    def value(self) -> Fraction:
        return self.needed * self.lead_value


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamPlan:
    """A part of the quota that closes inside the plan; one that needs no leads has no types."""

    stream: Stream
    quota: Money
    types: tuple[TypePlan, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """`first` to `last` are closing months. `quotas` are theirs, all streams together; they add up to `quota`.

    `types` are in the agreement's order. Leads that come in from `next_from` on mostly close after the plan.
    """

    first: Month
    last: Month
    quotas: tuple[Money, ...]
    streams: tuple[StreamPlan, ...]
    types: tuple[TypePlan, ...]
    next_from: Month

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(months(self.first, self.last))

    @property
    def quota(self) -> Money:
        return Money(minor=sum(one.minor for one in self.quotas), currency=self.quotas[0].currency)

    @property
    def needed(self) -> int:
        return sum(part.needed for part in self.types)

    @property
    def improved(self) -> int:
        return sum(part.improved for part in self.types)

    @property
    def short(self) -> Fraction:
        return sum((cell.short for part in self.types for cell in part.cells), Fraction(0))

    @property
    def open_value(self) -> Fraction:
        return sum((part.open_value for part in self.types), Fraction(0))

    @property
    def rate(self) -> int | None:
        """Of all lead types together; None where one of them cannot land its part inside the plan."""
        rates = [part.rate for part in self.types if part.rate is not None]
        return sum(rates) if len(rates) == len(self.types) else None

    @property
    def landed(self) -> Fraction:
        """By value, of an even plan's leads."""
        worth = sum((part.value for part in self.types), Fraction(0))
        inside = sum((part.landed * part.value for part in self.types), Fraction(0))
        return inside / worth if worth else Fraction(1)

    @property
    def created(self) -> tuple[Month, ...]:
        """Every month from the first in which leads are to come to the last."""
        found = sorted(
            (cell.created for part in self.types for cell in part.cells), key=lambda one: one.first
        )
        return tuple(months(found[0], found[-1]))


def months(first: Month, last: Month) -> Iterator[Month]:
    """From one to the other, both included."""
    while not last.before(first):
        yield first
        first = first.next()


@dataclass(frozen=True, kw_only=True, slots=True)
class AtRisk:
    """A closing month whose leads should be there already and are not: `came` of `needed`, of those that were to
    come in before today's month. `gap` is what that leaves of its quota, in major units, after what is open.
    """

    closes: Month
    needed: int
    came: int
    gap: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanAnswer:
    """A plan as somebody asked for it. `version` None: of numbers to try, with no leads known.

    `begins_anew` is the first month of the next plan, where plans follow one another. `history` has the lead types
    for which no time to close is agreed and enough leads were won, by name.
    """

    plan: Plan
    quota: Quota
    share_of: ShareOf
    locale: str
    version: int | None
    at_risk: tuple[AtRisk, ...]
    begins_anew: Month | None
    today: date
    history: tuple[tuple[str, Closing], ...] = ()

    @property
    def length(self) -> int:
        return len(self.plan.quotas)
