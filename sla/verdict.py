"""The one rule of verdict for both sides, and the words that boards may use (MATHS.md D12)."""

from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

FEWEST = 20
"""Under so many cases there is no verdict."""


class Verdict(StrEnum):
    """For a share: kept, missed, too close, too few. For a quantity: on pace, under, over, not yet."""

    KEPT = "kept"
    MISSED = "missed"
    TOO_CLOSE = "too close to call"
    TOO_FEW = "too few to judge"
    ON_PACE = "on pace"
    UNDER = "under"
    OVER = "over"
    NOT_YET = "not yet"


def wilson(kept: int, judged: int, confidence: float = 0.90) -> tuple[float, float]:
    """Wilson's score interval of a share, as floats: an estimate. Of nothing judged it is (0, 1)."""
    _check(kept, judged)
    if judged == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = kept / judged, z * z / judged
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / judged + spread / judged / 4) / (1 + spread)
    # At the ends the bound is the share itself, which floats miss by a hair.
    return (0.0 if kept == 0 else middle - half), (1.0 if kept == judged else middle + half)


def judge_share(kept: int, judged: int, target: Fraction) -> Verdict:
    """Kept at or above the target, exactly; missed when the whole 90 % interval lies under it (D12)."""
    _check(kept, judged)
    if judged < FEWEST:
        return Verdict.TOO_FEW
    if kept >= target * judged:
        return Verdict.KEPT
    return Verdict.MISSED if wilson(kept, judged)[1] < target else Verdict.TOO_CLOSE


def _check(kept: int, judged: int) -> None:
    if not 0 <= kept <= judged:
        raise ValueError(f"{kept} of {judged} is not a share")
