"""Which day a board's figures go to, and which leads they hold (MATHS D6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.services.marketing_side import as_of
from sla.services.status import Status
from sla.verdict import Verdict
from tests.sla.services.agreement import CALENDAR, TERMS, at, exact
from tests.sla.services.team import Team

# May 2026 ends on a Sunday: Friday the 29th is its last working day, and 1 June a Monday.
GOOD_FRIDAY, EASTER_MONDAY = date(2026, 4, 3), date(2026, 4, 6)


@pytest.mark.parametrize(
    ("now", "day", "elapsed", "total"),
    [
        ("2026-03-18 10:00", date(2026, 3, 17), 12, 22),  # a Wednesday: to Tuesday's close
        ("2026-03-18 00:00", date(2026, 3, 17), 12, 22),
        ("2026-03-18 23:59", date(2026, 3, 17), 12, 22),  # however late it is
        ("2026-03-16 09:00", date(2026, 3, 13), 10, 22),  # a Monday: to Friday's
        ("2026-03-14 09:00", date(2026, 3, 13), 10, 22),  # a Saturday
        ("2026-06-01 09:00", date(2026, 5, 29), 21, 21),  # the first working day closes May
        ("2026-05-30 09:00", date(2026, 5, 29), 21, 21),
        ("2026-08-01 09:00", date(2026, 7, 31), 23, 23),  # a Saturday, the 1st
        ("2026-08-03 09:00", date(2026, 7, 31), 23, 23),
        ("2026-06-02 09:00", date(2026, 6, 1), 1, 22),
        ("2026-01-02 09:00", date(2026, 1, 1), 1, 22),
    ],
)
def test_it_is_the_last_completed_working_day(now: str, day: date, elapsed: int, total: int) -> None:
    found = as_of(TERMS, at(now))
    assert (found.day, found.elapsed, found.total) == (day, elapsed, total)


def test_a_holiday_is_not_completed_and_not_elapsed() -> None:
    calendar = replace(CALENDAR, holidays=frozenset({GOOD_FRIDAY, EASTER_MONDAY}))
    found = as_of(replace(TERMS, calendar=calendar), at("2026-04-07 09:00"))
    assert (found.day, found.elapsed, found.total) == (date(2026, 4, 2), 2, 20)


def test_the_day_is_the_teams_not_utcs() -> None:
    # At 23:30 UTC on Tuesday it is Wednesday in Berlin, so Tuesday is complete.
    assert as_of(TERMS, datetime(2026, 3, 17, 22, 30, tzinfo=UTC)).day == date(2026, 3, 16)
    assert as_of(TERMS, datetime(2026, 3, 17, 23, 30, tzinfo=UTC)).day == date(2026, 3, 17)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_it_lies_before_today_and_never_in_the_future(now: datetime) -> None:
    found, today = as_of(TERMS, now), CALENDAR.local_date(now)
    assert found.day < today
    assert CALENDAR.is_working_day(found.day)
    assert not any(
        CALENDAR.is_working_day(found.day + timedelta(days=n)) for n in range(1, (today - found.day).days)
    )
    assert CALENDAR.day_end(found.day) <= found.until <= now
    assert 1 <= found.elapsed <= found.total


def test_todays_leads_enter_no_verdict(team: Team) -> None:
    team.leads(30, at("2026-03-17 23:59"))
    team.leads(5, at("2026-03-18 00:00"))
    team.leads(2, at("2026-03-18 10:01"))
    side = Status(team.desk).board(at("2026-03-18 10:00")).marketing
    assert (side.total.delivered, side.today_so_far) == exact(30, 5)


def test_on_monday_the_weekends_leads_come_after_fridays_close(team: Team) -> None:
    team.leads(7, at("2026-03-13 18:00"))
    team.leads(3, at("2026-03-14 12:00"))
    team.leads(1, at("2026-03-16 08:00"))
    monday = Status(team.desk).board(at("2026-03-16 09:00")).marketing
    assert (monday.total.delivered, monday.today_so_far) == exact(7, 4)
    tuesday = Status(team.desk).board(at("2026-03-17 09:00")).marketing
    assert (tuesday.total.delivered, tuesday.today_so_far) == exact(11, 0)


def test_over_easter_too(team: Team) -> None:
    calendar = replace(CALENDAR, holidays=frozenset({GOOD_FRIDAY, EASTER_MONDAY}))
    team.terms = replace(TERMS, calendar=calendar)
    team.leads(4, at("2026-04-02 20:00"))
    team.leads(2, at("2026-04-06 12:00"))
    side = Status(team.desk).board(at("2026-04-07 09:00")).marketing
    assert (side.total.delivered, side.today_so_far) == exact(4, 2)


def test_the_first_working_day_closes_last_month_with_its_last_weekend(team: Team) -> None:
    team.leads(60, at("2026-05-04 10:00"))
    team.leads(10, at("2026-05-31 23:59"))
    team.leads(4, at("2026-06-01 00:00"))
    board = Status(team.desk).board(at("2026-06-01 09:00"))
    side = board.marketing
    assert board.as_of == date(2026, 5, 29)
    assert (side.total.delivered, side.total.expected, side.total.target) == exact(70, 125, 125)
    assert side.today_so_far == 4
    assert side.value_month.verdict is Verdict.UNDER
    assert side.last_month is not None
    assert side.last_month.month == date(2026, 5, 1)


def test_a_saturday_the_first_does_not_count_for_the_month_before(team: Team) -> None:
    team.leads(3, at("2026-07-31 20:00"))
    team.leads(2, at("2026-08-01 08:00"))
    side = Status(team.desk).board(at("2026-08-01 09:00")).marketing
    assert (side.total.delivered, side.today_so_far) == exact(3, 2)


def test_the_month_ends_by_the_local_clock_where_it_went_forward(team: Team) -> None:
    # 31 March 23:30 in Berlin is 21:30 UTC; half an hour after 22:00 UTC it is April there.
    team.leads(1, datetime(2026, 3, 31, 21, 30, tzinfo=UTC))
    team.leads(1, datetime(2026, 3, 31, 22, 30, tzinfo=UTC))
    side = Status(team.desk).board(at("2026-04-01 09:00")).marketing
    assert (side.total.delivered, side.today_so_far) == exact(1, 1)
