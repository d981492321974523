"""Weeks, and what a side did of what it promised for one (MATHS D6, D12)."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sla.board import SalesSide, ShareLine
from sla.calendar import Window, WorkingCalendar, WorkingWeek
from sla.commitments import About, TopicKind
from sla.delivery import Kind, NewDelivery
from sla.digest import Checked
from sla.marketing import QuantityLine, Span, Unit
from sla.people import Side
from sla.verdict import FEWEST, judge_share
from sla.weekly import ClosedWeek, TakenOn, Week, opens_week, week_before
from tests.sla.services.agreement import BERLIN, at

MONDAY = date(2026, 3, 16)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NINE_TO_FIVE = (Window(start=at("2026-01-01 09:00").time(), end=at("2026-01-01 17:00").time()),)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Any week with a day of work in it, and holidays, whole weeks of them too."""
    works = draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(any))
    first = draw(DAYS)
    free = {first + timedelta(days=n) for n in range(draw(st.integers(0, 15)))}
    week = WorkingWeek(days=tuple(NINE_TO_FIVE if one else () for one in works))
    return WorkingCalendar(zone=BERLIN, week=week, holidays=frozenset(free))


@given(DAYS)
def test_a_week_is_monday_to_sunday(day: date) -> None:
    week = Week.of(day)
    assert week.first <= day <= week.last
    assert (week.first.weekday(), week.last - week.first) == (0, timedelta(days=6))
    assert week.previous().last == week.first - timedelta(days=1)


@given(calendars(), DAYS)
def test_each_week_with_work_in_it_is_opened_by_its_first_working_day_alone(
    calendar: WorkingCalendar, day: date
) -> None:
    week = Week.of(day)
    days = [week.first + timedelta(days=n) for n in range(7)]
    working = [one for one in days if calendar.is_working_day(one)]
    assert [one for one in days if opens_week(calendar, one)] == working[:1]


@given(calendars(), DAYS)
def test_the_week_before_is_the_last_one_with_work_in_it(calendar: WorkingCalendar, day: date) -> None:
    before, this = week_before(calendar, day), Week.of(day)
    assert before.last < this.first
    assert calendar.working_days(before.first, before.last)
    assert not calendar.working_days(before.last + timedelta(days=1), this.first - timedelta(days=1))


@given(DAYS, st.integers(-9, 9))
def test_one_key_a_calendar_week(one: date, away: int) -> None:
    other = one + timedelta(days=away)
    keys = {
        NewDelivery(
            kind=Kind.WEEKLY,
            subject="sla",
            on=day,
            due_at=at("2026-01-01 09:00"),
            expires_at=at("2026-01-02 09:00"),
        ).key
        for day in (one, other)
    }
    assert (len(keys) == 1) is (Week.of(one) == Week.of(other))


def line(kept: int, judged: int, target: Fraction = Fraction(9, 10)) -> ShareLine:
    return ShareLine(
        checkpoint=None,
        kept=kept,
        judged=judged,
        stopped_before=0,
        target=target,
        verdict=judge_share(kept, judged, target),
        since=MONDAY,
        last_90_days=False,
    )


def quantity(unit: Unit, delivered: Fraction, expected: Fraction) -> QuantityLine:
    return QuantityLine(
        lead_type=None, unit=unit, span=Span.WEEK, delivered=delivered, expected=expected, target=expected,
        verdict=judge_share(0, 0, Fraction(1)),
    )  # fmt: skip


def week(
    lines: tuple[ShareLine, ...], *, delivered: int = 30, expected: int = 30, each: int = 100
) -> ClosedWeek:
    return ClosedWeek(
        week=Week.of(MONDAY),
        days=5,
        leads=quantity(Unit.LEADS, Fraction(delivered), Fraction(expected)),
        value=quantity(Unit.MONEY, Fraction(delivered * each), Fraction(expected * each)),
        sales=SalesSide(measured=True, lines=lines, first_attempt_within=timedelta(hours=2)),
    )


@given(
    st.integers(FEWEST, 500),
    st.lists(st.tuples(st.integers(FEWEST, 99), st.fractions(Fraction(1, 10), 1)), min_size=1, max_size=4),
)
def test_both_sides_reach_the_whole_by_doing_exactly_as_they_promised(
    expected: int, promised: list[tuple[int, Fraction]]
) -> None:
    lines = tuple(line(share.numerator * n, share.denominator * n, share) for n, share in promised)
    found = week(lines, delivered=expected, expected=expected)
    assert (found.marketing_share, found.sales_share) == (1, 1)


def test_under_twenty_there_is_no_share_for_either_side() -> None:
    few, enough = line(10, 10), line(9, 10)
    assert week((few,)).sales_share is None
    assert week((few, enough)).sales_share == Fraction(19, 18)
    assert week((), expected=FEWEST - 1).marketing_share is None
    assert week((), expected=FEWEST, delivered=15).marketing_share == Fraction(3, 4)
    assert not week((few,)).comparable
    assert week((few, enough)).comparable


def test_what_was_taken_on_by_each_side() -> None:
    overdue, pace = About(kind=TopicKind.OVERDUE), About(kind=TopicKind.UNDER_PACE, lead_type="Web")
    checked = (
        Checked(about=overdue, leads=9, left=2),
        Checked(about=overdue, leads=4, left=0),
        Checked(about=pace, leads=0, left=None),
    )
    sales, marketing = (TakenOn.of(side, checked) for side in (Side.SALES, Side.MARKETING))
    assert (sales.taken, sales.done, sales.left, sales.unknown) == (2, 1, 1, 0)
    assert (marketing.taken, marketing.done, marketing.left, marketing.unknown) == (1, 0, 0, 1)
