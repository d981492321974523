"""Delivered against expected to date, by working days (MATHS.md D6 and §2, Pace)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from sla.verdict import Verdict

BAND = Fraction(1, 10)
SETTLING_DAYS = 3
NOTICE_MONTHS = 2
REVIEW_MONTHS = 3
_SPREAD = Fraction(1645, 1000)  # standard deviations that hold 90 % of what chance does


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How a quantity stands: `expected` is to date, `ratio` is delivered ÷ expected.

    While nothing is expected there is no ratio.
    """

    target: Fraction | int
    delivered: Fraction | int
    days_elapsed: int
    days_total: int
    expected: Fraction
    ratio: Fraction | None
    verdict: Verdict


def pace(
    target: Fraction | int, delivered: Fraction | int, elapsed: int, total: int, *, settling: int = 0
) -> Pace:
    """`elapsed` of `total` working days have passed, the as-of day included; ±10 % is on pace, edges too.

    `settling` (SETTLING_DAYS for a month) is how many days must have passed before there is a verdict.
    """
    if target < 0 or not 0 <= elapsed <= total:
        raise ValueError(f"{elapsed} of {total} working days towards {target} cannot be paced")
    expected = Fraction(target) * elapsed / total if total else Fraction(0)
    ratio = delivered / expected if expected else None
    verdict = Verdict.NOT_YET if elapsed < settling else judge_quantity(delivered, expected)
    return Pace(
        target=target,
        delivered=delivered,
        days_elapsed=elapsed,
        days_total=total,
        expected=expected,
        ratio=ratio,
        verdict=verdict,
    )


def judge_quantity(delivered: Fraction | int, expected: Fraction) -> Verdict:
    """On pace within the band, its edges included; not yet while nothing is expected."""
    if not expected:
        return Verdict.NOT_YET
    if delivered < expected * (1 - BAND):
        return Verdict.UNDER
    return Verdict.OVER if delivered > expected * (1 + BAND) else Verdict.ON_PACE


def within_normal_variation(target: Fraction | int, ratio: Fraction) -> bool:
    """Whether chance alone explains a deviation at so small a volume: it is under 1.645 ÷ √target.

    Never from about 270 leads on, where that is less than the band itself. Compared as squares, so exactly.
    """
    small = target * BAND**2 < _SPREAD**2
    return small and (ratio - 1) ** 2 * target < _SPREAD**2


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """The last `months` closed months were all outside the band, on the side that `verdict` names."""

    verdict: Verdict
    months: int

    @property
    def for_review(self) -> bool:
        """Long enough for the agenda of the review; over-delivery too, as it hurts in the long run."""
        return self.months >= REVIEW_MONTHS


def persistence(months: Sequence[Verdict | None]) -> Run | None:
    """How long it has stood out on one side, by closed months, the oldest first; under two is no persistence.

    None is a month that does not stand out, or has no verdict: it ends a run.
    """
    last = months[-1] if months else None
    if last is None:
        return None
    length = 0
    for verdict in reversed(months):
        if verdict is not last:
            break
        length += 1
    return Run(verdict=last, months=length) if length >= NOTICE_MONTHS else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Landing:
    """What has to come on each of the days that are left so that the whole lands inside the band, edges too.

    At least `fewest`, at most `most`, and `whole` for all of it, in whole leads; None where no number would do any
    more, as there is too much already, or no day is left.
    """

    days_left: int
    fewest: int | None
    whole: int | None
    most: int | None


def landing(target: Fraction | int, delivered: Fraction | int, days_left: int) -> Landing:
    """`target` and `delivered` are of the same whole span, of which so many working days are still to come."""

    def each(wanted: Fraction) -> Fraction | None:
        missing = wanted - delivered
        return missing / days_left if days_left else None

    least, exactly, greatest = each(target * (1 - BAND)), each(Fraction(target)), each(target * (1 + BAND))
    return Landing(
        days_left=days_left,
        fewest=None if least is None else max(0, ceil(least)),
        whole=None if exactly is None else max(0, ceil(exactly)),
        most=None if greatest is None or greatest < 0 else floor(greatest),
    )
