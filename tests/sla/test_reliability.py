"""Chances that were told beside what happened."""

from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sla.forecasts import Forecast
from sla.money import Money
from sla.reliability import Came, reliability


def came(chance: int, *, reached: bool, year: int = 2025) -> Came:
    return Came(
        forecast=Forecast(
            starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), as_of=date(year, 6, 1), version=1,
            quota=Money.of(500, "USD"), chance=chance, made_at=datetime(year, 6, 1, tzinfo=UTC),
        ),
        reached=reached,
    )  # fmt: skip


def test_the_score_and_the_table():
    told = [
        came(9_000, reached=True),
        came(8_000, reached=True),
        came(7_999, reached=False, year=2024),
        came(10_000, reached=True),
        came(0, reached=False, year=2024),
    ]
    found = reliability(told, waiting=3)
    assert (found.told, found.periods, found.waiting, found.telling) == (5, 2, 3, False)
    assert found.brier == (Fraction(1, 100) + Fraction(4, 100) + Fraction(7_999, 10_000) ** 2) / 5
    assert found.by_rate == Fraction(6, 25)
    first, middle, last = found.bands
    assert (first.low, first.told, first.came_true) == (0, 1, 0)
    assert (middle.low, middle.high, middle.mean) == (Fraction(3, 5), Fraction(4, 5), Fraction(7_999, 10_000))
    assert (last.told, last.periods, last.mean, last.came_true) == (3, 1, Fraction(9, 10), 1)


def test_before_any_period_has_ended_there_is_no_score():
    found = reliability([], waiting=1)
    assert (found.brier, found.by_rate, found.bands, found.telling) == (None, None, (), False)


def test_ten_periods_tell_something():
    assert reliability([came(5_000, reached=True, year=year) for year in range(2010, 2020)], 0).telling


@given(st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), min_size=1, max_size=30))
def test_the_table_has_everybody_once_and_the_score_lies_between_0_and_1(drawn: list[tuple[int, bool]]):
    found = reliability([came(chance, reached=reached) for chance, reached in drawn], 0)
    assert sum(band.told for band in found.bands) == found.told == len(drawn)
    assert found.brier is not None
    assert 0 <= found.brier <= 1
    for band in found.bands:
        assert band.low <= band.mean <= band.high
