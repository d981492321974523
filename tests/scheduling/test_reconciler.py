"""What became of a message whose answer never came: found, or not to be found and then told of (DESIGN §6)."""

from datetime import timedelta

import pytest

from scheduling.messenger import Absent, Ambiguous, Refused
from scheduling.reconciler import CLOCKS_DIFFER, MOST_AT_ONCE, Reconciler
from sla.delivery import LEASE, Kind, NewDelivery, Posted, State
from sla.digest import Hello
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Post, Stage
from tests.sla.services.agreement import ANA, at

MINUTE = timedelta(minutes=1)
TOMORROW = MORNING + timedelta(days=1)
DIGEST, HELLO, NUDGE = Kind.DIGEST, Kind.HELLO, Kind.NUDGE
LOST = Ambiguous(reason="timed out")


@pytest.fixture
def doubtful(greeted: Stage) -> Stage:
    """Ana's nudge was posted, or not: no answer came."""
    greeted.messenger.script["U1"] = [LOST]
    greeted.tick()
    return greeted


def arrived_after_all(stage: Stage) -> None:
    stage.messenger.posted.append(stage.messenger.tried[-1])


class TestFound:
    @pytest.mark.parametrize("minutes", [1, 5, 15])
    def test_at_any_of_three_looks(self, doubtful: Stage, minutes: int) -> None:
        for n in range(1, minutes):
            doubtful.tick(MORNING + n * MINUTE)
        arrived_after_all(doubtful)
        doubtful.tick(MORNING + minutes * MINUTE)
        row = doubtful.row(NUDGE, ANA)
        assert (row.state, row.channel_id, row.message_ts) == (State.SENT, "DU1", "2.0")

    def test_a_hello_counts_as_said(self, stage: Stage) -> None:
        stage.messenger.script["U1"] = [LOST]
        stage.tick()
        arrived_after_all(stage)
        stage.tick(MORNING + MINUTE)
        assert stage.row(HELLO, ANA).state is State.SENT
        with stage.team.work() as work:
            assert next(member.greeted for member in work.members.all())

    def test_it_looks_from_before_it_was_claimed(self, doubtful: Stage) -> None:
        doubtful.tick(MORNING + MINUTE)
        assert doubtful.messenger.looked == [(doubtful.row(NUDGE, ANA).reference, MORNING - CLOCKS_DIFFER)]


class TestNotFound:
    def test_after_one_five_and_fifteen_minutes_it_is_unconfirmed(self, doubtful: Stage) -> None:
        looks = []
        for n in range(40):
            before = len(doubtful.messenger.looked)
            doubtful.tick(MORNING + n * MINUTE)
            looks += [n] * (len(doubtful.messenger.looked) - before)
        assert looks == [1, 5, 15]
        assert doubtful.row(NUDGE, ANA).state is State.UNCONFIRMED
        assert [post.to for post in doubtful.messenger.tried] == ["sla", "U1"]

    def test_without_the_right_to_read_it_is_unconfirmed_at_once(self, doubtful: Stage) -> None:
        doubtful.messenger.looks = [Refused(reason="missing_scope")]
        doubtful.tick(MORNING + MINUTE)
        row = doubtful.row(NUDGE, ANA)
        assert (row.state, row.reason) == (State.UNCONFIRMED, "history not read: missing_scope")

    def test_a_history_that_cannot_be_read_now_is_read_later(self, doubtful: Stage) -> None:
        doubtful.messenger.looks = [Refused(reason="ratelimited", retry_after=timedelta(minutes=30))]
        doubtful.tick(MORNING + MINUTE)
        doubtful.tick(MORNING + 30 * MINUTE)
        assert (doubtful.row(NUDGE, ANA).state, doubtful.row(NUDGE, ANA).looks) == (State.UNKNOWN, 0)
        arrived_after_all(doubtful)
        doubtful.tick(MORNING + 31 * MINUTE)
        assert doubtful.row(NUDGE, ANA).state is State.SENT

    def test_one_look_that_breaks_stops_no_other(self, greeted: Stage) -> None:
        greeted.messenger.script["sla"] = [LOST]
        greeted.messenger.script["U1"] = [LOST]
        greeted.tick()
        arrived_after_all(greeted)
        find, calls = greeted.messenger.find, []

        def breaks_once(*args: str, **kwargs: object) -> Posted | Absent | Refused:
            calls.append(args)
            if len(calls) == 1:
                raise OSError
            return find(*args, **kwargs)  # type: ignore[arg-type]

        greeted.messenger.find = breaks_once  # type: ignore[method-assign]
        greeted.tick(MORNING + MINUTE)
        assert greeted.row(NUDGE, ANA).state is State.SENT
        greeted.tick(MORNING + 2 * MINUTE)
        assert [row.looks for row in greeted.rows(State.UNKNOWN)] == [1]

    def test_a_tick_looks_for_so_many(self, greeted: Stage) -> None:
        with greeted.team.work() as work:
            for n in range(MOST_AT_ONCE + 5):
                work.deliveries.plan(
                    NewDelivery(
                        kind=DIGEST, subject=f"c{n}", on=MORNING.date(), due_at=MORNING, expires_at=TOMORROW
                    )
                )
                claimed = work.deliveries.claim(MORNING)
                assert claimed is not None
                work.deliveries.posting(claimed, "C1")
            work.commit()
        greeted.clock.real += LEASE
        reconciler = Reconciler(desk=greeted.team.desk, messenger=greeted.messenger)
        assert reconciler.reconcile(MORNING) == 0
        assert reconciler.reconcile(MORNING + MINUTE) == MOST_AT_ONCE
        assert reconciler.reconcile(MORNING + MINUTE) == 5


class TestTold:
    """Its content goes into the next message to the same person; a channel learns no more than that."""

    @staticmethod
    def next_morning(stage: Stage) -> list[Post]:
        for minutes in (1, 5, 15):
            stage.tick(MORNING + minutes * MINUTE)
        before = len(stage.messenger.posted)
        stage.tick(TOMORROW)
        return stage.messenger.posted[before:]

    def test_a_nudge_by_the_next_nudge_once(self, doubtful: Stage) -> None:
        nudge = next(post for post in self.next_morning(doubtful) if post.to == "U1")
        (late,) = nudge.late
        assert (late.kind, late.on, late.content) == (NUDGE, MORNING.date(), None)
        assert [row.on for row in doubtful.rows(State.TOLD)] == [MORNING.date()]
        doubtful.tick(TOMORROW + timedelta(days=1))
        assert doubtful.messenger.posted[-1].late == ()

    def test_a_hello_with_what_it_said(self, stage: Stage) -> None:
        stage.team.lead(at("2026-03-17 10:00"))
        stage.messenger.script["U1"] = [LOST]
        stage.tick()
        for minutes in (1, 5, 15):
            stage.tick(MORNING + minutes * MINUTE)
        stage.tick(TOMORROW)
        (late,) = stage.messenger.posted[-1].late
        assert isinstance(late.content, Hello)
        assert stage.row(HELLO, ANA).state is State.TOLD

    def test_again_where_that_message_did_not_arrive_either(self, doubtful: Stage) -> None:
        doubtful.messenger.script["U1"] = [LOST]
        self.next_morning(doubtful)
        for minutes in (1, 5, 15):
            doubtful.tick(TOMORROW + minutes * MINUTE)
        doubtful.tick(TOMORROW + timedelta(days=1))
        assert [late.on for late in doubtful.messenger.posted[-1].late] == [TOMORROW.date()], (
            "one line a kind"
        )
        assert [row.on for row in doubtful.rows(State.TOLD)] == [MORNING.date(), TOMORROW.date()]

    def test_a_digest_by_the_next_without_a_word_of_what_it_said(self, greeted: Stage) -> None:
        greeted.messenger.script["sla"] = [LOST]
        greeted.tick()
        digest = next(post for post in self.next_morning(greeted) if post.to == "sla")
        assert digest.doubt
        assert [row.kind for row in greeted.rows(State.TOLD)] == [DIGEST]

    def test_an_answer_that_comes_late_wins(self, doubtful: Stage) -> None:
        for minutes in (1, 5, 15):
            doubtful.tick(MORNING + minutes * MINUTE)
        row = doubtful.row(NUDGE, ANA)
        assert row.state is State.UNCONFIRMED
        with doubtful.team.work() as work:
            work.deliveries.sent(row.id, row.attempt, Posted(channel_id="DU1", message_ts="1.0"))
            work.commit()
        nudge = next(post for post in self.next_morning(doubtful) if post.to == "U1")
        assert nudge.late == ()
