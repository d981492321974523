"""Checkpoints, their deadlines, and where a lead stands on the way to them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.cadence import ARTICLE, Cadence, Checkpoint, Standing, State, deadlines, standing
from sla.calendar import Window, WorkingCalendar, WorkingWeek, local_date
from sla.errors import BadInput

ZONE = "America/New_York"
OFFICE = WorkingCalendar(zone=ZONE, week=WorkingWeek.monday_to_friday())
DAY = timedelta(days=1)
SATURDAY = datetime(2025, 6, 7, 15, tzinfo=UTC)
MONDAY = datetime(2025, 6, 2, 14, tzinfo=UTC)


def stand(
    done: int,
    now: datetime,
    *,
    start: datetime = MONDAY,
    stopped_at: datetime | None = None,
    judged: bool = True,
    calendar: WorkingCalendar = OFFICE,
    cadence: Cadence = ARTICLE,
) -> Standing:
    """As of `now`, with `done` follow-ups made by then."""
    return standing(
        cadence,
        handed_off_at=start,
        zone=ZONE,
        follow_up_times=[start + timedelta(minutes=n + 1) for n in range(done)],
        stopped_at=stopped_at,
        judged=judged,
        now=now,
        calendar=calendar,
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_s6_checkpoints_are_local_days_to_their_end() -> None:
    assert [
        (one.checkpoint.day, one.on.isoformat(), one.ends_at) for one in deadlines(ARTICLE, SATURDAY, ZONE)
    ] == [
        (14, "2025-06-21", at("2025-06-22T04:00")),
        (28, "2025-07-05", at("2025-07-06T04:00")),
        (56, "2025-08-02", at("2025-08-03T04:00")),
    ]


def test_the_articles_cadence() -> None:
    assert [(one.need, one.day) for one in ARTICLE.checkpoints] == [(3, 14), (5, 28), (7, 56)]
    assert ARTICLE.suggested_days == (5, 10, 14, 21, 28, 42, 56)


@pytest.mark.parametrize(
    ("start", "zone", "ends"),
    [
        # Over the autumn change: the last deadline is at the winter hour.
        ("2025-10-20T15:00", "America/New_York", ["11-04T05:00", "11-18T05:00", "12-16T05:00"]),
        # 2018-11-04 has no midnight in São Paulo: the 3rd ends where 01:00 begins.
        ("2018-10-20T15:00", "America/Sao_Paulo", ["11-04T03:00", "11-18T02:00", "12-16T02:00"]),
        ("2024-02-15T10:00", "Asia/Kathmandu", ["02-29T18:15", "03-14T18:15", "04-11T18:15"]),
        # Handed off on the 16th there; the 30th was skipped, so its end is the moment it would have begun.
        ("2011-12-16T12:00", "Pacific/Apia", ["12-30T10:00", "01-13T10:00", "02-10T10:00"]),
    ],
)
def test_deadlines_where_clocks_change(start: str, zone: str, ends: list[str]) -> None:
    assert [f"{one.ends_at:%m-%dT%H:%M}" for one in deadlines(ARTICLE, at(start), zone)] == ends


def test_open_then_at_risk_then_overdue() -> None:
    # Handed off on Monday 2 June; day 14 is Monday the 16th, five working days after Monday the 9th.
    assert stand(0, at("2025-06-09T03:59:59")).state is State.OPEN
    assert stand(0, at("2025-06-09T04:00")).state is State.AT_RISK
    assert stand(0, at("2025-06-17T03:59:59")).state is State.AT_RISK
    assert stand(0, at("2025-06-17T04:00")).state is State.OVERDUE
    assert stand(3, at("2025-06-17T04:00")).state is State.OPEN


def test_what_is_due_and_since_when_it_is_late() -> None:
    assert stand(1, at("2025-06-10T12:00")) == Standing(
        state=State.AT_RISK,
        follow_ups=1,
        checkpoint=Checkpoint(day=14, need=3),
        next_due_at=at("2025-06-17T04:00"),
        due_on=date(2025, 6, 16),
        to_go=2,
        suggested_on=date(2025, 6, 12),
        overdue_since=None,
    )
    late = stand(1, at("2025-06-20T12:00"))
    assert (late.state, late.next_due_at, late.due_on) == (
        State.OVERDUE,
        at("2025-06-17T04:00"),
        date(2025, 6, 16),
    )
    assert late.overdue_since == date(2025, 6, 17)


def test_a_late_follow_up_moves_on_to_the_next_checkpoint() -> None:
    caught_up = stand(3, at("2025-06-20T12:00"))
    assert (caught_up.state, caught_up.due_on, caught_up.to_go) == (State.OPEN, date(2025, 6, 30), 2)
    still_late = stand(3, at("2025-07-20T12:00"))
    assert (still_late.state, still_late.overdue_since) == (State.OVERDUE, date(2025, 7, 1))


def test_seven_follow_ups_complete_the_cadence_even_late() -> None:
    for now in (at("2025-06-10T12:00"), at("2026-06-10T12:00")):
        assert stand(7, now) == Standing(state=State.COMPLETED, follow_ups=7, over=True)
    assert stand(9, at("2026-06-10T12:00")).state is State.COMPLETED


def test_a_cadence_is_over_when_its_last_date_has_passed() -> None:
    assert stand(3, at("2026-06-10T12:00")).over
    assert not stand(3, at("2025-06-10T12:00")).over
    assert not stand(7, at("2026-06-10T12:00"), stopped_at=at("2025-06-20T12:00")).over


def test_a_stopped_clock_is_due_nothing_from_the_stop_on() -> None:
    stop = at("2025-06-20T12:00")
    assert stand(0, stop, stopped_at=stop) == Standing(state=State.STOPPED, follow_ups=0)
    assert stand(0, stop - timedelta(seconds=1), stopped_at=stop).state is State.OVERDUE
    # Won after the seventh follow-up: no longer one to give back to marketing.
    assert stand(7, stop, stopped_at=stop).state is State.STOPPED


def test_a_listed_lead_is_never_judged() -> None:
    assert stand(1, at("2026-01-01T00:00"), judged=False) == Standing(state=State.LISTED, follow_ups=1)


def test_before_the_handoff_no_clock_runs() -> None:
    assert stand(0, MONDAY - timedelta(seconds=1)) == Standing(state=State.NOT_STARTED, follow_ups=0)
    assert stand(0, MONDAY).state is State.OPEN


def test_follow_ups_later_than_now_are_not_known_yet() -> None:
    answer = standing(
        ARTICLE,
        handed_off_at=MONDAY,
        zone=ZONE,
        follow_up_times=[MONDAY + n * DAY for n in (30, 1, 2)],
        stopped_at=None,
        judged=True,
        now=MONDAY + 2 * DAY,
        calendar=OFFICE,
    )
    assert (answer.follow_ups, answer.to_go) == (2, 1)


def test_holidays_bring_the_risk_forward_and_leave_the_due_date() -> None:
    closed = WorkingCalendar(
        zone=ZONE, week=OFFICE.week, holidays=frozenset({date(2025, 6, 10), date(2025, 6, 16)})
    )
    friday = at("2025-06-05T15:00")
    assert stand(0, friday).state is State.OPEN
    assert stand(0, friday, calendar=closed).state is State.AT_RISK
    assert stand(0, friday, calendar=closed).next_due_at == stand(0, friday).next_due_at


def suggested(done: int, start: datetime, *holidays: date) -> date | None:
    calendar = WorkingCalendar(zone=ZONE, week=OFFICE.week, holidays=frozenset(holidays))
    return stand(done, start + 7 * timedelta(minutes=1), start=start, calendar=calendar).suggested_on


def test_suggested_days_from_a_monday() -> None:
    # Days 5 and 10 are Saturday 7 and Thursday 12; 14, 21, 28, 42 and 56 are Mondays.
    days = [date(2025, 6, 9), date(2025, 6, 12), date(2025, 6, 16), date(2025, 6, 23), date(2025, 6, 30)]
    assert [suggested(done, MONDAY) for done in range(7)] == [*days, date(2025, 7, 14), date(2025, 7, 28)]


def test_a_suggested_day_moves_forward_but_never_past_its_checkpoint() -> None:
    # From Saturday 7 June, days 14, 28 and 56 are Saturdays: back to the Friday before.
    assert suggested(2, SATURDAY) == date(2025, 6, 20)
    assert suggested(4, SATURDAY) == date(2025, 7, 4)
    assert suggested(6, SATURDAY) == date(2025, 8, 1)
    # Day 21 is a Saturday with room before its checkpoint: forward to Monday.
    assert suggested(3, SATURDAY) == date(2025, 6, 30)
    # With the Friday closed too, back to Thursday.
    assert suggested(4, SATURDAY, date(2025, 7, 4)) == date(2025, 7, 3)


def test_without_a_working_day_before_the_checkpoint_the_plain_day_stays() -> None:
    shut = frozenset(date(2025, 5, 1) + n * DAY for n in range(90))
    calendar = WorkingCalendar(zone=ZONE, week=OFFICE.week, holidays=shut)
    assert stand(0, MONDAY, calendar=calendar).suggested_on == date(2025, 6, 7)


@pytest.mark.parametrize(
    ("checkpoints", "days", "says"),
    [
        ([], (), "needs a checkpoint"),
        ([(0, 1)], (0,), "day 1 or later"),
        ([(14, 0)], (), "at least one follow-up"),
        ([(14, 3), (14, 5)], (1, 2, 3, 4, 5), "rising days"),
        ([(14, 3), (28, 3)], (1, 2, 3), "rising follow-ups"),
        ([(14, 3)], (5, 10), "suggests 2 days"),
        ([(14, 3)], (5, 5, 10), "must rise"),
        ([(14, 3)], (10, 5, 14), "must rise"),
        ([(14, 3)], (-1, 5, 14), "must rise"),
        (
            [(14, 3), (28, 4)],
            (5, 10, 15, 28),
            "Follow-up 3 is suggested for day 15, after its checkpoint on day 14",
        ),
        ([(14, 2), (28, 3)], (5, 14, 29), "Follow-up 3 is suggested for day 29"),
    ],
)
def test_what_is_no_cadence_is_refused(
    checkpoints: list[tuple[int, int]], days: tuple[int, ...], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        Cadence(
            checkpoints=tuple(Checkpoint(day=day, need=need) for day, need in checkpoints),
            suggested_days=days,
        )


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
    WorkingCalendar,
    zone=st.sampled_from(["UTC", "Asia/Tokyo", ZONE]),
    week=_WEEKS,
    holidays=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 5, 1)), max_size=30),
)
_ZONES = st.sampled_from(["Europe/Berlin", ZONE, "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"])
_STARTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 4, 1), timezones=st.just(UTC))


@st.composite
def leads(draw: st.DrawFn) -> tuple[datetime, str, list[datetime], datetime, WorkingCalendar]:
    """Handoff, zone, follow-ups in order, now, the owner's calendar."""
    start = draw(_STARTS)
    minutes = draw(st.lists(st.integers(0, 70 * 24 * 60), max_size=9))
    times = sorted(start + timedelta(minutes=minute) for minute in minutes)
    now = start + timedelta(minutes=draw(st.integers(-600, 80 * 24 * 60)))
    return start, draw(_ZONES), times, now, draw(_CALENDARS)


Lead = tuple[datetime, str, list[datetime], datetime, WorkingCalendar]


def place(lead: Lead, *, follow_ups: int | None = None, now: datetime | None = None) -> Standing:
    start, zone, times, moment, calendar = lead
    return standing(
        ARTICLE,
        handed_off_at=start,
        zone=zone,
        follow_up_times=times[:follow_ups],
        stopped_at=None,
        judged=True,
        now=now or moment,
        calendar=calendar,
    )


@given(leads(), _CALENDARS)
def test_no_calendar_moves_a_due_date(lead: Lead, other: WorkingCalendar) -> None:
    start, zone, *_ = lead
    answer, elsewhere = place(lead), place((*lead[:4], other))
    assert (answer.due_on, answer.next_due_at, answer.to_go) == (
        elsewhere.due_on,
        elsewhere.next_due_at,
        elsewhere.to_go,
    )
    assert (answer.state is State.OVERDUE) is (elsewhere.state is State.OVERDUE)
    if answer.checkpoint is not None and answer.due_on is not None:
        assert answer.due_on == local_date(start, zone) + answer.checkpoint.day * DAY


@given(leads())
def test_more_follow_ups_never_bring_the_due_date_nearer(lead: Lead) -> None:
    late = lead[0] + 200 * DAY
    dues = [place(lead, follow_ups=done, now=late).next_due_at for done in range(len(lead[2]) + 1)]
    known = [due for due in dues if due is not None]
    assert known == sorted(known)
    assert dues == known + [None] * (len(dues) - len(known))


@given(leads())
def test_a_standing_says_one_thing_only(lead: Lead) -> None:
    start, zone, times, now, calendar = lead
    answer = place(lead)
    done = sum(moment <= now for moment in times)
    assert answer.follow_ups == done
    if now < start:
        assert answer.state is State.NOT_STARTED
        return
    assert (answer.state is State.COMPLETED) is (done >= 7)
    if answer.checkpoint is None or answer.next_due_at is None or answer.due_on is None:
        assert answer == Standing(state=State.COMPLETED, follow_ups=done, over=True)
        return
    assert answer.to_go == answer.checkpoint.need - done > 0
    assert (
        (answer.state is State.OVERDUE) is (answer.next_due_at <= now) is (answer.overdue_since is not None)
    )
    today = local_date(now, zone)
    away = sum(calendar.is_working_day(today + n * DAY) for n in range(1, (answer.due_on - today).days + 1))
    if answer.state is not State.OVERDUE:
        assert (answer.state is State.AT_RISK) is (away <= 5)


@given(leads())
def test_a_suggested_day_is_a_working_day_up_to_its_checkpoint(lead: Lead) -> None:
    start, zone, _, _, calendar = lead
    answer = place(lead)
    if answer.suggested_on is None or answer.due_on is None:
        return
    first = local_date(start, zone)
    assert first <= answer.suggested_on <= answer.due_on
    days = range((answer.due_on - first).days + 1)
    if any(calendar.is_working_day(first + n * DAY) for n in days):
        wanted = first + ARTICLE.suggested_days[answer.follow_ups] * DAY
        assert calendar.is_working_day(answer.suggested_on)
        assert answer.suggested_on == wanted or not calendar.is_working_day(wanted)


@given(leads(), st.integers(0, 90 * 24))
def test_a_stop_ends_everything_due(lead: Lead, hours: int) -> None:
    start, zone, times, now, calendar = lead
    stop = start + timedelta(hours=hours)
    answer = standing(
        ARTICLE,
        handed_off_at=start,
        zone=zone,
        follow_up_times=times,
        stopped_at=stop,
        judged=True,
        now=now,
        calendar=calendar,
    )
    if stop <= now:
        assert answer == Standing(state=State.STOPPED, follow_ups=sum(moment <= now for moment in times))
    else:
        assert answer == place(lead)
