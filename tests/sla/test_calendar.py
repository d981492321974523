"""Local days and working hours where clocks change, days are missing and months end."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import Window, WorkingCalendar, WorkingWeek, at_local, local_date, zone_info
from sla.errors import BadInput

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
OFFICE = WorkingWeek.monday_to_friday()

# Days on or around which a zone's clock changes, and the ends of months and leap days.
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
    ("Australia/Lord_Howe", date(2025, 4, 6)),
    ("America/Havana", date(2025, 11, 2)),
    ("UTC", date(2025, 12, 31)),
]
NEARBY = st.tuples(st.sampled_from(TURNS), st.integers(-3, 3)).map(
    lambda turn: (turn[0][0], turn[0][1] + turn[1] * DAY)
)
TIMES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))


def office(zone: str, *holidays: date) -> WorkingCalendar:
    return WorkingCalendar(zone=zone, week=OFFICE, holidays=frozenset(holidays))


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("America/New_York", date(2025, 6, 22), time(0), "2025-06-22T04:00"),
        ("Asia/Kathmandu", date(2025, 6, 22), time(9), "2025-06-22T03:15"),
        # A gap: 02:30 does not exist, 03:00 is its end.
        ("Europe/Berlin", date(2025, 3, 30), time(2, 30), "2025-03-30T01:00"),
        ("Europe/Berlin", date(2025, 3, 30), time(2), "2025-03-30T01:00"),
        ("Europe/Berlin", date(2025, 3, 30), time(3), "2025-03-30T01:00"),
        ("America/New_York", date(2025, 3, 9), time(2, 59, 59), "2025-03-09T07:00"),
        # Midnight itself does not exist; the day starts at 01:00.
        ("America/Sao_Paulo", date(2018, 11, 4), time(0), "2018-11-04T03:00"),
        ("Asia/Kathmandu", date(1986, 1, 1), time(0, 5), "1985-12-31T18:30"),
        # The whole day does not exist.
        ("Pacific/Apia", date(2011, 12, 30), time(0), "2011-12-30T10:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(12), "2011-12-30T10:00"),
        ("Pacific/Apia", date(2011, 12, 31), time(0), "2011-12-30T10:00"),
        # A fold: the first of the two.
        ("Europe/Berlin", date(2025, 10, 26), time(2, 30), "2025-10-26T00:30"),
        ("America/New_York", date(2025, 11, 2), time(1, 30), "2025-11-02T05:30"),
        ("America/Havana", date(2025, 11, 2), time(0), "2025-11-02T04:00"),
        ("America/Sao_Paulo", date(2018, 2, 17), time(23, 30), "2018-02-18T01:30"),
    ],
)
def test_a_local_time_as_a_moment(zone: str, day: date, at: time, moment: str) -> None:
    found = at_local(day, at, zone)
    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


def test_the_second_reading_cannot_be_asked_for() -> None:
    day = date(2025, 10, 26)
    assert at_local(day, time(2, 30, fold=1), "Europe/Berlin") == at_local(day, time(2, 30), "Europe/Berlin")


def test_times_finer_than_a_minute_are_kept() -> None:
    at = time(9, 0, 30, 250)
    assert at_local(date(2025, 6, 2), at, "Europe/Berlin").isoformat() == "2025-06-02T07:00:30.000250+00:00"
    assert (
        at_local(date(2025, 3, 30), time(2, 30, 0, 250), "Europe/Berlin").isoformat()
        == "2025-03-30T01:00:00+00:00"
    )


@given(NEARBY, TIMES)
def test_it_is_the_first_minute_whose_clock_reads_the_time_or_more(where: tuple[str, date], at: time) -> None:
    zone, day = where
    wanted = datetime.combine(day, at)
    moment = wanted.replace(tzinfo=UTC) - timedelta(hours=16)
    while moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wanted:
        moment += MINUTE
    assert at_local(day, at, zone) == moment


@given(NEARBY, TIMES, TIMES)
def test_a_later_local_time_is_never_an_earlier_moment(
    where: tuple[str, date], one: time, other: time
) -> None:
    zone, day = where
    assert at_local(day, min(one, other), zone) <= at_local(day, max(one, other), zone)


@given(NEARBY, st.integers(0, 24 * 3600 - 1))
def test_a_moment_lies_within_its_local_day(where: tuple[str, date], seconds: int) -> None:
    zone, day = where
    calendar = office(zone)
    moment = datetime.combine(day, time(0), tzinfo=UTC) + timedelta(seconds=seconds)
    local = calendar.local_date(moment)
    assert calendar.day_start(local) <= moment < calendar.day_end(local)
    assert calendar.day_end(local) == calendar.day_start(local + DAY)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2025, 3, 30), 23),
        ("Europe/Berlin", date(2025, 10, 26), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
        ("America/Sao_Paulo", date(2018, 2, 17), 25),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Pacific/Apia", date(2011, 12, 29), 24),
        ("Australia/Lord_Howe", date(2025, 4, 6), 24.5),
        ("Asia/Kathmandu", date(2024, 2, 29), 24),
    ],
)
def test_how_long_a_local_day_is(zone: str, day: date, hours: float) -> None:
    calendar = office(zone)
    assert calendar.day_end(day) - calendar.day_start(day) == timedelta(hours=hours)


def test_the_date_is_the_zones_own() -> None:
    moment = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert local_date(moment, "UTC") == date(2025, 12, 31)
    assert local_date(moment, "Europe/Berlin") == date(2026, 1, 1)
    assert local_date(datetime(2011, 12, 30, 10, tzinfo=UTC), "Pacific/Apia") == date(2011, 12, 31)
    with pytest.raises(ValueError, match="no time zone"):
        local_date(datetime(2025, 1, 1), "UTC")


@pytest.mark.parametrize("zone", ["Berlin", "", "Europe", "../etc/passwd", "CET+1", "Europe/Berlin\0"])
def test_an_unknown_zone_is_named(zone: str) -> None:
    with pytest.raises(BadInput, match="is not a time zone; write its IANA name"):
        zone_info(zone)
    with pytest.raises(BadInput):
        office(zone)


def test_working_days_of_real_months() -> None:
    calendar = office("America/New_York", date(2025, 9, 1))
    assert calendar.working_days(date(2025, 9, 1), date(2025, 9, 30)) == 21
    assert calendar.working_days(date(2025, 9, 1), date(2025, 9, 15)) == 10
    assert calendar.working_days(date(2024, 2, 1), date(2024, 2, 29)) == 21
    assert calendar.working_days(date(2023, 2, 1), date(2023, 2, 28)) == 20
    assert calendar.working_days(date(2025, 9, 1), date(2025, 9, 1)) == 0
    assert calendar.working_days(date(2025, 9, 2), date(2025, 9, 2)) == 1
    assert calendar.working_days(date(2025, 9, 30), date(2025, 9, 1)) == 0


def test_stepping_over_weekends_holidays_and_the_leap_day() -> None:
    calendar = office("Europe/Berlin", date(2024, 2, 29))
    assert calendar.next_working_day(date(2024, 2, 28)) == date(2024, 3, 1)
    assert calendar.next_working_day(date(2024, 2, 29), inclusive=True) == date(2024, 3, 1)
    assert calendar.next_working_day(date(2024, 3, 1), inclusive=True) == date(2024, 3, 1)
    assert calendar.next_working_day(date(2024, 3, 1)) == date(2024, 3, 4)
    assert calendar.previous_working_day(date(2024, 3, 1)) == date(2024, 2, 28)
    assert calendar.previous_working_day(date(2024, 3, 3), inclusive=True) == date(2024, 3, 1)
    assert calendar.previous_working_day(date(2024, 3, 1), inclusive=True) == date(2024, 3, 1)


_DATES = st.dates(date(2023, 11, 1), date(2024, 4, 30))
_WEEKS = (
    st.lists(st.booleans(), min_size=7, max_size=7)
    .filter(any)
    .map(
        lambda days: WorkingWeek(
            days=tuple((Window(start=time(9), end=time(17)),) if on else () for on in days)
        )
    )
)
_CALENDARS = st.builds(
    WorkingCalendar, zone=st.just("Europe/Berlin"), week=_WEEKS, holidays=st.frozensets(_DATES, max_size=20)
)


@given(_CALENDARS, _DATES, _DATES)
def test_working_days_are_counted_one_by_one(calendar: WorkingCalendar, first: date, last: date) -> None:
    count, day = 0, first
    while day <= last:
        count += bool(calendar.week.days[day.weekday()]) and day not in calendar.holidays
        day += DAY
    assert calendar.working_days(first, last) == count


@given(_CALENDARS, _DATES)
def test_the_neighbouring_working_days_have_none_between(calendar: WorkingCalendar, day: date) -> None:
    after, before = calendar.next_working_day(day), calendar.previous_working_day(day)
    assert before < day < after
    assert calendar.is_working_day(after)
    assert calendar.is_working_day(before)
    assert calendar.working_days(day + DAY, after) == calendar.working_days(before, day - DAY) == 1
    own = calendar.is_working_day(day)
    assert calendar.next_working_day(day, inclusive=True) == (day if own else after)
    assert calendar.previous_working_day(day, inclusive=True) == (day if own else before)


def test_windows_of_a_day_in_utc() -> None:
    split = (Window(start=time(9), end=time(12)), Window(start=time(13), end=time(0)))
    calendar = WorkingCalendar(
        zone="Europe/Berlin",
        week=WorkingWeek(days=(split, *((),) * 6)),
        holidays=frozenset({date(2025, 6, 9)}),
    )
    assert [f"{at:%dT%H:%M}" for pair in calendar.windows(date(2025, 6, 2)) for at in pair] == [
        "02T07:00",
        "02T10:00",
        "02T11:00",
        "02T22:00",
    ]
    assert calendar.windows(date(2025, 6, 3)) == ()
    assert calendar.windows(date(2025, 6, 9)) == ()


def test_a_window_in_a_gap_is_left_out_or_cut() -> None:
    night = tuple(Window(start=time(hour, 15), end=time(hour, 45)) for hour in (1, 2, 3))
    calendar = WorkingCalendar(zone="Europe/Berlin", week=WorkingWeek(days=(*((),) * 6, night)))
    assert len(calendar.windows(date(2025, 3, 23))) == 3
    assert len(calendar.windows(date(2025, 3, 30))) == 2
    whole = (Window(start=time(0), end=time(0)),)
    samoa = WorkingCalendar(zone="Pacific/Apia", week=WorkingWeek(days=(whole,) * 7))
    assert samoa.windows(date(2011, 12, 30)) == ()
    assert samoa.windows(date(2011, 12, 29))[0][1] == samoa.windows(date(2011, 12, 31))[0][0]


@pytest.mark.parametrize(("start", "end"), [(time(17), time(9)), (time(9), time(9)), (time(22), time(6))])
def test_hours_that_end_before_they_start_are_refused(start: time, end: time) -> None:
    with pytest.raises(BadInput, match="end before they start"):
        Window(start=start, end=end)


def test_hours_are_local() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        Window(start=time(9, tzinfo=UTC), end=time(17, tzinfo=UTC))


@pytest.mark.parametrize(
    "windows",
    [
        (Window(start=time(9), end=time(13)), Window(start=time(12), end=time(17))),
        (Window(start=time(13), end=time(17)), Window(start=time(9), end=time(12))),
        (Window(start=time(9), end=time(0)), Window(start=time(10), end=time(12))),
    ],
)
def test_hours_that_overlap_or_are_out_of_order_are_refused(windows: tuple[Window, ...]) -> None:
    with pytest.raises(BadInput, match="overlap"):
        WorkingWeek(days=(windows, *((),) * 6))


def test_a_week_has_seven_days_and_somebody_works_in_it() -> None:
    with pytest.raises(BadInput, match="at least one day"):
        WorkingWeek(days=((),) * 7)
    with pytest.raises(ValueError, match="seven days"):
        WorkingWeek(days=((Window(start=time(9), end=time(17)),),) * 5)
    back_to_back = (Window(start=time(9), end=time(12)), Window(start=time(12), end=time(17)))
    assert WorkingWeek(days=(back_to_back,) * 7).days[6] == back_to_back
