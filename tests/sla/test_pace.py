"""Pace by working days, with the band's edges inside."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import WorkingCalendar, WorkingWeek
from sla.pace import (
    SETTLING_DAYS,
    Landing,
    Run,
    judge_quantity,
    landing,
    pace,
    persistence,
    within_normal_variation,
)
from sla.verdict import Verdict


def test_s5_the_as_of_day_counts_as_elapsed() -> None:
    calendar = WorkingCalendar(
        zone="America/New_York", week=WorkingWeek.monday_to_friday(), holidays=frozenset({date(2025, 9, 1)})
    )
    elapsed = calendar.working_days(date(2025, 9, 1), date(2025, 9, 15))
    total = calendar.working_days(date(2025, 9, 1), date(2025, 9, 30))
    answer = pace(300, 160, elapsed, total)
    assert (answer.days_elapsed, answer.days_total) == (10, 21)
    assert round(float(answer.expected), 2) == 142.86
    assert answer.ratio == Fraction(112, 100)
    assert answer.verdict is Verdict.OVER


@pytest.mark.parametrize(
    ("delivered", "verdict"),
    [
        (89, Verdict.UNDER),
        (90, Verdict.ON_PACE),
        (100, Verdict.ON_PACE),
        (110, Verdict.ON_PACE),
        (111, Verdict.OVER),
        (0, Verdict.UNDER),
        (Fraction(8_999_999, 100_000), Verdict.UNDER),
        (Fraction(11_000_001, 100_000), Verdict.OVER),
    ],
)
def test_the_edges_of_the_band_are_inside(delivered: Fraction | int, verdict: Verdict) -> None:
    assert pace(200, delivered, 10, 20).verdict is verdict


def test_the_edge_is_exact_where_the_expectation_is_not_whole() -> None:
    # 300 × 7/21 = 100 in exact numbers; in binary floats 1.1 × 100 is 110.00000000000001.
    assert pace(300, 110, 7, 21).verdict is Verdict.ON_PACE
    assert pace(Fraction(1_000, 3), Fraction(110), 3, 10).verdict is Verdict.ON_PACE


@pytest.mark.parametrize(("target", "elapsed", "total"), [(0, 10, 20), (300, 0, 20), (300, 0, 0)])
def test_no_verdict_while_nothing_is_expected(target: int, elapsed: int, total: int) -> None:
    answer = pace(target, 12, elapsed, total)
    assert (answer.expected, answer.ratio, answer.verdict) == (Fraction(0), None, Verdict.NOT_YET)
    assert judge_quantity(12, Fraction(0)) is Verdict.NOT_YET


def test_no_verdict_in_the_first_days_of_a_month() -> None:
    first = [pace(300, 5, elapsed, 20, settling=SETTLING_DAYS) for elapsed in (1, 2, 3)]
    assert [one.verdict for one in first] == [Verdict.NOT_YET, Verdict.NOT_YET, Verdict.UNDER]
    assert first[0].ratio == Fraction(1, 3)
    assert pace(300, 5, 1, 20).verdict is Verdict.UNDER


@pytest.mark.parametrize(("target", "elapsed", "total"), [(300, 21, 20), (300, -1, 20), (-1, 1, 20)])
def test_impossible_days_are_refused(target: int, elapsed: int, total: int) -> None:
    with pytest.raises(ValueError, match="cannot be paced"):
        pace(target, 10, elapsed, total)


def test_ten_percent_is_normal_up_to_about_270_leads() -> None:
    eleven_over = Fraction(111, 100)
    assert within_normal_variation(200, eleven_over)
    assert within_normal_variation(100, Fraction(84, 100))
    assert not within_normal_variation(100, Fraction(83, 100))
    assert not within_normal_variation(300, eleven_over)
    assert within_normal_variation(270, Fraction(10_001, 10_000))
    assert not within_normal_variation(271, Fraction(1))


@given(
    st.integers(1, 10**6),
    st.integers(0, 10**6),
    st.integers(1, 30).flatmap(lambda total: st.tuples(st.integers(1, total), st.just(total))),
    st.integers(2, 1_000),
)
def test_leads_and_their_value_get_one_verdict(
    target: int, delivered: int, days: tuple[int, int], value: int
) -> None:
    leads = pace(target, delivered, *days)
    money = pace(Fraction(target * value), Fraction(delivered * value), *days)
    assert leads.ratio == money.ratio
    assert leads.verdict is money.verdict
    assert leads.ratio is not None
    assert (leads.verdict is Verdict.ON_PACE) is (9 <= 10 * leads.ratio <= 11)


@given(st.integers(1, 5_000), st.integers(0, 10_000))
def test_normal_variation_is_one_rule_on_both_sides(target: int, delivered: int) -> None:
    ratio = Fraction(delivered, target)
    assert within_normal_variation(target, ratio) == within_normal_variation(target, 2 - ratio)
    if within_normal_variation(target, ratio):
        assert target < 271
        assert float(abs(ratio - 1)) <= 1.645 / target**0.5 + 1e-12


LOW, HIGH = Verdict.UNDER, Verdict.OVER
VERDICTS = st.lists(st.sampled_from([LOW, HIGH, None]), max_size=24)


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ([], None),
        ([LOW], None),
        ([LOW, None], None),
        ([LOW, HIGH], None),
        ([None, LOW, LOW], Run(verdict=LOW, months=2)),
        ([LOW, HIGH, HIGH, HIGH], Run(verdict=HIGH, months=3)),
        ([LOW, None, LOW], None),
    ],
)
def test_two_months_on_one_side_are_persistence(months: list[Verdict | None], found: Run | None) -> None:
    assert persistence(months) == found


def test_three_are_for_the_review_over_delivery_too() -> None:
    for side in (LOW, HIGH):
        two, three = persistence([side] * 2), persistence([side] * 3)
        assert two is not None
        assert three is not None
        assert (two.for_review, three.for_review) == (False, True)


@given(VERDICTS)
def test_a_run_is_the_longest_end_on_one_side(months: list[Verdict | None]) -> None:
    run = persistence(months)
    if run is None:
        assert len(months) < 2 or months[-1] is None or months[-1] is not months[-2]
        return
    assert set(months[-run.months :]) == {run.verdict}
    assert months[: -run.months][-1:] != [run.verdict]


@given(VERDICTS, st.sampled_from([LOW, HIGH]))
def test_one_more_month_makes_it_one_longer_and_both_sides_are_alike(
    months: list[Verdict | None], side: Verdict
) -> None:
    before, after = persistence(months), persistence([*months, side])
    if before is not None:
        assert after == (Run(verdict=side, months=before.months + 1) if before.verdict is side else None)
    mirrored = {LOW: HIGH, HIGH: LOW, None: None}
    other = persistence([mirrored[one] for one in [*months, side]])
    assert (after and after.months) == (other and other.months)
    assert persistence([*months, side, None]) is None


@given(st.fractions(0, 2000), st.fractions(0, 3000), st.integers(1, 23))
def test_a_landing_is_the_fewest_and_the_most_a_day_that_end_inside_the_band(
    target: Fraction, delivered: Fraction, days_left: int
) -> None:
    found = landing(target, delivered, days_left)
    assert found.fewest is not None
    assert found.whole is not None
    assert delivered + found.fewest * days_left >= target * Fraction(9, 10)
    assert not found.fewest or delivered + (found.fewest - 1) * days_left < target * Fraction(9, 10)
    assert delivered + found.whole * days_left >= target
    assert not found.whole or delivered + (found.whole - 1) * days_left < target
    if found.most is None:
        assert delivered > target * Fraction(11, 10)
    else:
        assert delivered + found.most * days_left <= target * Fraction(11, 10)
        assert delivered + (found.most + 1) * days_left > target * Fraction(11, 10)


def test_where_no_day_is_left_nothing_lands() -> None:
    assert landing(100, 80, 0) == Landing(days_left=0, fewest=None, whole=None, most=None)


def test_a_landing_by_hand() -> None:
    """138 of 207 came by day 14 of 21: 186.3 are the band's edge, so 48.3 in 7 days, which is 7 a day."""
    assert landing(207, 138, 7) == Landing(days_left=7, fewest=7, whole=10, most=12)
