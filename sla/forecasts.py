"""A chance of reaching the quota as it was told to somebody, for ever, and the port that keeps it."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Protocol

from sla.money import Money

WHOLE = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """That `quota` will be reached from `starts_on` to `ends_on`, as told at `made_at` from what was known up to the
    local day `as_of`. `chance` is in hundredths of a percent: an estimate needs no more.
    """

    starts_on: date
    ends_on: date
    as_of: date
    version: int
    quota: Money
    chance: int
    made_at: datetime

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= WHOLE or not self.starts_on <= self.ends_on:
            raise ValueError("a forecast has a chance from 0 to 10,000 and a span of days")

    @property
    def share(self) -> Fraction:
        return Fraction(self.chance, WHOLE)


class Forecasts(Protocol):
    def add(self, forecast: Forecast) -> bool:
        """Insert; False where the same chance was told of the same span and day before. None is ever changed."""

    def all(self) -> tuple[Forecast, ...]:
        """By when they were made."""
