"""Whose turn an input is: each once, a person's in order over all processes, and none is lost with its process."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from bot.custody import Custody
from bot.group_commit import GroupCommit
from sla.arrivals import Arrival
from sla.errors import Conflict
from tests.fakes.store import FakeStore
from tests.sla.services.team import Team
from tests.storage.examples import NOW

START_OVER = 0.0


def arrival(key: str, slack_id: str = "U1") -> Arrival:
    return Arrival(key=key, slack_id=slack_id, at=NOW, said="{}")


class Process:
    """One that keeps and begins; nothing is done until it is told so."""

    def __init__(self, team: Team, holder: str) -> None:
        self.desk = team.desk
        self.holder = holder
        self.begun: list[str] = []
        self.custody = Custody(team.desk, holder, lambda one: self.begun.append(one.key))

    def hear(self, *arrivals: Arrival) -> "Process":
        with self.desk.open() as work:
            work.arrivals.keep(arrivals, self.holder)
            work.commit()
        self.custody.kept(arrivals)
        return self

    def left(self) -> list[str]:
        with self.desk.look() as work:
            return [one.key for one in work.arrivals.of({"U1", "U2"})]


Start = Callable[[str], Process]


@pytest.fixture
def start() -> Start:
    team = Team.of(FakeStore())
    return lambda holder: Process(team, holder)


def test_each_is_begun_once_and_in_order(start: Start) -> None:
    one = start("a").hear(arrival("1"), arrival("2")).hear(arrival("1"))
    assert not one.custody.begin()
    one.hear(arrival("2"), arrival("3"))
    one.custody.begin()
    assert one.begun == ["1", "2", "3"]


def test_what_is_seen_in_the_store_before_it_is_in_hand_is_begun_when_it_is(start: Start) -> None:
    one, late = start("a").hear(arrival("1")), arrival("2")
    with one.desk.open() as work:
        work.arrivals.keep([late], "a")
        work.commit()
    assert one.custody.begin(), "somebody waits for it"
    one.custody.kept([late])
    assert not one.custody.begin()
    assert one.begun == ["1", "2"]


def test_what_is_done_is_forgotten(start: Start) -> None:
    one = start("a").hear(arrival("1"), arrival("2"))
    one.custody.begin()
    one.custody.done("1")
    one.custody.forget()
    assert (one.left(), len(one.custody)) == (["2"], 1)


def test_a_repeat_of_what_is_done_leaves_nothing_behind(start: Start) -> None:
    one = start("a").hear(arrival("1"))
    one.custody.begin()
    one.custody.done("1")
    one.hear(arrival("1"))
    one.custody.forget()
    one.custody.begin()
    for key in one.begun[1:]:
        one.custody.done(key)
    one.custody.forget()
    assert (one.left(), len(one.custody)) == ([], 0)


def test_nobody_overtakes_themselves_at_another_process(start: Start) -> None:
    one, other = start("a").hear(arrival("1")), start("b").hear(arrival("2"), arrival("3", "U2"))
    assert other.custody.begin()
    assert other.begun == ["3"], "another person's need not wait"
    one.custody.begin()
    one.custody.done("1")
    one.custody.forget()
    assert not other.custody.begin()
    assert (one.begun, other.begun) == (["1"], ["3", "2"])


def test_what_the_dead_held_is_taken_over_in_order(start: Start) -> None:
    start("a").hear(arrival("1"), arrival("2"))
    other = start("b").hear(arrival("3"))
    other.custody.take_over()
    other.custody.begin()
    assert other.begun == [], "it may live"
    other.custody.take_over(patience=START_OVER)
    other.custody.begin()
    assert other.begun == ["1", "2", "3"]


def test_who_lives_keeps_its_own(start: Start) -> None:
    one, other = start("a").hear(arrival("1")), start("b")
    other.custody.take_over()
    with one.desk.look() as work:
        seen = work.arrivals.of_others("b")
    one.custody.beat()
    with other.desk.open() as work:
        assert work.arrivals.take(seen, "b") == ()


def test_what_was_given_up_is_taken_at_once(start: Start) -> None:
    one, other = start("a").hear(arrival("1")), start("b")
    one.custody.give_up()
    other.custody.take_over()
    other.custody.begin()
    assert other.begun == ["1"]


def test_what_never_got_into_the_store_is_not_begun(start: Start) -> None:
    one = start("a")
    one.custody.kept([arrival("1")])
    one.custody.begin()
    assert (one.begun, len(one.custody)) == ([], 0)


def test_all_that_wait_at_a_moment_go_together() -> None:
    batches: list[list[str]] = []
    first, go = Event(), Event()

    def write(arrivals: Sequence[Arrival]) -> None:
        batches.append([one.key for one in arrivals])
        first.set()
        assert go.wait(10)

    commits = GroupCommit(write)
    commits.start()
    with ThreadPoolExecutor(8) as pool:
        kept = [pool.submit(commits.keep, arrival("0"))]
        assert first.wait(10)
        kept += [pool.submit(commits.keep, arrival(str(n))) for n in range(1, 8)]
        while commits.waiting < 7:
            assert not any(one.done() for one in kept)
        go.set()
        for one in kept:
            one.result(10)
    commits.stop()
    assert [len(batch) for batch in batches] == [1, 7]
    with pytest.raises(Conflict):
        commits.keep(arrival("late"))


def test_whoever_waits_learns_that_it_failed() -> None:
    def write(_: Sequence[Arrival]) -> None:
        raise OSError("disk full")

    commits = GroupCommit(write)
    commits.start()
    for key in ("1", "2"):
        with pytest.raises(OSError, match="disk full"):
            commits.keep(arrival(key))
    commits.stop()
