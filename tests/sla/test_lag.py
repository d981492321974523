"""How long leads take to close, as shares by month."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.errors import BadInput
from sla.lag import Lag

COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=13).filter(any)


def test_three_months_are_a_lag_of_three() -> None:
    lag = Lag.of_months(3)
    assert (lag.mean, lag.months, lag.spread) == (3, 3, False)
    assert [lag.closed_within(n) for n in (-1, 0, 2, 3, 12)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "lag", [Lag.of_months(3), Lag.of_counts([0, 1, 2, 4, 2, 1]), Lag.of_counts([1, 1, 1, 1, 1, 1, 1])]
)
def test_a_mean_of_three_months_lands_three_quarters_of_a_year(lag: Lag) -> None:
    assert lag.mean == 3
    assert lag.landed(12) == 9


def test_a_mean_between_two_months_is_rounded_half_up() -> None:
    assert Lag.of_counts([0, 1, 1]).months == 2
    assert Lag.of_counts([0, 2, 1]).months == 1


@given(COUNTS)
def test_in_the_end_all_of_them_close(counts: list[int]) -> None:
    assert Lag.of_counts(counts).closed_within(len(counts) - 1) == 1


@given(COUNTS, st.integers(13, 40))
def test_over_a_long_time_only_the_mean_is_lost(counts: list[int], months: int) -> None:
    lag = Lag.of_counts(counts)
    assert lag.landed(months) == months - lag.mean


@pytest.mark.parametrize(
    "shares", [(), (Fraction(1, 2),), (Fraction(3, 2), Fraction(-1, 2)), (Fraction(1, 38),) * 38]
)
def test_what_is_no_distribution_is_refused(shares: tuple[Fraction, ...]) -> None:
    with pytest.raises(BadInput):
        Lag(shares=shares)


def test_no_counts_at_all_are_refused() -> None:
    with pytest.raises(BadInput, match="how many leads"):
        Lag.of_counts([0, 0])
