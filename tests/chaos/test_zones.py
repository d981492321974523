"""One digest on each local working day, wherever the team is and whatever its clocks do; and after a stop at most one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo, available_timezones

import pytest

from scheduling.planner import digest_wanted
from sla.book import Book
from sla.calendar import WorkingCalendar, WorkingWeek, at_local
from sla.delivery import Delivery, DeliveryId, Kind, Posted
from sla.people import TenantId
from sla.services.mornings import DIGEST_LIVES
from sla.services.stand_up import StandUp
from sla.terms import Terms
from tests.fakes.ledger import FakeDeliveries
from tests.fakes.rows import Rows
from tests.fakes.store import FakeStore
from tests.scheduling.stage import MovedByHand, Stage
from tests.sla.services.agreement import TERMS, at
from tests.sla.services.team import Team

SEND_TIMES = tuple(time.fromisoformat(one) for one in ("00:00", "00:30", "01:30", "02:30", "08:30"))
YEARS = (date(2025, 1, 1), date(2027, 1, 1))
OFTEN = timedelta(minutes=150)
"""Less than a digest lives, and in no step with any clock."""

ODD = (
    "Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/Santiago", "Antarctica/Troll",
    "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Chatham",
)  # fmt: skip
"""Clocks that change at midnight, by half an hour or two hours, or around Ramadan."""


def terms_of(zone: str, send_at: time, first: date) -> Terms:
    calendar = WorkingCalendar(zone=zone, week=WorkingWeek.monday_to_friday())
    return replace(TERMS, calendar=calendar, digest_at=send_at, effective_on=first)


class Mornings:
    """The planner's rule and the ledger's, tick by tick, with nothing else around them."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._book = Book(versions=(terms,), people=terms.people)
        self._rows = Rows(ids=count(1))
        minutes = count()
        self._ledger = FakeDeliveries(
            self._rows,
            TenantId(1),
            lease_now=lambda: datetime(2026, 1, 1, tzinfo=UTC) + next(minutes) * timedelta(minutes=1),
        )

    def tick(self, now: datetime) -> Iterator[Delivery]:
        """What is sent at this moment."""
        for new in digest_wanted(self._terms, self._book, now):
            self._ledger.plan(new)
        while (one := self._ledger.claim(now)) is not None:
            self._ledger.sent(one.id, one.attempt, Posted(channel_id="C1", message_ts="1.0"))
            yield one
        for old in sorted(self._rows.deliveries)[:-3]:
            del self._rows.deliveries[DeliveryId(old)]


def wrong_days(zone: str, send_at: time, years: tuple[date, date] = YEARS) -> list[str]:
    """The local working days without exactly one digest, and digests at a wrong time."""
    first, last = years
    terms = terms_of(zone, send_at, first)
    mornings, info = Mornings(terms), ZoneInfo(zone)
    lived: set[date] = set()
    sent: list[date] = []
    wrong = []
    now = datetime.combine(first, time(12), UTC) - timedelta(days=1)
    while now < datetime.combine(last, time(12), UTC):
        local = now.astimezone(info)
        lived.add(local.date())
        for one in mornings.tick(now):
            sent.append(one.on)
            if one.on != local.date() or not one.due_at <= now < one.expires_at:
                wrong.append(f"{zone} {send_at} {one.on} sent at {local}")
        now += OFTEN
    expected = {day for day in lived if first <= day < last and day.weekday() < 5}
    inside = [day for day in sent if day < last]
    wrong += [f"{zone} {send_at} {day} twice" for day in set(inside) if inside.count(day) > 1]
    return wrong + [f"{zone} {send_at} {day}" for day in sorted(expected ^ set(inside))]


@pytest.mark.parametrize("zone", ODD)
def test_exactly_one_on_each_working_day_where_clocks_are_odd(zone: str) -> None:
    assert [one for send_at in SEND_TIMES for one in wrong_days(zone, send_at)] == []


def test_a_day_that_a_place_skips_has_none() -> None:
    """Apia had no Friday 30 December 2011."""
    years = (date(2011, 12, 1), date(2012, 2, 1))
    assert [one for send_at in SEND_TIMES for one in wrong_days("Pacific/Apia", send_at, years)] == []


@cache
def clocks() -> tuple[list[str], list[str]]:
    """Every zone, and one for each clock that some of them share: the same hour at every half hour of the years."""
    zones = sorted(available_timezones() - {"localtime", "Factory"})
    begin = datetime.combine(YEARS[0], time(), UTC) - timedelta(days=2)
    moments = [begin + n * timedelta(minutes=30) for n in range((YEARS[1] - YEARS[0]).days * 48 + 192)]
    shared: dict[tuple[timedelta | None, ...], str] = {}
    for zone in zones:
        info = ZoneInfo(zone)
        shared.setdefault(tuple(info.utcoffset(moment.astimezone(info)) for moment in moments), zone)
    return zones, list(shared.values())


@pytest.mark.chaos
@pytest.mark.parametrize("send_at", SEND_TIMES, ids=str)
def test_exactly_one_on_each_working_day_everywhere(send_at: time) -> None:
    zones, different = clocks()
    wrong = [one for zone in different for one in wrong_days(zone, send_at)]
    where = f"{len(zones)} zones of {len(different)} clocks, {YEARS[0]} to {YEARS[1]}"
    print(f"{where}, at {send_at}: {len(wrong)} wrong days")  # noqa: T201
    assert wrong == []


STOPS = {
    "5 min": timedelta(minutes=5),
    "3 h": timedelta(hours=3),
    "30 h": timedelta(hours=30),
    "8 days": timedelta(days=8),
}
MONDAY = at("2026-03-16 00:00")


def stopped_after(hours: float, stop: timedelta) -> None:
    """A team that runs from a Monday on, stands still so many hours later, and goes on."""
    store = FakeStore()
    team = Team(store=store, tenant_id=store.tenants.sole())
    stage = Stage(team=team, clock=MovedByHand(moment=MONDAY, real=MONDAY))
    down = MONDAY + timedelta(hours=hours)
    ends = down + stop + timedelta(days=2)
    sent: list[datetime] = []
    told = 0
    now = MONDAY
    while now < ends:
        if not down <= now < down + stop:
            before = len(digests(stage))
            stage.tick(now)
            after = digests(stage)
            assert len(after) - before <= 1, "at most one at a time"
            if len(after) > before:
                due_at = at_local(TERMS.calendar.local_date(now), TERMS.digest_at, TERMS.calendar.zone)
                assert due_at <= now < due_at + DIGEST_LIVES, "nothing past its expiry"
                told += after[-1].missed
                sent.append(now)
        now += timedelta(minutes=5)
    days = [moment.astimezone(ZoneInfo(TERMS.calendar.zone)).date() for moment in sent]
    assert len(set(days)) == len(days)
    span = TERMS.calendar.working_days(days[0], days[-1])
    assert told == span - len(days), "each that did not come is counted, once"
    assert StandUp(team.desk).digest(now).missed == 0


def digests(stage: Stage) -> list:
    return [post.content for post in stage.messenger.posted if post.kind is Kind.DIGEST]


@pytest.mark.parametrize("name", STOPS)
def test_a_stop_over_the_digests_time_costs_at_most_what_it_says(name: str) -> None:
    stopped_after(24 + 8.9, STOPS[name])


@pytest.mark.chaos
@pytest.mark.parametrize("name", STOPS)
def test_a_stop_at_any_hour_of_the_week(name: str) -> None:
    hours = [24 + quarter / 4 for quarter in range(0, 7 * 24 * 4, 5)]
    for one in hours:
        stopped_after(one, STOPS[name])
    when = f"begun at {len(hours)} moments of a week"
    print(f"stops of {name}, {when}: at most one digest, none past its expiry")  # noqa: T201
