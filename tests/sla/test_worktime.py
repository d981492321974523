"""Working time against a count of minutes, in zones and on days where clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sla.calendar import Window, WorkingCalendar, WorkingWeek
from sla.worktime import WorkTime, add_working_time, working_time_between

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NONE = timedelta()
OFFICE = WorkingWeek.monday_to_friday()
ALWAYS = WorkingWeek(days=((Window(start=time(0), end=time(0)),),) * 7)

TURNS = [
    ("Europe/Berlin", date(2025, 3, 30)),
    ("Europe/Berlin", date(2025, 10, 26)),
    ("America/New_York", date(2025, 3, 9)),
    ("America/New_York", date(2025, 11, 2)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("Asia/Kathmandu", date(2024, 2, 29)),
    ("Asia/Kathmandu", date(1986, 1, 1)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("America/Havana", date(2025, 11, 2)),
    ("Australia/Lord_Howe", date(2025, 4, 6)),
    ("UTC", date(2025, 12, 31)),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def counted(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """One minute at a time, by the clock on the wall: where it goes back, the day goes on from where it was."""
    info = ZoneInfo(calendar.zone)
    moment, latest, minutes = start - timedelta(hours=6), datetime(1900, 1, 1), 0
    while moment < end:
        latest = max(latest, moment.astimezone(info).replace(tzinfo=None))
        minutes += moment >= start and is_open(calendar, latest)
        moment += MINUTE
    return minutes * MINUTE


def is_open(calendar: WorkingCalendar, wall: datetime) -> bool:
    windows = calendar.week.days[wall.weekday()]
    at = wall.time()
    within = any(window.start <= at and (at < window.end or window.end == time(0)) for window in windows)
    return within and wall.date() not in calendar.holidays


def _windows(marks: list[int]) -> tuple[Window, ...]:
    edges = [time(*divmod(mark % (24 * 60), 60)) for mark in sorted(marks)]
    return tuple(Window(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True))


# Up to three windows at odd minutes, midnight at the day's end included.
_MARKS = st.integers(0, 3).flatmap(
    lambda count: st.lists(st.integers(0, 24 * 60), min_size=2 * count, max_size=2 * count, unique=True)
)
_WEEKS = st.one_of(
    st.just(OFFICE),
    st.just(ALWAYS),
    st.lists(_MARKS.map(_windows), min_size=7, max_size=7)
    .filter(any)
    .map(lambda days: WorkingWeek(days=tuple(days))),
)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[WorkingCalendar, tuple[datetime, datetime, datetime]]:
    """A calendar, and three moments in order within five days around a turn."""
    zone, turn = draw(st.sampled_from(TURNS))
    holidays = draw(st.frozensets(st.integers(-3, 3).map(lambda days: turn + days * DAY), max_size=2))
    calendar = WorkingCalendar(zone=zone, week=draw(_WEEKS), holidays=holidays)
    first = datetime.combine(turn - 2 * DAY, time(0), tzinfo=UTC)
    offsets = draw(st.lists(st.integers(0, 5 * 24 * 60), min_size=3, max_size=3))
    one, two, three = (first + offset * MINUTE for offset in sorted(offsets))
    return calendar, (one, two, three)


def table(calendar: WorkingCalendar, moments: tuple[datetime, ...]) -> WorkTime:
    return WorkTime(
        calendar,
        calendar.local_date(min(moments)) - DAY,
        calendar.local_date(max(moments)) + DAY,
    )


Scene = tuple[WorkingCalendar, tuple[datetime, datetime, datetime]]


def test_s7_business_minutes_over_a_weekend() -> None:
    new_york = WorkingCalendar(zone="America/New_York", week=OFFICE)
    created, contacted = utc("2025-06-06T20:30"), utc("2025-06-09T13:15")
    assert working_time_between(new_york, created, contacted) == timedelta(minutes=45)
    assert WorkTime(new_york, date(2025, 6, 6), date(2025, 6, 9)).between(created, contacted) == timedelta(
        minutes=45
    )


def test_a_holiday_gives_no_working_time() -> None:
    closed = WorkingCalendar(zone="America/New_York", week=OFFICE, holidays=frozenset({date(2025, 6, 9)}))
    assert working_time_between(closed, utc("2025-06-06T20:30"), utc("2025-06-09T13:15")) == timedelta(
        minutes=30
    )


def test_the_night_the_clocks_change_is_an_hour_shorter_or_longer() -> None:
    berlin = WorkingCalendar(zone="Europe/Berlin", week=ALWAYS)
    # Midnight to midnight on the wall; subtracting the local times would say 24 hours both times.
    assert working_time_between(berlin, utc("2025-03-29T23:00"), utc("2025-03-30T22:00")) == timedelta(
        hours=23
    )
    assert working_time_between(berlin, utc("2025-10-25T22:00"), utc("2025-10-26T23:00")) == timedelta(
        hours=25
    )


def test_a_day_that_never_was_gives_no_working_time() -> None:
    samoa = WorkingCalendar(zone="Pacific/Apia", week=OFFICE)
    # Thursday 16:00 local, then Saturday: Friday the 30th was skipped.
    assert working_time_between(samoa, utc("2011-12-30T02:00"), utc("2012-01-01T00:00")) == timedelta(hours=1)
    whole = WorkingCalendar(zone="Pacific/Apia", week=ALWAYS)
    start, end = utc("2011-12-29T00:00"), utc("2012-01-01T00:00")
    assert working_time_between(whole, start, end) == end - start


def test_a_day_without_midnight_starts_at_one() -> None:
    sao_paulo = WorkingCalendar(zone="America/Sao_Paulo", week=ALWAYS)
    calendar_day = WorkTime(sao_paulo, date(2018, 11, 4), date(2018, 11, 4))
    assert calendar_day.between(utc("2018-11-04T03:00"), utc("2018-11-05T02:00")) == timedelta(hours=23)


@given(scenes())
@settings(max_examples=60)
def test_it_is_the_number_of_open_minutes(scene: Scene) -> None:
    calendar, (start, _, end) = scene
    expected = counted(calendar, start, end)
    assert working_time_between(calendar, start, end) == expected
    assert table(calendar, (start, end)).between(start, end) == expected


@given(scenes())
def test_it_adds_up_and_never_shrinks(scene: Scene) -> None:
    calendar, (one, two, three) = scene
    hours = table(calendar, (one, three))
    assert hours.between(one, two) + hours.between(two, three) == hours.between(one, three)
    assert NONE <= hours.between(one, two) <= hours.between(one, three) <= three - one
    assert hours.between(three, one) == working_time_between(calendar, three, one) == NONE
    assert hours.left(one) - hours.left(three) == hours.between(one, three)


@given(scenes(), st.integers(0, 40 * 60))
def test_adding_undoes_between(scene: Scene, minutes: int) -> None:
    calendar, (start, _, end) = scene
    span = minutes * MINUTE
    due = add_working_time(calendar, start, span)
    assert due >= start
    assert working_time_between(calendar, start, due) == span
    if span:
        # The first such moment: a microsecond earlier the time had not passed.
        assert working_time_between(calendar, start, due - timedelta(microseconds=1)) < span
    passed = working_time_between(calendar, start, end)
    assert add_working_time(calendar, start, passed) <= end


@given(scenes(), st.integers(0, 20 * 60), st.integers(0, 20 * 60))
def test_adding_in_two_steps_is_adding_at_once(scene: Scene, first: int, then: int) -> None:
    calendar, (start, _, _) = scene
    stepped = add_working_time(calendar, add_working_time(calendar, start, first * MINUTE), then * MINUTE)
    assert stepped == add_working_time(calendar, start, (first + then) * MINUTE)


@given(st.integers(0, 400), st.integers(0, 400))
@example(0, 366)
def test_whole_office_days_over_a_leap_year(start: int, length: int) -> None:
    berlin = WorkingCalendar(zone="Europe/Berlin", week=OFFICE, holidays=frozenset({date(2024, 5, 1)}))
    first = date(2024, 1, 1) + start * DAY
    last = first + length * DAY
    passed = working_time_between(berlin, berlin.day_start(first), berlin.day_end(last))
    assert passed == berlin.working_days(first, last) * timedelta(hours=8)


def test_due_moments() -> None:
    berlin = WorkingCalendar(zone="Europe/Berlin", week=OFFICE)
    friday_afternoon = utc("2025-06-06T14:00")  # 16:00 local
    assert add_working_time(berlin, friday_afternoon, timedelta(hours=2)) == utc("2025-06-09T08:00")
    # Exactly used up at closing time: due then, not on Monday morning.
    assert add_working_time(berlin, friday_afternoon, timedelta(hours=1)) == utc("2025-06-06T15:00")
    assert add_working_time(berlin, utc("2025-06-07T10:00"), timedelta()) == utc("2025-06-07T10:00")
    assert add_working_time(berlin, utc("2025-06-07T10:00"), timedelta(minutes=1)) == utc("2025-06-09T07:01")


def test_a_long_span_and_a_rare_working_day_are_reached() -> None:
    mondays = WorkingCalendar(
        zone="Europe/Berlin",
        week=WorkingWeek(days=((Window(start=time(9), end=time(10)),), *((),) * 6)),
    )
    due = add_working_time(mondays, utc("2024-01-01T00:00"), timedelta(hours=53))
    assert due == utc("2024-12-30T09:00")


def test_a_table_answers_for_its_own_days_only() -> None:
    berlin = WorkTime(WorkingCalendar(zone="Europe/Berlin", week=OFFICE), date(2025, 6, 2), date(2025, 6, 6))
    assert berlin.between(utc("2025-06-01T22:00"), utc("2025-06-06T22:00")) == timedelta(hours=40)
    with pytest.raises(ValueError, match="outside the days"):
        berlin.between(utc("2025-06-01T21:59"), utc("2025-06-06T22:00"))
    with pytest.raises(ValueError, match="outside the days"):
        berlin.between(utc("2025-06-02T00:00"), utc("2025-06-06T22:01"))
    with pytest.raises(ValueError, match="past the last day"):
        berlin.add(utc("2025-06-02T00:00"), timedelta(hours=41))
    assert berlin.add(utc("2025-06-02T00:00"), timedelta(hours=40)) == utc("2025-06-06T15:00")


def test_what_makes_no_sense_is_refused() -> None:
    berlin = WorkingCalendar(zone="Europe/Berlin", week=OFFICE)
    with pytest.raises(ValueError, match="negative"):
        add_working_time(berlin, utc("2025-06-02T00:00"), -MINUTE)
    with pytest.raises(ValueError, match="no time zone"):
        add_working_time(berlin, datetime(2025, 6, 2), MINUTE)
    with pytest.raises(ValueError, match="no time zone"):
        working_time_between(berlin, datetime(2025, 6, 2), datetime(2025, 6, 3))


def test_moments_in_any_zone_are_the_same_moments() -> None:
    new_york = WorkingCalendar(zone="America/New_York", week=OFFICE)
    start, end = utc("2025-06-06T20:30"), utc("2025-06-09T13:15")
    tokyo = ZoneInfo("Asia/Tokyo")
    assert working_time_between(new_york, start.astimezone(tokyo), end.astimezone(tokyo)) == timedelta(
        minutes=45
    )
    due = add_working_time(new_york, start.astimezone(tokyo), timedelta(minutes=45))
    assert due == end
    assert due.tzinfo is UTC
