"""What a handoff fixes for good: zone, whether it is judged, and when a first attempt is due (MATHS D7, D8, D16)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import Window, WorkingCalendar, WorkingWeek
from sla.handoff import Handoffs
from sla.worktime import add_working_time
from tests.sla.services.agreement import ANA, BERLIN, BO, CALENDAR, NEW_YORK, TERMS, at, book_of


def due(
    handed_over: str, within: timedelta = timedelta(hours=2), calendar: WorkingCalendar = CALENDAR
) -> datetime:
    terms = replace(TERMS, sales=replace(TERMS.sales, first_attempt_within=within))
    moment = at(handed_over)
    handoffs = Handoffs(book_of(terms), first=moment.date(), last=moment.date())
    return handoffs.facts(replace(ANA, calendar=calendar), moment, "website").first_attempt_due_at


class TestFirstAttempt:
    @pytest.mark.parametrize(
        ("handed_over", "expected"),
        [
            ("2026-03-18 10:00", "2026-03-18 12:00"),
            ("2026-03-18 15:00", "2026-03-18 17:00"),  # just within the day
            ("2026-03-18 16:30", "2026-03-19 10:30"),
            ("2026-03-18 20:00", "2026-03-19 11:00"),
            ("2026-03-18 06:00", "2026-03-18 11:00"),
            ("2026-03-20 16:00", "2026-03-23 10:00"),  # Friday to Monday
            ("2026-03-27 16:30", "2026-03-30 10:30"),  # clocks go forward on Sunday
            ("2026-10-23 16:30", "2026-10-26 10:30"),  # and back
        ],
    )
    def test_two_working_hours_on(self, handed_over: str, expected: str) -> None:
        assert due(handed_over) == at(expected)

    def test_a_holiday_and_a_lunch_break_do_not_count(self) -> None:
        hours = (Window(start=time(8), end=time(12)), Window(start=time(13), end=time(17)))
        calendar = WorkingCalendar(
            zone=BERLIN,
            week=WorkingWeek(days=(hours,) * 5 + ((),) * 2),
            holidays=frozenset({date(2026, 3, 19)}),
        )
        assert due("2026-03-18 11:00", calendar=calendar) == at("2026-03-18 14:00")
        assert due("2026-03-18 16:00", calendar=calendar) == at("2026-03-20 09:00")

    def test_a_long_promise_and_a_long_closure_fit(self) -> None:
        shut = frozenset(date(2026, 7, 20) + timedelta(days=n) for n in range(28))
        found = due("2026-07-17 09:00", timedelta(hours=9), replace(CALENDAR, holidays=shut))
        assert found == at("2026-08-17 10:00")

    @given(
        st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
        st.sampled_from([timedelta(minutes=15), timedelta(hours=2), timedelta(hours=40)]),
        st.sampled_from([BERLIN, NEW_YORK, "Asia/Kathmandu", "Pacific/Apia"]),
    )
    def test_one_of_many_is_as_one_alone(self, moment: datetime, within: timedelta, zone: str) -> None:
        handed_over = at(moment.isoformat())
        terms = replace(TERMS, sales=replace(TERMS.sales, first_attempt_within=within))
        owner = replace(ANA, calendar=replace(CALENDAR, zone=zone))
        many = Handoffs(book_of(terms), first=date(2026, 1, 1), last=date(2026, 12, 31))
        assert many.facts(owner, handed_over, "website").first_attempt_due_at == add_working_time(
            owner.calendar, handed_over, within
        )


class TestZone:
    def test_the_owners(self) -> None:
        moment = at("2026-03-18 10:00")
        handoffs = Handoffs(book_of(TERMS), first=moment.date(), last=moment.date())
        assert handoffs.facts(BO, moment, "website").zone == NEW_YORK
        # 10:00 in Berlin is before nine in New York; two hours from nine there.
        assert handoffs.facts(BO, moment, "website").first_attempt_due_at == at("2026-03-18 11:00", NEW_YORK)

    def test_the_teams_where_there_is_no_owner(self) -> None:
        moment = at("2026-03-18 10:00")
        handoffs = Handoffs(book_of(TERMS), first=moment.date(), last=moment.date())
        assert handoffs.facts(None, moment, "website").zone == BERLIN
        assert handoffs.facts(None, moment, "website").first_attempt_due_at == at("2026-03-18 12:00")


class TestJudged:
    @pytest.mark.parametrize(
        ("moment", "judged"),
        [("2026-03-09 23:59", False), ("2026-03-10 00:00", True), ("2026-03-20 10:00", True)],
    )
    def test_from_the_agreements_first_local_day_on(self, moment: str, *, judged: bool) -> None:
        terms = replace(TERMS, effective_on=date(2026, 3, 10))
        handoffs = Handoffs(book_of(terms), first=date(2026, 3, 9), last=date(2026, 3, 20))
        assert handoffs.facts(ANA, at(moment), "website").judged is judged

    def test_that_day_is_the_teams_whoever_owns_the_lead(self) -> None:
        # Midnight in Berlin is the evening of the 9th in New York.
        terms = replace(TERMS, effective_on=date(2026, 3, 10))
        handoffs = Handoffs(book_of(terms), first=date(2026, 3, 9), last=date(2026, 3, 10))
        assert handoffs.facts(BO, at("2026-03-10 00:00"), "website").judged
        assert not handoffs.facts(BO, at("2026-03-09 23:59"), "website").judged
