"""How much more the wins of past months moved than luck explains, as an outlook has to expect it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

SPAN = 28
"""Days of the months that are compared."""
_FEWEST, _SHORTEST = 3, 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """Four weeks: the deals that were won in them, and those that were to be expected by rates and ages."""

    wins: int
    expected: float


def moved(months: Sequence[Month], days: float) -> float:
    """The standard deviation of what is won in so many days to come, of its average; 0 where luck explains it all.

    By moments: the squared distance from what was expected, less what luck alone makes of it. Each week moves on its
    own, so that many of them even out and few do not. 0 where there are fewer than three months.
    """
    weight = sum(month.expected**2 for month in months)
    if len(months) < _FEWEST or not weight:
        return 0.0
    beyond = sum((month.wins - month.expected) ** 2 - month.expected for month in months)
    return sqrt(max(0.0, beyond) / weight * SPAN / max(days, _SHORTEST))
