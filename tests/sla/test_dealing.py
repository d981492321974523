"""The intake limit: how many leads a day takes, which day a moment belongs to, and where there is room."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import WorkingCalendar
from sla.dealing import IntakeDay, daily_limit, first_with_room, intake_days
from tests.sla.services.agreement import ANA, BO, TERMS, at

AGREED = replace(TERMS, sales=replace(TERMS.sales, intake_factor=Fraction(3, 2)))
CALENDARS = (ANA.calendar, BO.calendar)
MARCH = date(2026, 3, 16)
"""125 leads over 22 working days: one and a half times that is 8.52 a day."""


def days(now: str, calendars: Sequence[WorkingCalendar] = CALENDARS) -> list[IntakeDay]:
    return list(intake_days(AGREED, calendars, at(now)))


@pytest.mark.parametrize(
    ("on_duty", "reps", "limit"), [(2, 2, 9), (1, 2, 4), (0, 2, 1), (0, 0, 1), (1, 100, 1)]
)
def test_the_limit_is_a_multiple_of_the_plan_for_those_who_are_there(on_duty: int, reps: int, limit: int):
    assert daily_limit(AGREED, MARCH, on_duty=on_duty, reps=reps) == limit


@given(st.integers(1, 60), st.data())
def test_one_more_rep_at_work_never_lowers_it(reps: int, data: st.DataObject):
    on_duty = data.draw(st.integers(0, reps - 1))
    fewer, more = (daily_limit(AGREED, MARCH, on_duty=each, reps=reps) for each in (on_duty, on_duty + 1))
    assert 1 <= fewer <= more


def test_a_day_begins_with_the_first_rep_and_ends_with_the_last():
    today = days("2026-03-16 10:00")[0]
    assert (today.on, today.starts_at) == (MARCH, at("2026-03-16 09:00"))
    assert today.ends_at == at("2026-03-16 17:00", BO.calendar.zone)
    assert today.since == at("2026-03-13 17:00", BO.calendar.zone)


def test_what_comes_in_the_evening_or_at_the_weekend_belongs_to_the_next_day():
    assert days("2026-03-13 23:30")[0].on == MARCH
    assert days("2026-03-14 12:00")[0].on == MARCH


def test_a_day_on_which_half_of_them_are_off_takes_half():
    off = replace(ANA.calendar, holidays=frozenset({MARCH}))
    monday, tuesday = days("2026-03-16 08:00", (off, BO.calendar))[:2]
    assert (monday.limit, tuesday.limit) == (4, 9)


def test_a_day_on_which_nobody_is_there_takes_none():
    off = [replace(one, holidays=frozenset({MARCH})) for one in CALENDARS]
    assert days("2026-03-16 08:00", off)[0].on == date(2026, 3, 17)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_the_first_day_with_room_has_room_and_those_before_have_none(full: list[int]):
    every = days("2026-03-16 10:00")
    taken = {day.since: number for day, number in zip(every, full, strict=False)}
    found = first_with_room(every, lambda start, _: taken.get(start, 0))
    assert found is not None
    assert taken.get(found.since, 0) < found.limit
    assert all(taken[day.since] >= day.limit for day in every if day.on < found.on)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 30)))
def test_days_follow_one_another_without_a_gap(moment: datetime):
    now = moment.replace(tzinfo=at("2026-01-01 00:00").tzinfo)
    every = list(intake_days(AGREED, CALENDARS, now))
    assert every[0].since <= now < every[0].ends_at
    assert all(one.ends_at == other.since for one, other in pairwise(every))
