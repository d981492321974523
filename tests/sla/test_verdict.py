"""One rule for both sides: kept, missed, too close, too few."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.verdict import Verdict, judge_share, wilson

NINETY = Fraction(9, 10)


@pytest.mark.parametrize(
    ("kept", "judged", "target", "verdict"),
    [
        (49, 57, NINETY, Verdict.TOO_CLOSE),
        (31, 38, NINETY, Verdict.MISSED),
        (18, 20, NINETY, Verdict.KEPT),
        (17, 20, NINETY, Verdict.TOO_CLOSE),
        (10, 20, NINETY, Verdict.MISSED),
        (0, 20, NINETY, Verdict.MISSED),
        (19, 19, NINETY, Verdict.TOO_FEW),
        (0, 19, NINETY, Verdict.TOO_FEW),
        (0, 0, NINETY, Verdict.TOO_FEW),
        (20, 20, Fraction(1), Verdict.KEPT),
        # Exactly at the target, where 0.7 × 30 in binary floats is below 21 and 0.55 × 100 above 55.
        (21, 30, Fraction(7, 10), Verdict.KEPT),
        (55, 100, Fraction(55, 100), Verdict.KEPT),
    ],
)
def test_verdicts(kept: int, judged: int, target: Fraction, verdict: Verdict) -> None:
    assert judge_share(kept, judged, target) is verdict


@pytest.mark.parametrize(
    ("kept", "judged", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_against_newcombes_table(kept: int, judged: int, low: float, high: float) -> None:
    assert wilson(kept, judged, confidence=0.95) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_solve_wilsons_equation(share: tuple[int, int]) -> None:
    kept, judged = share
    low, high = wilson(kept, judged)
    assert 0 <= low <= kept / judged <= high <= 1
    for bound in (low, high):
        distance = (kept / judged - bound) ** 2
        assert distance == pytest.approx(1.6448536269514722**2 * bound * (1 - bound) / judged, abs=1e-9)


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("kept", "judged"), [(3, 2), (-1, 5), (0, -1)])
def test_what_is_no_share_is_refused(kept: int, judged: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(kept, judged)
    with pytest.raises(ValueError, match="is not a share"):
        judge_share(kept, judged, NINETY)


@given(st.integers(20, 500), st.fractions(Fraction(1, 100), 1))
def test_more_kept_is_never_a_worse_verdict(judged: int, target: Fraction) -> None:
    order = [Verdict.MISSED, Verdict.TOO_CLOSE, Verdict.KEPT]
    ranks = [order.index(judge_share(kept, judged, target)) for kept in range(judged + 1)]
    assert ranks == sorted(ranks)
    assert ranks[-1] == 2
    assert ranks.index(2) == -(-judged * target // 1)


def test_the_words_boards_use() -> None:
    assert [verdict.value for verdict in Verdict] == [
        "kept",
        "missed",
        "too close to call",
        "too few to judge",
        "on pace",
        "under",
        "over",
        "not yet",
    ]
