"""How the chances that were told compare with what happened: the Brier score, and a table by what was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sla.forecasts import Forecast

BANDS = (Fraction(0), Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5))
"""Where each row of the table begins; the last goes up to 1, included."""
FEWEST_PERIODS = 10
"""Chances of one period rise and fall together, so that fewer periods than this tell little."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """A chance that was told, and whether its quota was reached."""

    forecast: Forecast
    reached: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """Chances told from `low` up to `high`, of so many `periods`: their mean, and the share that came true."""

    low: Fraction
    high: Fraction
    told: int
    periods: int
    mean: Fraction
    came_true: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Reliability:
    """`brier`: the mean squared distance of what was told from what happened, 0 at best, 1/4 for always even.

    `by_rate` is the same for somebody who always tells the share of all those that came true. Both are None before
    any period has ended. `waiting` were told of periods that are not over.
    """

    told: int
    periods: int
    waiting: int
    brier: Fraction | None
    by_rate: Fraction | None
    bands: tuple[Band, ...]

    @property
    def telling(self) -> bool:
        return self.periods >= FEWEST_PERIODS


def reliability(came: Sequence[Came], waiting: int) -> Reliability:
    true = Fraction(sum(one.reached for one in came), len(came)) if came else None
    return Reliability(
        told=len(came),
        periods=_periods(came),
        waiting=waiting,
        brier=_brier(came),
        by_rate=None if true is None else true * (1 - true),
        bands=tuple(band for band in map(_Rows(came).band, range(len(BANDS))) if band.told),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    came: Sequence[Came]

    def band(self, place: int) -> Band:
        low, high = BANDS[place], (*BANDS, Fraction(1))[place + 1]
        last = place == len(BANDS) - 1
        inside = [
            one for one in self.came if low <= one.forecast.share and (last or one.forecast.share < high)
        ]
        count = max(1, len(inside))
        return Band(
            low=low,
            high=high,
            told=len(inside),
            periods=_periods(inside),
            mean=sum((one.forecast.share for one in inside), Fraction(0)) / count,
            came_true=Fraction(sum(one.reached for one in inside), count),
        )


def _brier(came: Sequence[Came]) -> Fraction | None:
    if not came:
        return None
    return sum(((one.forecast.share - one.reached) ** 2 for one in came), Fraction(0)) / len(came)


def _periods(came: Sequence[Came]) -> int:
    return len({(one.forecast.starts_on, one.forecast.ends_on) for one in came})


@dataclass(frozen=True, kw_only=True, slots=True)
class ReliabilityAnswer:
    """As of a moment; `first` is when the first of these chances was told."""

    found: Reliability
    first: datetime | None
    today: date
    locale: str
