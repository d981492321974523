"""Several workspaces in turn, and each conversation at Slack's pace."""

from datetime import timedelta

import pytest

from scheduling.points import Point
from scheduling.round import LONGEST, Round
from sla.delivery import Kind, NewDelivery, State
from tests.fakes.store import FakeStore
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Broken, MovedByHand, Stage
from tests.sla.services.team import Team

SECOND = timedelta(seconds=1)


def queue(stage: Stage, number: int, *, to: str | None = None) -> None:
    """That many messages that are due, each to a channel of its own unless it is said to which."""
    with stage.team.work() as work:
        for n in range(number):
            new = NewDelivery(
                kind=Kind.DIGEST,
                subject=to or f"c{n}",
                on=MORNING.date() - timedelta(days=n if to else 0),
                due_at=MORNING - timedelta(days=n if to else 0),
                expires_at=MORNING + timedelta(hours=1),
            )
            assert work.deliveries.plan(new)
        work.commit()


@pytest.fixture
def two() -> tuple[Stage, Stage]:
    """Two workspaces in one store."""
    first, clock = Team.of(FakeStore()), MovedByHand(moment=MORNING, real=MORNING)
    return Stage(team=first, clock=clock), Stage(team=first.elsewhere(), clock=clock)


def send(clock: MovedByHand, *stages: Stage) -> int:
    return Round([stage.sender() for stage in stages], clock=clock).send_due(MORNING)


class TestFair:
    def test_one_message_each_in_turn(self, two: tuple[Stage, Stage]) -> None:
        first, second = two
        queue(first, 20)
        queue(second, 3)
        by: list[int] = []
        for stage in two:
            tenant = int(stage.team.tenant_id)
            stage.messenger.meanwhile = lambda tenant=tenant: by.append(tenant)
        assert send(first.clock, first, second) == 23
        a, b = int(first.team.tenant_id), int(second.team.tenant_id)
        assert by[:6] == [a, b, a, b, a, b]

    def test_one_that_slack_holds_or_that_breaks_stops_no_other(self, two: tuple[Stage, Stage]) -> None:
        first, second = two
        queue(first, 5)
        queue(second, 5)
        first.messenger.hold = SECOND
        assert send(first.clock, first, second) == 5
        assert len(first.rows(State.PLANNED)) == 5

        def breaks() -> timedelta | None:
            raise Broken

        first.messenger.held = breaks  # type: ignore[method-assign]
        assert send(first.clock, first, second) == 0

    def test_not_for_longer_than_its_share_of_a_tick(self, two: tuple[Stage, Stage]) -> None:
        first, _ = two
        queue(first, 50)

        def slow() -> None:
            first.clock.real += SECOND

        first.messenger.meanwhile = slow
        assert send(first.clock, first) == LONGEST / SECOND
        assert send(first.clock, first) == 20


class TestPace:
    def when(self, stage: Stage) -> list[float]:
        """Seconds after the first, of each message that is posted now."""
        at = []
        stage.messenger.meanwhile = lambda: at.append(stage.clock.real)
        send(stage.clock, stage)
        return [(moment - at[0]) / SECOND for moment in at]

    def test_one_message_a_second_in_one_conversation(self, two: tuple[Stage, Stage]) -> None:
        queue(two[0], 4, to="sla")
        assert self.when(two[0]) == [0, 1, 2, 3]

    def test_at_once_in_several(self, two: tuple[Stage, Stage]) -> None:
        queue(two[0], 4)
        assert self.when(two[0]) == [0, 0, 0, 0]


class TestStore:
    """A database that is locked or gone: the tick ends, and what was posted is found later."""

    def test_an_outcome_that_cannot_be_recorded_is_found_in_history(self, two: tuple[Stage, Stage]) -> None:
        stage, _ = two
        queue(stage, 2)
        sender, tries = stage.sender(), []

        def reached(point: Point) -> None:
            if point is Point.RECORDED_BEFORE_COMMIT:
                tries.append(point)
                if len(tries) == 1:
                    raise OSError("database is locked")

        sender.reached = reached
        assert sender.send_due(MORNING) == 2
        assert [row.state for row in stage.rows()] == [State.SENDING, State.SENT]
        stage.clock.real += timedelta(minutes=1)
        stage.tick(MORNING + timedelta(minutes=1))
        stage.tick(MORNING + timedelta(minutes=2))
        assert {row.state for row in stage.rows() if row.subject.startswith("c")} == {State.SENT}
        posted = [post.to for post in stage.messenger.posted if post.to.startswith("c")]
        assert sorted(posted) == ["c0", "c1"]
