"""What is owed by month and day; the team's numbers are in `tests.sla.services.agreement`."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.targets import (
    Expectation,
    Month,
    Targets,
    known_type,
    month_leads,
    period_ends_on,
    period_starts_on,
    plan_of,
)
from sla.terms import Period, Terms
from tests.sla.services.agreement import CALENDAR, TERMS, WEBSITE, book_of, quota

MARCH = Month(year=2026, number=3)
"""22 working days: the 2nd to the 6th, three more weeks, the 30th and 31st."""


def effective(day: date) -> Terms:
    return replace(TERMS, effective_on=day)


class Website:
    """What is owed in website leads under these versions, by the lead types of the last one."""

    def __init__(self, *versions: Terms) -> None:
        book = book_of(*versions)
        self.targets = Targets(book, book.versions[-1])

    def month(self, month: Month, as_of: date) -> Expectation:
        return self.targets.month(month, as_of).leads["website"]

    def cumulative(self, as_of: date) -> Expectation:
        return self.targets.cumulative(as_of).leads["website"]


def owed(target: Fraction | int, expected: Fraction | int) -> Expectation:
    return Expectation(target=Fraction(target), expected=Fraction(expected))


class TestMonth:
    def test_first_and_last_day(self) -> None:
        assert (MARCH.first, MARCH.last) == (date(2026, 3, 1), date(2026, 3, 31))
        assert Month(year=2028, number=2).last == date(2028, 2, 29)

    def test_next_and_previous_cross_the_year(self) -> None:
        assert Month(year=2026, number=12).next() == Month(year=2027, number=1)
        assert Month(year=2026, number=1).previous() == Month(year=2025, number=12)

    def test_the_month_in_which_clocks_go_forward_is_an_hour_short(self) -> None:
        starts, ends = MARCH.starts_at(CALENDAR), MARCH.ends_at(CALENDAR)
        assert starts == datetime(2026, 2, 28, 23, tzinfo=UTC)
        assert ends == datetime(2026, 3, 31, 22, tzinfo=UTC)
        assert ends - starts == timedelta(days=31, hours=-1)

    def test_the_month_in_which_clocks_go_back_is_an_hour_long(self) -> None:
        october = Month(year=2026, number=10)
        assert october.ends_at(CALENDAR) - october.starts_at(CALENDAR) == timedelta(days=31, hours=1)


class TestMonthLeads:
    @pytest.mark.parametrize(
        ("leads", "period", "expected"),
        [
            # 1000 ÷ 12 = 83⅓ a month: the marks 83, 167, 250, 333 … are rounded half up.
            (1000, Period.YEAR, [83, 84, 83, 83, 84, 83, 83, 84, 83, 83, 84, 83]),
            (3900, Period.YEAR, [325] * 12),
            (100, Period.QUARTER, [33, 34, 33] * 4),
            (40, Period.MONTH, [40] * 12),
        ],
    )
    def test_whole_leads_by_month(self, leads: int, period: Period, expected: list[int]) -> None:
        year = [Month(year=2026, number=number) for number in range(1, 13)]
        assert [month_leads(leads, quota(1, period), month) for month in year] == expected

    @given(st.integers(0, 10**7), st.sampled_from(Period), st.integers(0, 11))
    def test_the_months_of_a_period_add_up_to_its_leads(self, leads: int, period: Period, at: int) -> None:
        first = period_starts_on(period, date(2026, at + 1, 15)).month
        months = [Month(year=2026, number=first + n) for n in range(period.months)]
        assert sum(month_leads(leads, quota(1, period), month) for month in months) == leads


class TestPeriod:
    @pytest.mark.parametrize(
        ("period", "first", "last"),
        [
            (Period.MONTH, date(2026, 5, 1), date(2026, 5, 31)),
            (Period.QUARTER, date(2026, 4, 1), date(2026, 6, 30)),
            (Period.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ],
    )
    def test_the_days_it_begins_and_ends_on(self, period: Period, first: date, last: date) -> None:
        for day in (first, date(2026, 5, 20), last):
            assert period_starts_on(period, day) == first
            assert period_ends_on(period, day) == last


class TestOneMonth:
    def test_expected_by_working_days_with_the_day_itself(self) -> None:
        # By Friday the 13th 10 of 22 working days have gone, and 75 are promised.
        assert Website(TERMS).month(MARCH, date(2026, 3, 13)) == owed(75, Fraction(750, 22))

    def test_a_weekend_adds_nothing(self) -> None:
        friday, sunday = date(2026, 3, 13), date(2026, 3, 15)
        targets = Website(TERMS)
        assert targets.month(MARCH, friday) == targets.month(MARCH, sunday)

    def test_a_holiday_is_no_working_day(self) -> None:
        free = replace(CALENDAR, holidays=frozenset({date(2026, 3, 2)}))
        terms = replace(TERMS, calendar=free)
        assert Website(terms).month(MARCH, date(2026, 3, 13)) == owed(75, Fraction(75 * 9, 21))

    def test_days_after_the_month_are_not_counted(self) -> None:
        assert Website(TERMS).month(MARCH, date(2026, 4, 15)) == owed(75, 75)

    def test_a_first_month_owes_its_days_from_the_first_day_on(self) -> None:
        # From Monday the 16th 12 of 22 working days are left; by Wednesday 3 have gone.
        targets = Website(effective(date(2026, 3, 16)))
        assert targets.month(MARCH, date(2026, 3, 18)) == owed(Fraction(75 * 12, 22), Fraction(75 * 3, 22))

    def test_nothing_is_expected_before_the_first_day(self) -> None:
        targets = Website(effective(date(2026, 3, 16)))
        assert targets.month(MARCH, date(2026, 3, 13)) == owed(Fraction(75 * 12, 22), 0)
        assert targets.month(MARCH.previous(), date(2026, 2, 27)) == owed(0, 0)

    def test_an_agreement_that_starts_on_the_last_day_owes_one_day(self) -> None:
        targets = Website(effective(date(2026, 3, 31)))
        assert targets.month(MARCH, date(2026, 3, 31)) == owed(Fraction(75, 22), Fraction(75, 22))

    def test_a_month_without_a_working_day_owes_nothing(self) -> None:
        closed = frozenset(MARCH.first + timedelta(days=n) for n in range(31))
        targets = Website(replace(TERMS, calendar=replace(CALENDAR, holidays=closed)))
        assert targets.month(MARCH, date(2026, 3, 31)) == owed(0, 0)

    def test_a_month_of_a_quarters_quota(self) -> None:
        # $30,000 a quarter are 30 deals: 300 leads if website carried all, 225 by its share, 75 a month.
        terms = replace(TERMS, quota=quota(30_000, Period.QUARTER))
        assert Website(terms).month(MARCH, date(2026, 3, 31)) == owed(75, 75)


class TestCumulative:
    def test_over_a_first_month_and_a_begun_one(self) -> None:
        # 12 of 22 working days of March; by 10 April 8 of April's 22.
        targets = Website(effective(date(2026, 3, 16)))
        assert targets.cumulative(date(2026, 4, 10)) == owed(
            Fraction(75 * 12, 22) + 75, Fraction(75 * 12, 22) + Fraction(75 * 8, 22)
        )

    def test_over_a_year_it_is_the_periods_leads(self) -> None:
        targets = Website(effective(date(2026, 1, 1)))
        assert targets.cumulative(date(2026, 12, 31)) == owed(900, 900)

    def test_before_the_first_day_there_is_none(self) -> None:
        targets = Website(effective(date(2026, 3, 16)))
        assert targets.cumulative(date(2026, 2, 27)) == owed(0, 0)
        assert targets.cumulative(date(2026, 3, 13)).expected == 0

    @given(st.dates(date(2026, 1, 1), date(2027, 3, 1)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    def test_it_is_the_sum_of_its_months(self, first: date, as_of: date) -> None:
        targets = Website(effective(first))
        months = [Month.of(first)]
        while months[-1].next().first <= as_of:
            months.append(months[-1].next())
        expected = sum((targets.month(month, as_of).expected for month in months), Fraction(0))
        assert targets.cumulative(as_of).expected == expected


def test_the_plan_is_the_mix_of_the_terms() -> None:
    assert {part.key: (part.leads, part.lead_value) for part in plan_of(TERMS).types} == {
        "website": (900, Fraction(100)),
        "event": (600, Fraction(50)),
    }


def test_a_type_that_the_agreement_no_longer_names_is_its_other_type() -> None:
    assert known_type(TERMS, "website") is WEBSITE
    assert known_type(TERMS, "trade-fair").key == "event"
