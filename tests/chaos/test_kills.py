"""kill -9 at each named point, through the sandbox: the message arrives once, or somebody hears that it may not have."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from slack_sdk import WebClient

from sandbox.driver import Driver
from sandbox.manifest import read_manifest
from sandbox.server import Sandbox
from scheduling.points import Point
from sla.delivery import State
from sla.reasons import NOTHING_TO_SAY
from tests.chaos.ground import NINE, Ground, Process, reckoning
from tests.chaos.replica import DURING_POST, POINTS, Orders
from tests.e2e.conftest import MANIFEST
from tests.e2e.team import PEOPLE

AFTERWARDS = (1, 2, 6, 16)
"""Minutes after nine at which another process beats: the lease ends, and three looks."""


@dataclass
class Mornings:
    """One working day after the other; on each a process dies at a point, and another goes on."""

    ground: Ground
    sandbox: Sandbox
    people: Driver
    dice: Random
    day: datetime = NINE
    killed: Counter[str] = field(default_factory=Counter)

    def orders(self, **changed: object) -> Orders:
        slack = (self.sandbox.api_url, self.sandbox.bot_token)
        return self.ground.orders(slack=slack, seed=self.dice.randrange(10**9), **changed)

    def die_at(self, point: str) -> None:
        self.people.advance_to(self.day.isoformat())
        if point == Point.LOOKED_UP:
            self._leave_in_doubt()
        if point == DURING_POST:
            self.people.fault("chat.postMessage", "latency", times=3, seconds=0.02)
        nth = 1 if point in {Point.PLANNED, Point.LOOKED_UP} else self.dice.choice([1, 2, 3])
        with self.ground.process(self.orders(dies_at=point, dies_on_the=nth)) as doomed:
            self.killed[point] += doomed.beat() is None and doomed.was_killed
        self.people.clear_faults()
        self.ground.age_leases()
        with self.ground.process(self.orders()) as heir:
            self._go_on(heir)
        self.day += timedelta(days=3 if self.day.weekday() == 4 else 1)

    def quiet_day(self) -> None:
        self.people.advance_to(self.day.isoformat())
        with self.ground.process(self.orders()) as process:
            process.beat()
            self._go_on(process)

    def references(self) -> Counter[str]:
        """What anybody can read, by the reference of its delivery."""
        client = WebClient(token=self.sandbox.bot_token, base_url=self.sandbox.api_url, retry_handlers=[])
        found: Counter[str] = Counter()
        members = [one.id for one in PEOPLE.people if not one.is_guest]
        direct = [client.conversations_open(users=one)["channel"]["id"] for one in members]
        for place in ("C1SLA", *direct):
            for page in client.conversations_history(channel=place, include_all_metadata=True, limit=200):
                found.update(one["metadata"]["event_payload"]["reference"] for one in page["messages"])
        return found

    def _leave_in_doubt(self) -> None:
        self.people.fault("chat.postMessage", self.dice.choice(["drop_after", "drop_before"]))
        with self.ground.process(self.orders()) as process:
            process.beat()
        self.people.advance_to((self.day + timedelta(minutes=1, seconds=15)).isoformat())

    def _go_on(self, process: Process) -> None:
        for minutes in AFTERWARDS:
            self.people.advance_to((self.day + timedelta(minutes=minutes, seconds=30)).isoformat())
            assert process.beat() is not None


@contextmanager
def mornings(ground: Ground, seed: int) -> Iterator[Mornings]:
    place = Sandbox(
        PEOPLE, read_manifest(MANIFEST), clock_file=Path(ground.clock_file), start=NINE - timedelta(hours=1)
    )
    ground.clock_file.unlink()
    dice = Random(seed)  # noqa: S311 - the same seed makes the same run
    with place as sandbox:
        yield Mornings(ground, sandbox, Driver(sandbox.url), dice)


def kill(ground: Ground, *, times: int, seed: int) -> None:
    with mornings(ground, seed) as each:
        for _ in range(times):
            for point in POINTS:
                each.die_at(point)
        each.quiet_day()
        rows, arrived = ground.rows(), each.references()
    counts = reckoning(rows, arrived)
    print(  # noqa: T201 - what a run of chaos reports
        f"kill -9, {ground.store.engine.dialect.name}, seed {seed}: {dict(each.killed)} {dict(counts)}"
    )
    assert counts["duplicates"] == counts["lost"] == counts["unsettled"] == 0
    assert counts["in doubt, yet arrived"] == 0
    missing = {one.state for one in rows if not arrived[one.reference] and one.reason != NOTHING_TO_SAY}
    assert missing <= {State.TOLD}, "whatever is missing was told of"
    assert min(each.killed[point] for point in POINTS) >= times / 2, "the processes did die there"


def test_once_at_each_point(ground: Ground) -> None:
    kill(ground, times=1, seed=1)


@pytest.mark.chaos
def test_fifty_times_at_each_point(ground: Ground) -> None:
    kill(ground, times=50, seed=2)
