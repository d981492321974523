from datetime import UTC, date, datetime

import pytest

from handlers.views import days

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "named", "on"),
    [
        (date(2026, 11, 24), "today", "today"),
        (date(2026, 11, 25), "tomorrow", "tomorrow"),
        (date(2026, 11, 23), "yesterday", "yesterday"),
        (date(2026, 11, 30), "Monday", "on Monday"),
        (date(2026, 11, 18), "Wednesday", "on Wednesday"),
        (date(2026, 12, 1), "Tue 1 Dec", "on Tue 1 Dec"),
        (date(2026, 11, 17), "Tue 17 Nov", "on Tue 17 Nov"),
        (date(2027, 1, 8), "Fri 8 Jan 2027", "on Fri 8 Jan 2027"),
    ],
)
def test_days_have_names_within_a_week(day: date, named: str, on: str) -> None:
    assert (days.named(day, TODAY), days.on(day, TODAY)) == (named, on)


def test_a_time_is_drawn_in_the_readers_zone() -> None:
    moment = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
    assert days.clock(moment, "Europe/Berlin") == "<!date^1795511520^{time}|10:12>"


def test_a_time_of_another_day_names_the_day() -> None:
    now = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    moment = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert days.when(moment, now, "UTC") == "<!date^1795563000^{time}|23:30>"
    # In Berlin the earlier moment is still on Tuesday, the later one already on Wednesday.
    assert days.when(moment, now, "Europe/Berlin") == "tomorrow <!date^1795563000^{time}|00:30>"


def test_cities() -> None:
    zones = ("Europe/Berlin", "America/New_York", "America/Argentina/Buenos_Aires", "UTC")
    assert [days.city(zone) for zone in zones] == ["Berlin", "New York", "Buenos Aires", "UTC"]


def test_the_month_before_january() -> None:
    assert days.month_before(date(2026, 1, 5)) == "December"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 26, 23, tzinfo=UTC), "the end of Thursday"),
        (datetime(2026, 11, 24, 23, tzinfo=UTC), "the end of today"),
        (datetime(2026, 11, 23, 23, tzinfo=UTC), "the end of yesterday"),
        (datetime(2026, 11, 26, 9, 12, tzinfo=UTC), "Thursday <!date^1795684320^{time}|10:12>"),
    ],
)
def test_a_midnight_is_the_end_of_the_day_before(moment: datetime, said: str) -> None:
    now = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert days.until(moment, now, "Europe/Berlin") == said
