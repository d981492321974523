"""How many leads give an 80 % chance of the quota. An estimate, in floats (MATHS.md §2, Confidence).

Three things make a quota uncertain: how well past records tell the rates, how far the rates drift from quarter to
quarter, and luck in who buys and for how much. Revenue is taken as log-normal around them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import log, prod, sqrt
from statistics import NormalDist

from sla.errors import BadInput
from sla.rates import Rate

FEWEST_WINS = 10
"""Under so many wins there is no probability."""
DRIFT = Fraction(7, 100)
"""How far a conversion rate moves from quarter to quarter, of itself."""
SPREAD = Fraction(4, 5)
"""The standard deviation of deal values, of their average."""
CHANCES = (Fraction(1, 2), Fraction(4, 5), Fraction(9, 10))


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One lead type of a mix: its part of all leads, its deals' average in whole currency, its counted rates.

    `rates` run from lead to won, as in a funnel.
    """

    part: Fraction
    aov: Fraction
    rates: tuple[Rate, ...]

    def __post_init__(self) -> None:
        if not 0 < self.part <= 1 or self.aov <= 0 or not self.rates:
            raise ValueError("a source has a part of the leads, a deal's value and its rates")
        if not all(rate.counted and rate.converted >= FEWEST_WINS for rate in self.rates):
            raise BadInput(
                f"Odds need every rate as counts with at least {FEWEST_WINS} that went on, like 128 of 2,000."
            )

    @property
    def wins(self) -> int:
        return self.rates[-1].converted


@dataclass(frozen=True, kw_only=True, slots=True)
class _Won:
    """What one lead of a source does on average: its share won, and how unsure that share is (a variance)."""

    part: float
    aov: float
    share: float
    unsure: float


class Outlook:
    """The chance that a number of leads, mixed as the sources say, reaches the quota (whole currency)."""

    def __init__(
        self,
        quota: Fraction,
        sources: Sequence[Source],
        *,
        drift: Fraction = DRIFT,
        spread: Fraction = SPREAD,
    ) -> None:
        if quota <= 0 or sum(source.part for source in sources) != 1:
            raise ValueError("a quota above 0 is reached by sources whose parts add up to 1")
        self._log_quota = log(quota)
        self._won = [_won(source) for source in sources]
        self._drift, self._spread = float(drift), float(spread)

    def chance(self, leads: int) -> float:
        """Of reaching the quota with so many leads; rises with them, but in its tail below 0.1 %."""
        mean = sum(leads * one.part * one.share * one.aov for one in self._won)
        variance = sum(self._luck(leads * one.part, one) for one in self._won)
        # Drift is a quarter's, and moves the rates of all lead types alike.
        drifted = (self._drift * mean) ** 2 * (1 - 1 / leads)
        spread = log(1 + (variance + drifted) / mean**2)
        return NormalDist().cdf((log(mean) - spread / 2 - self._log_quota) / sqrt(spread))

    def leads_for(self, chance: Fraction) -> int:
        """The fewest leads with at least this chance."""
        if not 0 < chance < 1:
            raise ValueError("a chance lies between 0 and 1")
        low, high = 0, 1
        while self.chance(high) < chance:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.chance(middle) >= chance else (middle, high)
        return high

    def _luck(self, leads: float, one: _Won) -> float:
        """Of deal sizes, of who buys, and of rates that past records tell only so well."""
        share, aov = one.share, one.aov
        sizes = leads * share * (aov * self._spread) ** 2
        buyers = leads * share * (1 - share) + max(0.0, leads * (leads - 1)) * one.unsure
        return sizes + buyers * aov**2


def _won(source: Source) -> _Won:
    """Independent counts multiply; one step alone is MATHS' p and v, without drift."""
    shares, squares = [], []
    for wins, entered in observed(source.rates):
        share = (wins + 0.5) / (entered + 1)
        shares.append(share)
        squares.append(share * (1 - share) / (entered + 2) + share**2)
    whole = prod(shares)
    return _Won(
        part=float(source.part), aov=float(source.aov), share=whole, unsure=max(0.0, prod(squares) - whole**2)
    )


def observed(rates: Sequence[Rate]) -> tuple[tuple[int, int], ...]:
    """Wins and records, step by step; steps that follow the same records on are one observation."""
    if not rates:
        return ()
    merged = [(rates[0].converted, rates[0].entered)]
    for before, rate in pairwise(rates):
        if rate.entered == before.converted:
            merged[-1] = (rate.converted, merged[-1][1])
        else:
            merged.append((rate.converted, rate.entered))
    return tuple(merged)


def two_figures(leads: int) -> int:
    """Rounded up to two significant figures, so that the odds still hold for what is shown."""
    scale: int = 10 ** max(0, len(str(leads)) - 2)
    return -(-leads // scale) * scale
