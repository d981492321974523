"""Measured rates as values: each with its counts, its range, and what a small segment borrows from the whole."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from sla.confidence import FEWEST_WINS
from sla.lag import Lag
from sla.verdict import FEWEST, wilson

_MOSTLY = Fraction(9, 10)
BORROWED = 100
"""A lead type's own rate counts as if so many more leads had come in at the rate of all of them (MATHS §2)."""


class Finding(StrEnum):
    """A measured rate beside the agreed one, by its whole 90 % range."""

    AS_AGREED = "as agreed"
    LOWER = "lower"
    HIGHER = "higher"
    TOO_FEW = "too few to judge"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepMeasured:
    """Of `entered` leads that were old enough and came to `before`, `converted` came to `after`.

    They were handed over from `since` to `until`, None where there are none. `all_converted` of `all_entered` did
    so of every lead type that has this step.
    """

    before: str
    after: str
    agreed: Fraction
    entered: int
    converted: int
    since: datetime | None
    until: datetime | None
    all_converted: int = 0
    all_entered: int = 0

    def beside(self, pooled: tuple[int, int]) -> "StepMeasured":
        return replace(self, all_converted=pooled[0], all_entered=pooled[1])

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.converted, self.entered) if self.entered else None

    @property
    def range(self) -> tuple[float, float]:
        """Wilson's, 90 %."""
        return wilson(self.converted, self.entered)

    @property
    def alone(self) -> bool:
        """No other lead type has leads at this step."""
        return self.all_entered == self.entered

    @property
    def borrows(self) -> bool:
        """Too few went on for a rate of its own, so that it is the one of all lead types."""
        return self.converted < FEWEST_WINS

    @property
    def proposed(self) -> Fraction | None:
        """For the next version: the mean of a beta-binomial whose prior is the rate of all lead types.

        With fewer than ten that went on it is that rate itself; None where all of them together have fewer.
        """
        if self.all_converted < FEWEST_WINS or self.all_converted == self.all_entered:
            return None
        whole = Fraction(self.all_converted, self.all_entered)
        if self.borrows or self.alone:
            return whole
        return (self.converted + BORROWED * whole) / (self.entered + BORROWED)

    @property
    def finding(self) -> Finding:
        if self.converted < FEWEST_WINS or self.entered < FEWEST:
            return Finding.TOO_FEW
        low, high = self.range
        if self.agreed > high:
            return Finding.LOWER
        return Finding.HIGHER if self.agreed < low else Finding.AS_AGREED


@dataclass(frozen=True, kw_only=True, slots=True)
class Closing:
    """How many won leads closed in the month they came in, in the next one, and so on.

    They are those by which the rate to won is judged; handed over from `first` to `last`.
    """

    counts: tuple[int, ...]
    first: date
    last: date

    @property
    def won(self) -> int:
        return sum(self.counts)

    @property
    def lag(self) -> Lag:
        return Lag.of_counts(self.counts)

    @property
    def mostly_within(self) -> int:
        """Months within which nine of ten closed."""
        lag = self.lag
        return next(months for months in range(len(self.counts)) if lag.closed_within(months) >= _MOSTLY)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeMeasured:
    """`whole` is the way from lead to won in one step."""

    key: str
    name: str
    steps: tuple[StepMeasured, ...]
    whole: StepMeasured


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesMeasured:
    """Every lead type's rates as of a moment. `began_at`: from when on leads are known whole, None without any."""

    types: tuple[TypeMeasured, ...]
    began_at: datetime | None
    until: datetime
    zone: str
    locale: str
    version: int
