"""Coming back: so many suggested ones a day, none of them lost, and never longer than the days it may take."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.absence import Absence, AbsenceId
from sla.coming_back import A_DAY, SPREAD_OVER, Spread, days_back, spread
from sla.people import MemberId
from tests.sla.services.agreement import at, person

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
CALENDAR = person("ana@example.com").calendar


def absence(first: date, last: date) -> Absence:
    return Absence(
        id=AbsenceId(1), member_id=MemberId(1), first=first, last=last, stand_in=None, by=MemberId(1),
        at=at("2026-01-01 09:00"), cancelled_at=None,
    )  # fmt: skip


@given(suggested=st.integers(0, 200), days=st.integers(1, SPREAD_OVER))
def test_each_day_asks_for_so_many_until_all_have_come(suggested: int, days: int):
    """Somebody who does what each day asks for is through on the day that was said first."""
    today, left = MONDAY, suggested
    said = None
    for day in range(days, SPREAD_OVER + 1):
        found = spread(left, day=day, calendar=CALENDAR, today=today)
        assert left - found.later <= A_DAY
        assert found.later >= 0
        said = said or found.until
        if not found.later:
            break
        assert found.until == said or suggested > A_DAY * (SPREAD_OVER + 1 - days)
        left, today = found.later, CALENDAR.next_working_day(today)
    if said is not None and suggested <= A_DAY * (SPREAD_OVER + 1 - days):
        assert today == said


@given(suggested=st.integers(0, 500), day=st.one_of(st.just(0), st.integers(SPREAD_OVER + 1, 60)))
def test_on_any_other_day_nothing_waits(suggested: int, day: int):
    assert spread(suggested, day=day, calendar=CALENDAR, today=MONDAY) == Spread()


@pytest.mark.parametrize(
    ("today", "expected"),
    [(-3, 0), (-1, 0), (0, 1), (1, 2), (4, 5), (7, 6), (70, 0)],
)
def test_days_back_are_working_days_from_the_first_one(today: int, expected: int):
    """Away from Thursday to Friday; back on Monday."""
    away = absence(MONDAY - 4 * DAY, MONDAY - 3 * DAY)
    assert days_back(CALENDAR, [away], MONDAY + today * DAY) == (expected if today != -1 else 0)


def test_who_is_away_again_is_not_back():
    first, again = absence(MONDAY - 4 * DAY, MONDAY - 3 * DAY), absence(MONDAY + DAY, MONDAY + 2 * DAY)
    assert days_back(CALENDAR, [first, again], MONDAY) == 1
    assert days_back(CALENDAR, [first, again], MONDAY + DAY) == 0
    assert days_back(CALENDAR, [first, again], MONDAY + 3 * DAY) == 1
