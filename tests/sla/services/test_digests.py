"""The next digest before its time: what it would say, and posting today's once."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from sla.delivery import Delivery, Posted, State
from sla.errors import Conflict, NotAllowed, NotFound
from sla.people import Actor, Person
from sla.services.digests import Digests, PostedNow
from sla.services.mornings import digest_on
from tests.sla.services.agreement import ANA, BERLIN, BO, KIM, MAX, TERMS, at
from tests.sla.services.team import Team
from tests.stores import AnyStore

WEDNESDAY = date(2026, 3, 18)
KEY = digest_on(TERMS, WEDNESDAY).key
NINE = at("2026-03-18 09:00")


def row(team: Team) -> Delivery | None:
    with team.work() as work:
        return work.deliveries.by_key(KEY)


LONG_AFTER = at("2099-03-18 14:00")
"""By the clock that paces messages, which on a database is this machine's."""


def settled(team: Team, what: str, now=NINE) -> None:
    """The usual digest of the day, planned, claimed and so settled."""
    with team.work() as work:
        work.deliveries.plan(digest_on(TERMS, WEDNESDAY))
        one = work.deliveries.claim(now)
        assert one is not None
        match what:
            case "sent":
                work.deliveries.sent(one.id, one.attempt, Posted(channel_id="C1", message_ts="1.0"))
            case "failed":
                work.deliveries.failed(one.id, one.attempt, "is_archived")
            case "dropped":
                work.deliveries.dropped(one.id, one.attempt, "expired")
            case "unknown":
                work.deliveries.unknown(one.id, one.attempt, "no answer", look_at=now)
        work.commit()


@pytest.fixture(autouse=True)
def unhurried(store: AnyStore) -> None:
    """Every look at the clock of the leases is a second later."""
    seconds = count()
    store.leases.now = lambda: NINE + timedelta(seconds=next(seconds))


class TestWeeklyPreview:
    @pytest.mark.parametrize(
        ("now", "due"),
        [
            ("2026-03-16 09:09", "2026-03-16 09:10"),
            ("2026-03-16 09:10", "2026-03-23 09:10"),
            ("2026-03-18 12:00", "2026-03-23 09:10"),
            ("2026-03-22 12:00", "2026-03-23 09:10"),
        ],
    )
    def test_is_of_the_next_one(self, team: Team, now: str, due: str) -> None:
        team.lead(at("2026-03-10 10:00"))
        found = Digests(team.desk).weekly_preview(team.actor(ANA), team.come(at(now)))
        assert (found.due_at, found.channel, found.zone, found.off) == (at(due), "sla", BERLIN, False)
        assert found.summary.last.week.last < at(due).date()
        assert found.unfinished is (now[:10] != due[:10])
        with team.work() as work:
            assert work.deliveries.in_state(*State) == ()

    def test_nothing_has_come_in_yet(self, team: Team) -> None:
        with pytest.raises(NotFound, match="no weekly summary yet"):
            Digests(team.desk).weekly_preview(team.actor(ANA), at("2026-03-18 12:00"))


class TestPreview:
    @pytest.mark.parametrize(
        ("now", "on"),
        [
            ("2026-03-18 08:59", "2026-03-18"),
            ("2026-03-18 09:00", "2026-03-19"),
            ("2026-03-20 12:00", "2026-03-23"),
            ("2026-03-21 12:00", "2026-03-23"),
            ("2025-12-10 12:00", "2026-01-01"),
        ],
    )
    def test_is_of_the_next_digest(self, team: Team, now: str, on: str) -> None:
        found = Digests(team.desk).preview(team.actor(ANA), at(now))
        assert found.digest.on == date.fromisoformat(on)
        assert found.due_at == at(f"{on} 09:00")
        assert (found.channel, found.zone) == ("sla", BERLIN)

    def test_has_what_falls_due_until_then(self, team: Team) -> None:
        team.leads(2, at("2026-03-04 10:00"))  # due to the end of the 18th
        evening = team.come(at("2026-03-18 18:00"))
        assert Digests(team.desk).preview(team.actor(ANA), evening).digest.board.overdue.leads == 2

    def test_todays_posted_early_is_not_next(self, team: Team) -> None:
        Digests(team.desk).post(team.actor(KIM), at("2026-03-18 08:00"))
        found = Digests(team.desk).preview(team.actor(ANA), at("2026-03-18 08:01"))
        assert found.digest.on == date(2026, 3, 19)

    def test_is_for_everybody_and_writes_nothing(self, team: Team) -> None:
        viewer = Actor(slack_id="U77", person=None, member_id=None)
        assert Digests(team.desk).preview(viewer, NINE).zone == BERLIN
        assert row(team) is None


class TestNow:
    def test_before_its_time_it_is_due_now_and_not_again(self, team: Team) -> None:
        early = at("2026-03-18 08:00")
        found = Digests(team.desk).post(team.actor(KIM), early)
        assert found == PostedNow(channel="sla", instead_of=NINE, zone=BERLIN)
        with team.work() as work:
            one = work.deliveries.claim(early)
            assert one is not None
            assert one.on == WEDNESDAY
            assert not work.deliveries.plan(digest_on(TERMS, WEDNESDAY))

    @pytest.mark.parametrize("who", [KIM, MAX])
    def test_after_its_time_it_can_be_sent_for_three_hours_more(self, team: Team, who: Person) -> None:
        noon = at("2026-03-18 14:00")
        assert Digests(team.desk).post(team.actor(who), noon).instead_of is None
        with team.work() as work:
            assert work.deliveries.claim(at("2026-03-18 17:00")) is None
            assert work.deliveries.claim(at("2026-03-18 16:59")) is not None

    def test_never_past_its_day(self, team: Team) -> None:
        Digests(team.desk).post(team.actor(KIM), at("2026-03-18 23:00"))
        found = row(team)
        assert found is not None
        assert found.expires_at == at("2026-03-19 00:00")

    @pytest.mark.parametrize("what", ["failed", "dropped"])
    def test_one_that_was_refused_or_dropped_is_taken_up_again(self, team: Team, what: str) -> None:
        settled(team, what)
        later = at("2026-03-18 14:00")
        Digests(team.desk).post(team.actor(KIM), later)
        team.store.leases.now = lambda: LONG_AFTER
        with team.work() as work:
            one = work.deliveries.claim(later)
            assert one is not None
            assert (one.on, one.attempt) == (WEDNESDAY, 2)

    @pytest.mark.parametrize(
        ("what", "why"), [("sent", "has come already"), ("unknown", "on its way"), ("claimed", "on its way")]
    )
    def test_one_that_came_or_may_have_does_not_come_again(self, team: Team, what: str, why: str) -> None:
        settled(team, what)
        for _ in range(2):
            with pytest.raises(Conflict, match=why):
                Digests(team.desk).post(team.actor(KIM), at("2026-03-18 14:00"))

    def test_a_digest_at_night_is_not_followed_by_another_at_once(self, team: Team) -> None:
        team.terms = replace(TERMS, digest_at=at("2026-03-18 23:30").time())
        with team.work() as work:
            work.deliveries.plan(digest_on(team.terms, date(2026, 3, 17)))
            work.commit()
        with pytest.raises(Conflict, match="less than eight hours old"):
            Digests(team.desk).post(team.actor(KIM), at("2026-03-18 00:15"))

    @pytest.mark.parametrize("who", [ANA, BO])
    def test_managers_only(self, team: Team, who: Person) -> None:
        with pytest.raises(NotAllowed, match="Only the managers of either side"):
            Digests(team.desk).post(team.actor(who), NINE)
        assert row(team) is None

    @pytest.mark.parametrize(
        ("now", "why"),
        [("2026-03-21 10:00", "no working day"), ("2025-12-10 10:00", "starts on 01 Jan 2026")],
    )
    def test_on_a_day_without_digest_there_is_none(self, team: Team, now: str, why: str) -> None:
        with pytest.raises(Conflict, match=why):
            Digests(team.desk).post(team.actor(KIM), at(now))


def test_nothing_without_an_agreement(store) -> None:
    team = Team(store=store, tenant_id=store.tenants.sole(), terms=None)
    manager = Actor(slack_id="U3", person=KIM, member_id=None)
    for act in (Digests(team.desk).preview, Digests(team.desk).post):
        with pytest.raises(NotFound, match="no agreement yet"):
            act(manager, NINE)
