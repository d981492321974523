"""How soon leads hear from us: per lead in working time, and over many without a mean."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.calendar import WorkingCalendar, WorkingWeek
from sla.first_contact import P90, Attempt, first_attempts, first_contact, median, nearest_rank, two_way
from sla.touches import Direction, Manner, TouchFact, TouchKind, judge_touches
from sla.worktime import WorkTime

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOW = MONDAY + timedelta(days=10)
CALENDAR = WorkingCalendar(zone="UTC", week=WorkingWeek.monday_to_friday())
HOURS = WorkTime(CALENDAR, date(2026, 2, 1), date(2026, 12, 31))


def touch(after: timedelta, **changes: object) -> TouchFact:
    at = MONDAY + after
    fact = TouchFact(
        id=str(after), kind=TouchKind.CALL, direction=Direction.OUTBOUND, occurred_at=at, logged_at=at
    )
    return replace(fact, **changes)


def contact(*facts: TouchFact, handed_off_at: datetime = MONDAY):
    judged = judge_touches(facts, handed_off_at=handed_off_at, zone="UTC", now=NOW)
    return first_contact(judged, handed_off_at, HOURS)


def test_an_attempt_is_not_yet_a_contact():
    found = contact(touch(HOUR), touch(9 * HOUR), touch(25 * HOUR, reached=True))
    assert (found.attempt_at, found.attempt_after) == (MONDAY + HOUR, HOUR)
    assert (found.contact_at, found.contact_after) == (MONDAY + 25 * HOUR, 9 * HOUR)


def test_the_leads_own_call_is_a_contact_and_no_attempt():
    found = contact(touch(HOUR, direction=Direction.INBOUND))
    assert (found.attempt_at, found.contact_after) == (None, HOUR)


def test_nothing_before_the_handoff_nor_ahead_of_now_counts():
    found = contact(touch(-HOUR, reached=True), touch(timedelta(days=11), reached=True))
    assert (found.attempt_at, found.contact_at) == (None, None)


@pytest.mark.parametrize(
    ("changes", "spoken"),
    [
        ({}, False),
        ({"reached": True}, True),
        ({"reached": True, "manner": Manner.AUTOMATED}, False),
        ({"kind": TouchKind.MEETING, "manner": Manner.INTERNAL}, False),
        ({"reached": True, "bounced": True}, False),
        ({"kind": TouchKind.MEETING}, True),
        ({"kind": TouchKind.MEETING, "held": False}, False),
        ({"kind": TouchKind.NOTE, "direction": Direction.INBOUND}, False),
        ({"kind": TouchKind.EMAIL, "direction": Direction.INBOUND}, True),
    ],
)
def test_what_is_a_conversation(changes: dict[str, object], *, spoken: bool):
    assert two_way(touch(HOUR, **changes)) is spoken


@given(
    start=some.integers(min_value=0, max_value=60 * 24 * 60), wait=some.integers(min_value=1, max_value=4800)
)
def test_adding_working_time_and_measuring_it_gives_it_back(start: int, wait: int):
    handed_off_at = MONDAY + start * MINUTE
    at = HOURS.add(handed_off_at, wait * MINUTE)
    facts = [touch(at - MONDAY)]
    judged = judge_touches(facts, handed_off_at=handed_off_at, zone="UTC", now=at)
    assert first_contact(judged, handed_off_at, HOURS).attempt_after == wait * MINUTE


def lead(tried: float | None = None, stopped: float | None = None, due: float = 2) -> Attempt:
    """Hours after Monday morning."""
    return Attempt(
        due_at=MONDAY + due * HOUR,
        at=None if tried is None else MONDAY + tried * HOUR,
        after=None if tried is None else tried * HOUR,
        stopped_at=None if stopped is None else MONDAY + stopped * HOUR,
    )


@pytest.mark.parametrize(
    ("case", "counted"),
    [
        (lead(tried=1), (1, 1, 0, 0, 0)),
        (lead(tried=2), (1, 1, 0, 0, 0)),
        (lead(tried=2.5), (0, 1, 0, 0, 0)),
        (lead(), (0, 1, 0, 0, 1)),
        (lead(stopped=1), (0, 0, 1, 0, 0)),
        (lead(tried=0.5, stopped=1), (0, 0, 1, 0, 0)),
        (lead(stopped=2), (0, 1, 0, 0, 1)),
        (lead(tried=4, stopped=3), (0, 1, 0, 0, 1)),
        (lead(due=10**4), (0, 0, 0, 1, 0)),
        (lead(tried=1, due=10**4), (0, 0, 0, 1, 0)),
        (lead(stopped=9**4), (0, 1, 0, 0, 1)),
    ],
)
def test_who_is_judged(case: Attempt, counted: tuple[int, int, int, int, int]):
    """Kept, judged, stopped before the target moment, not due yet, and judged but never tried."""
    found = first_attempts([case], NOW)
    assert (found.kept, found.judged, found.stopped, found.not_due, found.never) == counted


def test_times_are_of_all_who_were_tried_before_their_clock_stopped():
    found = first_attempts([lead(tried=0.5, stopped=1), lead(tried=3), lead(tried=5, stopped=4)], NOW)
    assert (found.attempted, found.median, found.p90) == (2, 1.75 * HOUR, 3 * HOUR)


@pytest.mark.parametrize(("never", "reached"), [(0, True), (1, True), (2, False), (10, False)])
def test_the_p90_is_not_reached_when_more_than_a_tenth_were_never_tried(never: int, *, reached: bool):
    leads = [lead()] * never + [lead(tried=1)] * (10 - never)
    assert first_attempts(leads, NOW).p90_reached is reached


@pytest.mark.parametrize(
    ("number", "middle", "ninth"), [(1, 1, 1), (2, 1.5, 2), (9, 5, 9), (10, 5.5, 9), (11, 6, 10)]
)
def test_median_and_nearest_rank(number: int, middle: float, ninth: int):
    ordered = [n * HOUR for n in range(1, number + 1)]
    assert (median(ordered), nearest_rank(ordered, Fraction(9, 10))) == (middle * HOUR, ninth * HOUR)
    assert (median([]), nearest_rank([], Fraction(9, 10))) == (None, None)


@given(
    some.lists(some.integers(0, 5000), max_size=40),
    some.integers(0, 10),
    some.sampled_from([P90, Fraction(1, 3)]),
)
def test_so_many_of_all_were_tried_within_it(waits: list[int], never: int, share: Fraction):
    """What is said of nine in ten is true of all leads due, those never tried included."""
    ordered = [wait * MINUTE for wait in sorted(waits)]
    found, number = nearest_rank(ordered, share, endless=never), len(waits) + never
    within = [wait for wait in ordered if found is not None and wait <= found]
    earlier = [wait for wait in ordered if found is not None and wait < found]
    if found is None:
        assert len(waits) < share * number or number == 0
    else:
        assert len(within) >= share * number > len(earlier)
    half = median(ordered, endless=never)
    assert half is None or 2 * sum(wait <= half for wait in ordered) >= number


def test_over_judged_leads_those_never_tried_come_last():
    # Nine tried after 1 to 9 hours and one never: nine in ten within the slowest of the nine.
    tried = [lead(tried=n) for n in range(1, 10)]
    found = first_attempts([*tried, lead()], NOW)
    assert (found.half, found.nine_in_ten) == (5.5 * HOUR, 9 * HOUR)
    assert first_attempts([*tried, lead(), lead()], NOW).nine_in_ten is None
    assert first_attempts([lead(tried=1), lead()], NOW).half is None
    # A lead that was tried and won before its target moment is not among those due.
    assert first_attempts([lead(tried=0.5, stopped=1), lead(tried=3)], NOW).half == 3 * HOUR
