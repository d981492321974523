"""What marketing owes over several versions: each for the days on which it was in force, at its own price."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.targets import Expectation, Month, Targets, plan_of
from sla.terms import Period, Quota, Terms
from tests.sla.services.agreement import (
    CALENDAR,
    EVENT,
    JANUARY,
    TERMS,
    WEBSITE,
    book_of,
    lead_type,
    quota,
    rates,
)

MARCH = Month(year=2026, number=3)
END = date(2026, 3, 31)
DOUBLE = replace(TERMS, quota=quota(240_000), effective_on=date(2026, 3, 16))
"""Twice as many leads of each type, worth the same each; 12 of March's 22 working days are its own."""


def owed(*versions: Terms, as_of: date = END) -> tuple[dict[str, Expectation], Expectation]:
    book = book_of(*versions)
    found = Targets(book, book.versions[-1]).month(MARCH, as_of)
    return dict(found.leads), found.value


def expectation(target: Fraction | int, expected: Fraction | int) -> Expectation:
    return Expectation(target=Fraction(target), expected=Fraction(expected))


class TestOneMonth:
    def test_its_working_days_are_split(self) -> None:
        leads, _ = owed(TERMS, DOUBLE)
        target = Fraction(75 * 10 + 150 * 12, 22)
        assert leads["website"] == expectation(target, target)

    def test_to_date_on_either_side_of_the_change(self) -> None:
        target = Fraction(75 * 10 + 150 * 12, 22)
        assert owed(TERMS, DOUBLE, as_of=date(2026, 3, 13))[0]["website"] == expectation(
            target, Fraction(75 * 10, 22)
        )
        assert owed(TERMS, DOUBLE, as_of=date(2026, 3, 17))[0]["website"] == expectation(
            target, Fraction(75 * 10 + 150 * 2, 22)
        )

    def test_money_is_at_each_ones_own_price(self) -> None:
        # A website lead is worth $200 from the 16th on, and 450 a year are promised: 38 of them in March.
        dear = replace(
            TERMS,
            lead_types=(replace(WEBSITE, funnel=rates("20%")), EVENT),
            effective_on=date(2026, 3, 16),
        )
        leads, value = owed(TERMS, dear)
        assert leads["website"].target == Fraction(75 * 10 + 38 * 12, 22)
        assert value.target == Fraction(75 * 100 * 10 + 38 * 200 * 12, 22) + 50 * 50

    def test_a_lead_type_that_is_gone_is_among_the_others(self) -> None:
        alone = replace(
            TERMS, lead_types=(replace(EVENT, share=Fraction(1)),), effective_on=date(2026, 3, 16)
        )
        leads, value = owed(TERMS, alone)
        # 2,400 event leads a year are 200 a month; before, 75 website and 50 event leads.
        assert list(leads) == ["event"]
        assert leads["event"].target == Fraction(125 * 10 + 200 * 12, 22)
        assert value.target == 10_000

    def test_one_that_is_new_is_owed_from_its_first_day_on(self) -> None:
        partner = lead_type("partner", rates("10%"), Fraction(1, 4))
        wider = replace(
            TERMS, lead_types=(replace(WEBSITE, share=Fraction(1, 2)), EVENT, partner),
            effective_on=date(2026, 3, 16),
        )  # fmt: skip
        leads, _ = owed(TERMS, wider, as_of=date(2026, 3, 13))
        assert leads["partner"] == expectation(Fraction(25 * 12, 22), 0)

    def test_each_counts_its_own_working_days(self) -> None:
        """Both days on which the second one is in force are holidays of its own."""
        free = replace(CALENDAR, holidays=frozenset({date(2026, 3, 30), END}))
        leads, _ = owed(TERMS, replace(TERMS, calendar=free, effective_on=date(2026, 3, 30)))
        assert leads["website"].target == Fraction(75 * 20, 22)

    def test_a_third_of_a_quarter_after_a_twelfth_of_a_year(self) -> None:
        quarterly = replace(TERMS, quota=quota(30_000, Period.QUARTER), effective_on=date(2026, 3, 16))
        assert owed(TERMS, quarterly) == owed(TERMS)


class TestCumulative:
    def test_over_both(self) -> None:
        book = book_of(TERMS, DOUBLE)
        found = Targets(book, book.versions[-1]).cumulative(date(2026, 4, 30))
        march = Fraction(75 * 10 + 150 * 12, 22)
        assert found.leads["website"] == expectation(75 * 2 + march + 150, 75 * 2 + march + 150)
        assert found.value.target == 20_000 + Fraction(10_000 * 10 + 20_000 * 12, 22) + 20_000

    @pytest.mark.parametrize("as_of", [date(2026, 3, 13), END, date(2026, 7, 9)])
    def test_what_is_owed_does_not_depend_on_which_is_shown(self, as_of: date) -> None:
        book = book_of(TERMS, DOUBLE)
        one, other = (Targets(book, shown).cumulative(as_of) for shown in book.versions)
        assert one == other


days = st.dates(date(2026, 1, 2), date(2026, 12, 31))
quotas = st.integers(1, 40).map(lambda thousands: quota(thousands * 12_000))


@settings(max_examples=60)
@given(
    st.sets(days, max_size=4).map(sorted), st.lists(quotas, min_size=4, max_size=4), st.integers(1, 12), days
)
def test_the_reigns_of_a_month_add_up(
    begins: list[date], amounts: list[Quota], number: int, as_of: date
) -> None:
    """Working day by working day, each at the rate and the price of the version in force on it."""
    versions = [TERMS] + [
        replace(TERMS, quota=amount, effective_on=day) for day, amount in zip(begins, amounts, strict=False)
    ]
    book, month = book_of(*versions), Month(year=2026, number=number)
    found = Targets(book, book.versions[-1]).month(month, as_of)
    whole = CALENDAR.working_days(month.first, month.last)
    expected, value = Fraction(0), Fraction(0)
    day = month.first
    while day <= month.last:
        terms = next(one for one in reversed(book.versions) if one.effective_on <= day)
        if CALENDAR.working_days(day, day) and day <= as_of:
            website, event = plan_of(terms).types
            each = Fraction(_of_month(website.leads, number), whole)
            expected += each
            value += (
                each * website.lead_value + Fraction(_of_month(event.leads, number), whole) * event.lead_value
            )
        day += timedelta(days=1)
    assert (found.leads["website"].expected, found.value.expected) == (expected, value)


def _of_month(leads: int, number: int) -> int:
    """The cumulative half-up rounding of a twelfth, written plainly."""
    return (2 * leads * number + 12) // 24 - (2 * leads * (number - 1) + 12) // 24


@settings(max_examples=60)
@given(st.sets(days, min_size=1, max_size=3).map(sorted), days)
def test_the_same_terms_again_change_nothing(begins: list[date], as_of: date) -> None:
    once = book_of(TERMS, DOUBLE)
    every = sorted({JANUARY, DOUBLE.effective_on, *begins})
    again = book_of(
        *(replace(DOUBLE if day >= DOUBLE.effective_on else TERMS, effective_on=day) for day in every)
    )
    month = Month.of(as_of)
    for book in (once, again):
        assert book.versions[0].effective_on == JANUARY
    one, other = (Targets(book, book.versions[-1]) for book in (once, again))
    assert one.month(month, as_of) == other.month(month, as_of)
    assert one.cumulative(as_of) == other.cumulative(as_of)
