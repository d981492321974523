"""How long leads take, told from leads of which the younger ones have not had their time (MATHS §2, Calibration).

A plain average over those that went on has the quick ones of young leads and lacks their slow ones. Here each week is
judged only by leads that are older than it: of those that went on by its end, the share that did so in it. What was
settled before each week is the product of the rest; the chain ladder of insurers, and of a truncated sample the
estimate of greatest likelihood. It knows nothing of what takes longer than the oldest lead is old.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from sla.confidence import FEWEST_WINS

WEEK = 7
SETTLED = Fraction(9, 10)
"""So many of those that go on have done so once a lead counts as old enough."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A lead that has been watched for `age` whole days; it went on `after` so many, None: not yet."""

    age: int
    after: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """`whole`: by the end of each week, the share of those that go on at all that have done so. `seen`: how many."""

    whole: tuple[Fraction, ...]
    seen: int

    @property
    def settled_after(self) -> int:
        """Days after which at least nine of ten have gone on."""
        return WEEK * next(week for week, share in enumerate(self.whole, start=1) if share >= SETTLED)

    def within(self, days: float) -> float:
        """The share that goes on in so many days, evenly within a week."""
        week, rest = int(days // WEEK), days % WEEK / WEEK
        if days <= 0 or week >= len(self.whole):
            return 0.0 if days <= 0 else 1.0
        before = float(self.whole[week - 1]) if week else 0.0
        return before + rest * (float(self.whole[week]) - before)


def timing(cases: Sequence[Case]) -> Timing | None:
    """None where fewer than ten went on in weeks that were watched to their end."""
    weeks = max((case.age // WEEK for case in cases), default=0)
    went_on = [
        (case.age // WEEK, case.after // WEEK)
        for case in cases
        if case.after is not None and case.after // WEEK < case.age // WEEK
    ]
    if len(went_on) < FEWEST_WINS:
        return None
    left, shares = Fraction(1), []
    for week in range(weeks - 1, -1, -1):
        by_then = [took for watched, took in went_on if watched > week >= took]
        share = left * Fraction(by_then.count(week), len(by_then)) if by_then else Fraction(0)
        shares.append(share)
        left -= share
    return Timing(whole=tuple(accumulate(reversed(shares))), seen=len(went_on))
