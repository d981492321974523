"""How long leads take to close, in whole months, as the shares of them that do so (MATHS §2, Plan; D9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Self

from sla.errors import BadInput

LONGEST_LAG = 36


@dataclass(frozen=True, kw_only=True, slots=True)
class Lag:
    """`shares` of the leads that close: in the month they come in, in the next one, and so on; 1 in all."""

    shares: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if not self.shares or min(self.shares) < 0 or sum(self.shares) != 1:
            raise BadInput("The shares of leads by months to close must add up to 100%.")
        if len(self.shares) > LONGEST_LAG + 1:
            raise BadInput(f"Leads may take at most {LONGEST_LAG} months to close here.")

    @classmethod
    def of_months(cls, months: int) -> Self:
        """Every lead closes so many months later."""
        return cls(shares=(*(Fraction(0),) * months, Fraction(1)))

    @classmethod
    def of_counts(cls, counts: Sequence[int]) -> Self:
        """From how many closed after 0, 1, 2 … months; BadInput where there are none."""
        total = sum(counts)
        if total <= 0 or min(counts) < 0:
            raise BadInput("Say of how many leads it is known after how many months they closed.")
        return cls(shares=tuple(Fraction(count, total) for count in counts))

    @property
    def mean(self) -> Fraction:
        """In months."""
        return sum((months * share for months, share in enumerate(self.shares)), Fraction(0))

    @property
    def months(self) -> int:
        """The mean in whole months, by which a creation month lies before its closing month (D9)."""
        return floor(self.mean + Fraction(1, 2))

    @property
    def spread(self) -> bool:
        """Whether leads close after different times."""
        return sum(share > 0 for share in self.shares) > 1

    def closed_within(self, months: int) -> Fraction:
        """G: the share that closes at most so many months later; none where that lies in the past."""
        return sum(self.shares[: max(0, months + 1)], Fraction(0))

    def landed(self, months: int) -> Fraction:
        """Of one lead a month over so many months, how many close inside them: the sum of G."""
        return sum((self.closed_within(left) for left in range(months)), Fraction(0))


AT_ONCE = Lag.of_months(0)
"""What a plan goes by where no time to close is agreed."""
