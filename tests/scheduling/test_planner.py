"""Which messages are planned at a moment, and that each is planned once (DESIGN §6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.planner import Planner
from sla.calendar import Window, WorkingCalendar, WorkingWeek
from sla.delivery import Kind, NewDelivery, Posted, State
from tests.fakes.store import FakeStore
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import ANA, BERLIN, BO, CALENDAR, KIM, MAX, NEW_YORK, TERMS, at, person
from tests.sla.services.team import Team

CALENDAR_ZONE = ZoneInfo(BERLIN)
SUNDAY_TOO = WorkingWeek(days=((Window(start=time(1), end=time(17)),),) * 7)


def plan(team: Team, now: datetime) -> tuple[NewDelivery, ...]:
    return Planner(team.desk).plan(now)


def kinds(team: Team, now: datetime) -> list[tuple[Kind, str]]:
    """What is newly planned, by the recipient's first name."""
    names = {str(number): email.partition("@")[0] for email, number in team.members.items()}
    return [(new.kind, names.get(new.subject, new.subject)) for new in plan(team, now)]


def one(found: tuple[NewDelivery, ...], kind: Kind) -> NewDelivery:
    (only,) = [new for new in found if new.kind is kind]
    return only


class TestDigest:
    @pytest.mark.parametrize(
        ("now", "planned"),
        [
            ("2026-03-18 08:59", False),
            ("2026-03-18 09:00", True),
            ("2026-03-18 11:59", True),  # late after a stop, and still of use
            ("2026-03-18 12:00", False),
            ("2026-03-21 09:00", False),  # a Saturday
        ],
    )
    def test_on_working_days_for_three_hours(self, team: Team, now: str, *, planned: bool) -> None:
        assert ((Kind.DIGEST, "sla") in kinds(team, at(now))) is planned

    def test_due_and_expiry(self, team: Team) -> None:
        new = one(plan(team, at("2026-03-18 10:30")), Kind.DIGEST)
        assert (new.due_at, new.expires_at) == (at("2026-03-18 09:00"), at("2026-03-18 12:00"))
        assert (new.on, new.key) == (date(2026, 3, 18), "digest:sla:2026-03-18")

    def test_not_on_a_holiday(self, team: Team) -> None:
        team.terms = replace(TERMS, calendar=replace(CALENDAR, holidays=frozenset({date(2026, 3, 18)})))
        assert (Kind.DIGEST, "sla") not in kinds(team, at("2026-03-18 09:00"))

    @pytest.mark.parametrize(
        ("now", "due", "expires"),
        [
            # 2:30 does not exist on 29 March: the clock springs from 2:00 to 3:00, at 1:00 UTC.
            ("2026-03-29 01:00", "2026-03-29 01:00", "2026-03-29 04:00"),
            # It comes twice on 25 October: the first time counts, at 0:30 UTC.
            ("2026-10-25 00:30", "2026-10-25 00:30", "2026-10-25 03:30"),
            ("2026-10-25 01:30", "2026-10-25 00:30", "2026-10-25 03:30"),
        ],
    )
    def test_when_clocks_change(self, team: Team, now: str, due: str, expires: str) -> None:
        calendar = WorkingCalendar(zone=BERLIN, week=SUNDAY_TOO)
        team.terms = replace(TERMS, calendar=calendar, digest_at=time(2, 30))
        moment = at(now, "UTC")
        assert (Kind.DIGEST, "sla") not in kinds(team, at(due, "UTC") - timedelta(seconds=1))
        new = one(plan(team, moment), Kind.DIGEST)
        assert (new.due_at, new.expires_at) == (at(due, "UTC"), at(expires, "UTC"))
        assert not [again for again in plan(team, moment + timedelta(hours=1)) if again.kind is Kind.DIGEST]


class TestEachInTheirOwnDay:
    def test_by_the_reps_own_zone(self, team: Team) -> None:
        assert kinds(team, at("2026-03-18 09:00")) == [(Kind.DIGEST, "sla"), (Kind.HELLO, "ana")]
        assert kinds(team, at("2026-03-18 13:59")) == []
        # New York is on summer time already: nine o'clock there is 14:00 in Berlin.
        assert kinds(team, at("2026-03-18 14:00")) == [(Kind.HELLO, "bo")]

    def test_after_the_other_clock_has_changed_an_hour_later(self, team: Team) -> None:
        kinds(team, at("2026-04-01 09:00"))
        assert kinds(team, at("2026-04-01 14:59")) == []
        assert kinds(team, at("2026-04-01 15:00")) == [(Kind.HELLO, "bo")]

    def test_until_their_working_day_ends(self, team: Team) -> None:
        found = {(new.due_at, new.expires_at) for new in plan(team, at("2026-03-18 16:59"))}
        assert found == {
            (at("2026-03-18 09:00"), at("2026-03-18 17:00")),
            (at("2026-03-18 09:00", NEW_YORK), at("2026-03-18 17:00", NEW_YORK)),
        }
        assert plan(team, at("2026-03-18 17:00")) == ()

    @pytest.mark.parametrize(
        ("windows", "due", "ends"),
        [
            (((13, 17),), "13:00", "17:00"),  # works in the afternoon
            (((6, 8),), "06:00", "08:00"),  # is done before the nudges come
            (((6, 8), (10, 12)), "10:00", "12:00"),  # not in the gap
            (((8, 12), (13, 17)), "09:00", "17:00"),
        ],
    )
    def test_within_their_own_hours(
        self, team: Team, windows: tuple[tuple[int, int], ...], due: str, ends: str
    ) -> None:
        hours = tuple(Window(start=time(start), end=time(end)) for start, end in windows)
        calendar = WorkingCalendar(zone=BERLIN, week=WorkingWeek(days=(hours,) * 5 + ((),) * 2))
        team.terms = replace(TERMS, people=(replace(ANA, calendar=calendar),))
        before, then = at(f"2026-03-18 {due}"), at(f"2026-03-18 {ends}")
        assert not [new for new in plan(team, before - timedelta(seconds=1)) if new.kind is Kind.HELLO]
        assert not [new for new in plan(team, then) if new.kind is Kind.HELLO]
        new = one(plan(team, before), Kind.HELLO)
        assert (new.due_at, new.expires_at) == (before, then)

    def test_not_on_their_own_holiday(self, team: Team) -> None:
        free = replace(ANA, calendar=replace(CALENDAR, holidays=frozenset({date(2026, 3, 18)})))
        team.terms = replace(TERMS, people=(free, person("Cy Orr")))
        assert kinds(team, at("2026-03-18 09:00")) == [(Kind.DIGEST, "sla")]

    def test_only_reps_whom_slack_knows(self, team: Team) -> None:
        eve = person("Eve New")
        team.terms = replace(TERMS, people=(eve, KIM, MAX))
        with team.work() as work:
            work.members.ensure([eve.email])
            work.commit()
        assert kinds(team, at("2026-03-18 09:00")) == [(Kind.DIGEST, "sla")]


class TestBeforeTheAgreement:
    def test_nothing(self, team: Team) -> None:
        team.terms = replace(TERMS, effective_on=date(2026, 3, 19))
        assert plan(team, at("2026-03-18 10:00")) == ()
        assert kinds(team, at("2026-03-19 09:00")) == [(Kind.DIGEST, "sla"), (Kind.HELLO, "ana")]

    def test_by_each_ones_own_date(self, team: Team) -> None:
        # Two in the morning of the 19th in Tokyo is the 18th in Berlin.
        tokyo = replace(ANA, calendar=WorkingCalendar(zone="Asia/Tokyo", week=SUNDAY_TOO))
        team.terms = replace(TERMS, effective_on=date(2026, 3, 19), people=(tokyo,), nudge_at=time(2))
        assert kinds(team, at("2026-03-18 16:00")) == []
        assert kinds(team, at("2026-03-18 18:00")) == [(Kind.HELLO, "ana")]


class TestOnce:
    def test_however_often_it_ticks(self, team: Team) -> None:
        begin = at("2026-03-18 08:00")
        planned = [new.key for n in range(200) for new in plan(team, begin + n * timedelta(minutes=3))]
        assert len(planned) == len(set(planned)) == 3

    def test_the_next_day_brings_the_next(self, team: Team) -> None:
        plan(team, at("2026-03-18 09:00"))
        assert kinds(team, at("2026-03-19 09:00")) == [(Kind.DIGEST, "sla")], "a hello is said once"

    def test_two_workspaces_each_have_their_own(self, with_marketing: Team) -> None:
        team = with_marketing
        other = team.elsewhere()
        assert kinds(team, at("2026-03-18 09:00")) == kinds(other, at("2026-03-18 09:00")) != []
        assert plan(team, at("2026-03-18 09:00")) == plan(other, at("2026-03-18 09:00")) == ()


def greeted(team: Team) -> Team:
    """All have read the hello, so that only what comes every day is planned."""
    with team.work() as work:
        for member in work.members.all():
            work.members.greeted(member.id)
        work.commit()
    return team


def test_a_fortnight_over_the_clocks_change() -> None:
    team = greeted(Team.of(FakeStore()))
    begin = at("2026-03-23 00:00")
    moments = [begin + n * timedelta(minutes=30) for n in range(14 * 48)]
    planned = [new for now in moments for new in plan(team, now) if new.kind is not Kind.WEEKLY]
    working = [day for n in range(14) if (day := date(2026, 3, 23) + timedelta(days=n)).weekday() < 5]
    for subject in ("sla", *(str(team.members[who.email]) for who in (ANA, BO))):
        assert [new.on for new in planned if new.subject == subject] == working
    assert {new.due_at.astimezone(CALENDAR_ZONE).time() for new in planned if new.subject == "sla"} == {
        time(9)
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 14 * 24 * 60), max_size=60).map(sorted))
def test_whenever_it_ticks(minutes: list[int]) -> None:
    """Nothing too early, too late, twice, on a free day or before the agreement."""
    team = greeted(Team.of(FakeStore()))
    team.terms = replace(TERMS, effective_on=date(2026, 3, 24))
    begin, seen = datetime(2026, 3, 20, tzinfo=UTC), set()
    for minute in minutes:
        now = begin + timedelta(minutes=minute)
        for new in plan(team, now):
            assert new.due_at <= now < new.expires_at
            assert new.key not in seen
            assert new.on >= date(2026, 3, 24)
            assert new.on.weekday() < 5
            seen.add(new.key)


class TestHelloFirst:
    MORNING, NEXT = at("2026-03-18 09:00"), at("2026-03-19 09:00")

    def hello(self, team: Team) -> None:
        """Plan it, alone."""
        team.terms = replace(TERMS, people=(ANA,))
        assert (Kind.HELLO, "ana") in kinds(team, self.MORNING)

    def test_once_greeted_the_nudge(self, stage: Stage) -> None:
        stage.greet(ANA)
        assert kinds(stage.team, self.MORNING) == [(Kind.DIGEST, "sla"), (Kind.NUDGE, "ana")]

    def test_while_it_waits_there_is_no_nudge(self, team: Team) -> None:
        self.hello(team)
        assert kinds(team, self.MORNING) == []
        with team.work() as work:
            work.deliveries.claim(self.MORNING)
            work.deliveries.claim(self.MORNING)
            work.commit()
        assert kinds(team, self.MORNING) == [], "nor while it is being sent"

    @pytest.mark.parametrize("end", [State.SENT, State.UNKNOWN, State.FAILED, State.DROPPED])
    def test_however_it_ended_the_nudges_are_not_held_up(self, team: Team, end: State) -> None:
        self.hello(team)
        with team.work() as work:
            ledger, hello = work.deliveries, None
            while hello is None or hello.kind is not Kind.HELLO:
                hello = ledger.claim(self.MORNING)
                assert hello is not None
            match end:
                case State.SENT:
                    ledger.sent(hello.id, hello.attempt, Posted(channel_id="D1", message_ts="1"))
                case State.UNKNOWN:
                    ledger.unknown(hello.id, hello.attempt, "no answer", look_at=self.NEXT)
                case State.FAILED:
                    ledger.failed(hello.id, hello.attempt, "refused")
                case _:
                    ledger.dropped(hello.id, hello.attempt, "expired")
            work.commit()
        assert kinds(team, self.MORNING) == [(Kind.NUDGE, "ana")]
        assert (Kind.NUDGE, "ana") in kinds(team, self.NEXT)

    def test_one_rep_does_not_wait_for_anothers(self, stage: Stage) -> None:
        stage.team.terms = replace(TERMS, people=(*TERMS.people, person("Cy Orr")))
        stage.greet(ANA)
        assert (Kind.NUDGE, "ana") in kinds(stage.team, self.MORNING)
