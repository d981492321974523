"""Whether sales can work the leads: the worked example, and what must always hold."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.capacity import Capacity, touches_at_worst, touches_expected
from sla.errors import BadInput

YEAR = Capacity(
    leads_per_week=Fraction(3900, 52),
    touches_per_lead=Fraction(touches_at_worst(7)),
    touches_per_rep_week=140,
    utilisation=Fraction(1),
    weeks_open=Fraction(8),
    reps=5,
)


def test_the_worked_example_needs_five_reps() -> None:
    # 75 a week × 8 ÷ 140 = 4.29.
    assert (YEAR.reps_needed, YEAR.spare) == (5, 0)
    assert YEAR.leads_per_rep_week == Fraction(35, 2)


def test_as_a_months_leads_they_would_need_52() -> None:
    month = replace(YEAR, leads_per_week=Fraction(3900 * 12, 52))
    assert (month.reps_needed, month.spare) == (52, -47)


def test_how_many_leads_a_rep_keeps_open() -> None:
    # 17.5 new ones a week, each open for at most 8 weeks.
    assert YEAR.open_per_rep == 140
    assert replace(YEAR, weeks_open=Fraction(4)).open_per_rep == 70


def test_reps_that_nobody_counted_are_not_guessed() -> None:
    assert replace(YEAR, reps=None).spare is None


def test_expected_touches_are_the_leads_still_open_at_each() -> None:
    still_open = [Fraction(percent, 100) for percent in (100, 80, 65, 50, 40, 30, 20, 15)]
    assert touches_expected(still_open) == 4
    assert touches_expected([Fraction(1)] * 8) == touches_at_worst(7)
    assert replace(YEAR, touches_per_lead=touches_expected(still_open)).reps_needed == 3


@pytest.mark.parametrize("shares", [[], [Fraction(9, 10)], [Fraction(1), Fraction(1, 2), Fraction(3, 5)]])
def test_shares_begin_with_all_and_only_fall(shares: list[Fraction]) -> None:
    with pytest.raises(BadInput, match="open"):
        touches_expected(shares)


@pytest.mark.parametrize(
    "wrong",
    [
        {"touches_per_lead": Fraction(1, 2)},
        {"touches_per_rep_week": 0},
        {"utilisation": Fraction(0)},
        {"utilisation": Fraction(11, 10)},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Fraction | int]) -> None:
    with pytest.raises(BadInput):
        replace(YEAR, **wrong)


_CAPACITIES = st.builds(
    Capacity,
    leads_per_week=st.fractions(Fraction(1, 100), 10_000, max_denominator=520),
    touches_per_lead=st.fractions(1, 30, max_denominator=100),
    touches_per_rep_week=st.integers(1, 1000),
    utilisation=st.fractions(Fraction(1, 100), 1, max_denominator=100),
    weeks_open=st.fractions(Fraction(1, 7), 26, max_denominator=7),
    reps=st.integers(0, 500),
)


@given(_CAPACITIES, st.integers(0, 10_000))
def test_one_more_rep_never_lowers_capacity(capacity: Capacity, reps: int) -> None:
    assert capacity.workable(reps) <= capacity.workable(reps + 1)


@given(_CAPACITIES)
def test_the_reps_needed_are_enough_and_one_less_is_not(capacity: Capacity) -> None:
    needed = capacity.reps_needed
    assert needed * capacity.leads_per_rep_week >= capacity.leads_per_week
    assert (needed - 1) * capacity.leads_per_rep_week < capacity.leads_per_week


@given(_CAPACITIES, st.fractions(1, 30, max_denominator=100))
def test_fewer_touches_a_lead_never_need_more_reps(capacity: Capacity, touches: Fraction) -> None:
    fewer = min(capacity.touches_per_lead, touches)
    assert replace(capacity, touches_per_lead=fewer).reps_needed <= capacity.reps_needed
