"""The chance of a sum from what may still be won. An estimate, in floats (MATHS.md §2, Outlook).

Four things are uncertain: who of the leads buys and for how much, how many leads are still to come, how well past
records tell each lead type's rate, and how far all rates drift. The last two move all leads of a lead type, and all
leads, together: as if each stood for itself, they would make a quota look far surer or far more hopeless than it is.
What is won is taken as log-normal around them: beside a simulation that draws every lead the chance is off by at most
5 points where ten deals or more are expected, by at most 8 from three on.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from statistics import NormalDist

from sla.confidence import DRIFT, SPREAD

LIKELY = 0.8
"""The likely range holds eight cases of ten."""
_STANDARD = NormalDist()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chance:
    """`leads` of one lead type, each with this chance of a deal of `value` in time; `to_come`: not here yet."""

    key: str
    leads: float
    chance: float
    value: float
    to_come: bool = False

    @property
    def expected(self) -> float:
        return self.leads * self.chance * self.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Ahead:
    """Everything that may still be won.

    `unsure` is the variance of each lead type's rate, of its square; `came` the leads from which it is told how
    many are to come.
    """

    chances: tuple[Chance, ...]
    unsure: Mapping[str, float]
    came: Mapping[str, int]
    drift: float = float(DRIFT)
    spread: float = float(SPREAD)

    @property
    def expected(self) -> float:
        return sum(one.expected for one in self.chances)

    def reaches(self, missing: float) -> float:
        """The chance of winning at least so much."""
        if missing <= 0:
            return 1.0
        mean = self.expected
        if mean <= 0:
            return 0.0
        middle, width = self._shape(mean)
        return _STANDARD.cdf((middle - log(missing)) / width)

    def range(self) -> tuple[float, float]:
        """What is won in eight cases of ten lies between these."""
        mean = self.expected
        if mean <= 0:
            return 0.0, 0.0
        middle, width = self._shape(mean)
        away = _STANDARD.inv_cdf((1 + LIKELY) / 2) * width
        return exp(middle - away), exp(middle + away)

    def scaled(self, share: float, *, to_come: bool) -> "Ahead":
        """With so many times the leads that are here, or of those to come."""
        found = (
            replace(one, leads=one.leads * share) if one.to_come is to_come else one for one in self.chances
        )
        return replace(self, chances=tuple(found))

    def _shape(self, mean: float) -> tuple[float, float]:
        """The middle and the width of the logarithm."""
        squared = log(1 + self._variance(mean) / mean**2)
        return log(mean) - squared / 2, sqrt(squared)

    def _variance(self, mean: float) -> float:
        luck = sum(_luck(one, self.spread) for one in self.chances)
        together = sum(self.unsure.get(key, 0.0) * sum_**2 for key, sum_ in _by_type(self.chances).items())
        coming = _by_type([one for one in self.chances if one.to_come])
        number = sum(sum_**2 / self.came[key] for key, sum_ in coming.items() if self.came.get(key))
        return float(luck + together + number + (self.drift * mean) ** 2)


def _luck(one: Chance, spread: float) -> float:
    """Of who buys and for how much; how many come is luck, too."""
    buyers = one.chance if one.to_come else one.chance * (1 - one.chance)
    return one.leads * one.value**2 * (buyers + one.chance * spread**2)


def _by_type(chances: Sequence[Chance]) -> Mapping[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for one in chances:
        found[one.key] += one.expected
    return found
