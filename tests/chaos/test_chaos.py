"""Replicas that are killed without pause, on a network that fails a third of the calls, with everything due at once."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from random import Random

import psutil
import pytest

from scheduling.points import Point
from sla.delivery import LEASE
from tests.chaos.ground import NINE, Ground, reckoning
from tests.chaos.paper_slack import PaperSlack

FAULTS = 0.31
HURRY = timedelta(minutes=1)
"""Of the product's time, for each quarter of a second of ours, so that looks come due."""


def run(ground: Ground, *, seed: int, replicas: int, messages: int, seconds: float) -> Counter[str]:
    """Until `seconds` are over there are kills; then all is quiet, and the replicas come to an end."""
    dice = Random(seed)  # noqa: S311 - the same seed makes the same dice
    ground.plan(messages)
    crowd = [start(ground, dice) for _ in range(replicas)]
    began, kills, moment = time.monotonic(), 0, NINE
    try:
        while ground.open_rows():
            time.sleep(dice.uniform(0.1, 0.45))
            moment += HURRY
            ground.move_to(moment)
            ground.age_leases(LEASE / 8)
            if time.monotonic() - began < seconds:
                kills += kill_one(ground, crowd, dice)
    finally:
        for one in crowd:
            one.kill()
    counts = reckoning(ground.rows(), PaperSlack.arrivals_in(ground.arrived))
    counts["kills"] = kills
    print(  # noqa: T201 - what a run of chaos reports
        f"{replicas} replicas, {ground.store.engine.dialect.name}, seed {seed}, "
        f"{time.monotonic() - began:.0f} s: {dict(counts)}"
    )
    return counts


def start(ground: Ground, dice: Random) -> ForkServerProcess:
    return ground.unending(ground.orders(plans=False, seed=dice.randrange(10**9), faults=FAULTS))


def kill_one(ground: Ground, crowd: list[ForkServerProcess], dice: Random) -> int:
    nth = dice.randrange(len(crowd))
    crowd[nth].kill()
    crowd[nth].join()
    crowd[nth] = start(ground, dice)
    return 1


def keeps_the_promise(counts: Counter[str], messages: int) -> None:
    assert counts["messages"] == messages
    assert counts["duplicates"] == counts["lost"] == counts["unsettled"] == 0
    assert counts["kills"] > 0
    assert counts["sent"] > messages / 2, "most arrived all the same"


def test_a_sample(on_postgres: Ground) -> None:
    keeps_the_promise(run(on_postgres, seed=1, replicas=3, messages=60, seconds=2), 60)


@pytest.mark.chaos
def test_eight_replicas_and_ten_thousand_messages(on_postgres: Ground) -> None:
    counts = run(on_postgres, seed=2, replicas=8, messages=10_000, seconds=3600)
    keeps_the_promise(counts, 10_000)


@pytest.mark.parametrize("point", [Point.CLAIMED, Point.BEFORE_POST, Point.AFTER_POST])
def test_a_process_that_is_stopped_for_longer_than_its_lease(ground: Ground, point: Point) -> None:
    """Others go on with its message as with any that lapsed; awake again, it does no harm."""
    ground.plan(10)
    asleep = ground.unending(ground.orders(plans=False, dies_at=point, dies_on_the=3, stops_only=True))
    try:
        until(lambda: psutil.Process(asleep.pid).status() == psutil.STATUS_STOPPED)
        ground.age_leases()
        with ground.process(ground.orders(plans=False)) as other:
            other.beat()
            os.kill(asleep.pid or 0, signal.SIGCONT)
            for minutes in (2, 7, 18):
                ground.move_to(NINE + timedelta(minutes=minutes))
                other.beat()
        until(lambda: ground.open_rows() == 0)
    finally:
        asleep.kill()
    counts = reckoning(ground.rows(), PaperSlack.arrivals_in(ground.arrived))
    print(f"SIGSTOP at {point}, {ground.store.engine.dialect.name}: {dict(counts)}")  # noqa: T201
    assert counts["duplicates"] == counts["lost"] == counts["unsettled"] == 0
    assert counts["sent"] + counts["in doubt"] == 10
    assert counts["in doubt"] <= 1


def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")
