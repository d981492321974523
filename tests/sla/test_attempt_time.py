"""Where the working time until a first attempt went: its parts add up to the whole, whatever happened when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from sla.attempt_time import AttemptTime, TimeSplit, Usual, attempt_time, time_split
from sla.calendar import WorkingCalendar, WorkingWeek
from sla.worktime import WorkTime

HOUR, NONE = timedelta(hours=1), timedelta()
CALENDAR = WorkingCalendar(zone="Europe/Berlin", week=WorkingWeek.monday_to_friday())
FIRST, LAST = date(2026, 2, 1), date(2026, 5, 31)
HOURS = WorkTime(CALENDAR, FIRST, LAST)


def without(*days: date) -> WorkTime:
    return WorkTime(replace(CALENDAR, holidays=frozenset(days)), FIRST, LAST)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """March 2026, by Berlin's clock in winter; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


def split(
    *, captured: datetime | None = None, accepted: datetime | None, tried: datetime, there: WorkTime = HOURS
) -> AttemptTime:
    return attempt_time(
        captured_at=captured,
        handed_off_at=at(3, 10),
        accepted_at=accepted,
        attempt_at=tried,
        hours=HOURS,
        there=there,
    )


def test_by_hand_with_a_day_away_in_between() -> None:
    # Monday 15:00 to Tuesday 10:00: 2 h + 1 h. Tuesday 10:00 to 17:00: 7 h. Wednesday away: 8 h. Thursday: 2 h.
    found = split(captured=at(2, 15), accepted=at(3, 12), tried=at(5, 11), there=without(date(2026, 3, 4)))
    assert found == AttemptTime(system=3 * HOUR, queue=2 * HOUR, human=7 * HOUR, away=8 * HOUR)
    assert found.whole == 20 * HOUR == HOURS.between(at(2, 15), at(5, 11))


def test_what_is_not_known_is_left_out() -> None:
    found = split(accepted=None, tried=at(3, 12))
    assert found == AttemptTime(system=None, queue=None, human=2 * HOUR, away=NONE)
    assert split(captured=at(3, 11), accepted=None, tried=at(3, 12)).system is None


def test_an_attempt_accepts_so_that_all_was_queue() -> None:
    assert split(accepted=at(3, 12), tried=at(3, 12)).queue == 2 * HOUR
    assert split(accepted=at(9, 12), tried=at(3, 12)).human == NONE


def test_each_part_over_the_leads_it_is_known_of() -> None:
    known = split(accepted=at(3, 11), tried=at(3, 12))
    away = split(accepted=None, tried=at(5, 11), there=without(date(2026, 3, 4)))
    early = split(captured=at(2, 15), accepted=at(3, 13), tried=at(3, 14))
    found = time_split([known, away, early])
    assert found == TimeSplit(
        leads=3,
        system=Usual(leads=1, median=3 * HOUR),
        queue=Usual(leads=2, median=2 * HOUR),
        human=Usual(leads=2, median=HOUR),
        away=Usual(leads=1, median=8 * HOUR),
    )
    assert found.undivided == 1
    assert time_split([]).human == Usual(leads=0, median=None)


_MOMENTS = some.datetimes(datetime(2026, 2, 10), datetime(2026, 5, 20), timezones=some.just(UTC))
_DAYS = some.frozensets(some.dates(FIRST, LAST), max_size=30)


@given(_MOMENTS, _MOMENTS, _MOMENTS, some.none() | _MOMENTS, _DAYS)
def test_the_parts_add_up_to_the_whole(
    captured: datetime, handed_off: datetime, tried: datetime, accepted: datetime | None, off: frozenset[date]
) -> None:
    captured, handed_off, tried = sorted((captured, handed_off, tried))
    found = attempt_time(
        captured_at=captured,
        handed_off_at=handed_off,
        accepted_at=accepted,
        attempt_at=tried,
        hours=HOURS,
        there=without(*off),
    )
    assert found.whole == HOURS.between(captured, tried)
    assert min(found.system or NONE, found.queue or NONE, found.human, found.away) >= NONE
    assert found.away <= HOURS.between(handed_off, tried)
