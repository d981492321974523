"""Each message is posted once, and what became of it is written down, whatever Slack answers (DESIGN §6)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling.messenger import Ambiguous, Refused
from sla.delivery import LEASE, Kind, NewDelivery, State
from sla.digest import Digest, Nudge
from sla.people import Person
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Broken, MovedByHand, Stage
from tests.sla.services.agreement import ANA, TERMS, at, person
from tests.sla.services.team import Team
from tests.stores import AnyStore

MINUTE = timedelta(minutes=1)
DIGEST, HELLO, NUDGE = Kind.DIGEST, Kind.HELLO, Kind.NUDGE


class TestOnce:
    def test_over_many_ticks(self, greeted: Stage) -> None:
        for n in range(40):
            greeted.tick(MORNING + n * MINUTE)
        assert greeted.messenger.shown() == [(DIGEST, "sla"), (NUDGE, "U1")]
        assert [row.state for row in greeted.rows()] == [State.SENT, State.SENT]

    def test_where_it_arrived_is_kept(self, greeted: Stage) -> None:
        greeted.tick()
        row = greeted.row(NUDGE, ANA)
        assert (row.channel_id, row.message_ts, row.attempt) == ("DU1", "1.0", 1)
        assert row.reference == greeted.messenger.posted[1].reference

    def test_the_next_morning_brings_the_next(self, greeted: Stage) -> None:
        greeted.tick()
        greeted.tick(MORNING + timedelta(days=1))
        assert greeted.messenger.shown() == [(DIGEST, "sla"), (NUDGE, "U1")] * 2

    def test_the_content_is_as_of_the_moment(self, greeted: Stage) -> None:
        greeted.tick(at("2026-03-18 10:30"))
        digest, nudge = (post.content for post in greeted.messenger.posted)
        assert isinstance(digest, Digest)
        assert isinstance(nudge, Nudge)
        assert digest.board.now == nudge.now == at("2026-03-18 10:30")

    def test_two_workspaces_apart(self, greeted: Stage) -> None:
        clock = MovedByHand(moment=MORNING, real=greeted.clock.real)
        other = Stage(team=greeted.team.elsewhere(), clock=clock)
        other.tick()
        assert other.messenger.shown() == [(DIGEST, "sla"), (HELLO, "U1")]
        assert greeted.rows() == []
        greeted.tick()
        assert greeted.messenger.shown() == [(DIGEST, "sla"), (NUDGE, "U1")]


class TestHello:
    def test_before_the_first_nudge_and_once(self, stage: Stage) -> None:
        stage.team.lead(at("2026-03-17 10:00"))
        for n in range(3):
            stage.tick(MORNING + n * MINUTE)
        stage.tick(MORNING + timedelta(days=1))
        assert [kind for kind, to in stage.messenger.shown() if to == "U1"] == [HELLO, NUDGE, NUDGE]
        with stage.team.work() as work:
            assert next(member.greeted for member in work.members.all())

    def test_one_that_may_have_arrived_is_not_said_again(self, stage: Stage) -> None:
        stage.team.lead(at("2026-03-17 10:00"))
        stage.messenger.script["U1"] = [Ambiguous(reason="timed out")]
        for n in range(3):
            stage.tick(MORNING + n * MINUTE)
        assert [kind for kind, to in stage.messenger.shown() if to == "U1"] == [NUDGE]
        assert stage.row(HELLO, ANA).state is State.UNKNOWN

    def test_one_that_never_got_out_all_day_does_not_silence_the_next(self, stage: Stage) -> None:
        stage.team.lead(at("2026-03-17 10:00"))
        stage.messenger.script["U1"] = [Refused(reason="ratelimited", retry_after=timedelta(hours=9))]
        stage.tick()
        stage.tick(at("2026-03-18 17:00"))
        assert stage.row(HELLO, ANA).state is State.DROPPED
        stage.tick(MORNING + timedelta(days=1))
        assert (NUDGE, "U1") in stage.messenger.shown()


class TestRefused:
    def test_with_a_time_it_is_sent_then(self, greeted: Stage) -> None:
        greeted.messenger.script["sla"] = [Refused(reason="ratelimited", retry_after=timedelta(seconds=30))]
        greeted.tick()
        (row,) = greeted.rows(State.PLANNED)
        assert (row.kind, row.reason, row.next_at) == (DIGEST, "ratelimited", MORNING + timedelta(seconds=30))
        greeted.tick(MORNING + timedelta(seconds=29))
        assert greeted.messenger.shown() == [(NUDGE, "U1")]
        greeted.tick(MORNING + timedelta(seconds=30))
        assert greeted.messenger.shown() == [(NUDGE, "U1"), (DIGEST, "sla")]
        assert greeted.rows(State.PLANNED) == []

    def test_at_once_is_not_within_the_same_tick(self, greeted: Stage) -> None:
        greeted.messenger.script["sla"] = [Refused(reason="busy", retry_after=timedelta(0))] * 3
        assert greeted.tick() == 2
        assert len(greeted.messenger.tried) == 2

    def test_for_good_is_failed_and_stays_so(self, greeted: Stage) -> None:
        greeted.messenger.script["U1"] = [Refused(reason="msg_too_long")]
        for n in range(5):
            greeted.tick(MORNING + n * MINUTE)
        assert greeted.messenger.shown() == [(DIGEST, "sla")]
        row = greeted.row(NUDGE, ANA)
        assert (row.state, row.reason, row.attempt) == (State.FAILED, "msg_too_long", 1)


class TestAmbiguous:
    @pytest.mark.parametrize("answer", [Ambiguous(reason="timed out"), Broken("no idea"), OSError("reset")])
    def test_is_unknown_and_never_posted_again(self, greeted: Stage, answer: Ambiguous | Exception) -> None:
        greeted.messenger.script["U1"] = [answer]
        for n in range(30):
            greeted.tick(MORNING + n * MINUTE)
        assert greeted.row(NUDGE, ANA).state is State.UNCONFIRMED
        assert [post.to for post in greeted.messenger.tried] == ["sla", "U1"]

    def test_a_claim_that_was_about_to_post_and_never_settled_is_too(self, greeted: Stage) -> None:
        with greeted.team.work() as work:
            new = NewDelivery(
                kind=DIGEST, subject="sla", on=MORNING.date(), due_at=MORNING,
                expires_at=MORNING + timedelta(hours=3),
            )  # fmt: skip
            work.deliveries.plan(new)
            claimed = work.deliveries.claim(MORNING)
            assert claimed is not None
            assert work.deliveries.posting(claimed, "Csla")
            work.commit()
        greeted.clock.real += LEASE - timedelta(seconds=1)
        greeted.tick()
        assert [row.state for row in greeted.rows() if row.kind is DIGEST] == [State.SENDING]
        greeted.clock.real += timedelta(seconds=1)
        greeted.tick()
        assert [row.state for row in greeted.rows() if row.kind is DIGEST] == [State.UNKNOWN]
        assert greeted.messenger.shown() == [(NUDGE, "U1")]


class TestOthers:
    CREW: tuple[Person, ...] = (ANA, person("Cy Orr"), person("Di Poe"))

    @pytest.mark.parametrize(
        "trouble", [Refused(reason="no"), Ambiguous(reason="timed out"), Broken("in Slack"), None]
    )
    def test_get_theirs_whatever_happens_to_one(
        self, store: AnyStore, trouble: Refused | Ambiguous | Exception | None
    ) -> None:
        team = Team(store=store, tenant_id=store.tenants.sole(), terms=replace(TERMS, people=self.CREW))
        stage = Stage(team=team, clock=MovedByHand(moment=MORNING, real=MORNING))
        stage.greet(*self.CREW)
        for each in self.CREW:
            team.lead(at("2026-03-17 10:00"), owner=each)
        if trouble is None:
            stage.bulletins.broken = {ANA.email}
        else:
            stage.messenger.script["U1"] = [trouble]
        stage.tick()
        assert stage.messenger.shown() == [(DIGEST, "sla"), (NUDGE, "U2"), (NUDGE, "U3")]
