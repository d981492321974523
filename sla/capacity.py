"""Whether sales can work the leads that a plan orders: touches, reps, open leads per rep (MATHS.md §2, Capacity)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from sla.errors import BadInput


def touches_at_worst(follow_ups: int) -> int:
    """The first attempt and every follow-up of the cadence."""
    return 1 + follow_ups


def touches_expected(still_open: Sequence[Fraction]) -> Fraction:
    """The sum of the shares of leads still open at each touch, the first attempt (all of them) before the rest."""
    if not still_open or still_open[0] != 1:
        raise BadInput("Every lead is open at the first attempt; begin with 100%.")
    if any(not 0 <= after <= before for before, after in pairwise(still_open)):
        raise BadInput("The share of leads still open can only fall from touch to touch.")
    return sum(still_open, Fraction(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Capacity:
    """What a lead costs, what a rep can do, and how many there are; `reps` None: not known.

    A rep spends `utilisation` of `touches_per_rep_week` on these leads. `weeks_open` is how long a lead stays
    with its rep. At worst a lead takes every touch of its cadence and stays to the last day.
    """

    leads_per_week: Fraction
    touches_per_lead: Fraction
    touches_per_rep_week: int
    utilisation: Fraction
    weeks_open: Fraction
    reps: int | None

    def __post_init__(self) -> None:
        if self.touches_per_lead < 1:
            raise BadInput("A lead takes at least its first attempt.")
        if self.touches_per_rep_week < 1 or not 0 < self.utilisation <= 1:
            raise BadInput("A rep makes some touches a week, and gives these leads more than 0% of them.")

    @property
    def reps_needed(self) -> int:
        return ceil(self.leads_per_week / self.leads_per_rep_week)

    @property
    def leads_per_rep_week(self) -> Fraction:
        return self.touches_per_rep_week * self.utilisation / self.touches_per_lead

    @property
    def open_per_rep(self) -> int:
        """The leads that one rep can keep open at once."""
        return floor(self.leads_per_rep_week * self.weeks_open)

    @property
    def spare(self) -> int | None:
        """Reps beyond those needed, below 0 where some are missing."""
        return None if self.reps is None else self.reps - self.reps_needed

    def workable(self, reps: int) -> int:
        """The leads a week that so many reps can work."""
        return floor(reps * self.leads_per_rep_week)
