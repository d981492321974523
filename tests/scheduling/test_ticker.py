"""The heartbeat: one moment for all jobs of a tick, and no job's failure stops another."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from threading import Event, Timer

from scheduling.ticker import JobSpec, Ticker
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Broken, MovedByHand


def clock() -> MovedByHand:
    return MovedByHand(moment=MORNING, real=MORNING)


def ticker(time: MovedByHand, *jobs: JobSpec, every: float = 60) -> Ticker:
    return Ticker(jobs=jobs, clock=time, every_seconds=every)


def test_all_jobs_see_the_moment_that_the_clock_was_read_once() -> None:
    time = clock()
    seen: list[tuple[str, datetime]] = []

    def first(now: datetime) -> None:
        seen.append(("first", now))
        time.moment += timedelta(hours=1)

    def second(now: datetime) -> None:
        seen.append(("second", now))

    beat = ticker(time, JobSpec(name="first", run=first), JobSpec(name="second", run=second))
    beat.tick()
    assert seen == [("first", MORNING), ("second", MORNING)]
    assert time.reads == 1
    beat.tick()
    assert seen[2:] == [("first", MORNING + timedelta(hours=1)), ("second", MORNING + timedelta(hours=1))]


def test_a_job_that_fails_stops_neither_the_others_nor_the_next_tick(
    logs: list[MutableMapping[str, object]],
) -> None:
    done: list[str] = []

    def breaks(_now: datetime) -> None:
        done.append("broke")
        raise Broken

    beat = ticker(
        clock(),
        JobSpec(name="breaks", run=breaks),
        JobSpec(name="works", run=lambda _now: done.append("worked")),
    )
    beat.tick()
    beat.tick()
    assert done == ["broke", "worked"] * 2
    assert [(entry["event"], entry["job"]) for entry in logs] == [("tick failed", "breaks")] * 2


def test_it_beats_by_itself_until_it_is_stopped() -> None:
    thrice, ticks = Event(), []

    def count(now: datetime) -> None:
        ticks.append(now)
        if len(ticks) >= 3:
            thrice.set()

    beat = ticker(clock(), JobSpec(name="count", run=count), every=0.01)
    beat.start()
    assert thrice.wait(timeout=10)
    beat.stop()
    seen = len(ticks)
    assert not Event().wait(timeout=0.05)
    assert len(ticks) == seen


def test_stopping_waits_for_the_tick_in_hand() -> None:
    began, may_end, ended = Event(), Event(), Event()

    def slow(_now: datetime) -> None:
        began.set()
        assert may_end.wait(timeout=10)
        ended.set()

    beat = ticker(clock(), JobSpec(name="slow", run=slow), every=0.01)
    beat.start()
    assert began.wait(timeout=10)
    Timer(0.1, may_end.set).start()
    beat.stop()
    assert ended.is_set()


def test_what_hinders_it_is_said_once_and_nothing_is_done(logs: list[MutableMapping[str, object]]) -> None:
    done: list[datetime] = []
    why: list[str | None] = ["another schema", "another schema", None, "another schema"]
    beat = Ticker(
        jobs=(JobSpec(name="work", run=done.append),),
        clock=clock(),
        every_seconds=60,
        hindrance=lambda: why.pop(0),
    )
    for _ in range(4):
        beat.tick()
    assert done == [MORNING]
    assert [entry["why"] for entry in logs] == ["another schema"] * 2


def test_a_store_that_cannot_be_asked_hinders_too(logs: list[MutableMapping[str, object]]) -> None:
    def broken() -> str | None:
        raise Broken

    done: list[datetime] = []
    jobs = (JobSpec(name="work", run=done.append),)
    Ticker(jobs=jobs, clock=clock(), every_seconds=60, hindrance=broken).tick()
    assert not done
    assert [entry["event"] for entry in logs] == ["tick failed"]


def test_once_it_is_to_stop_no_further_job_is_begun() -> None:
    stopping, done = Event(), []
    first = JobSpec(name="first", run=lambda _now: stopping.set())
    second = JobSpec(name="second", run=done.append)
    Ticker(jobs=(first, second), clock=clock(), every_seconds=60, stopping=stopping).tick()
    assert not done
