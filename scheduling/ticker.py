"""The heartbeat: a few interval ticks in memory. The database is the schedule, so a missed tick costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from scheduling.beats import Nobody, Part, Watcher
from scheduling.clock import Clock

log = structlog.get_logger()

Job = Callable[[datetime], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class JobSpec:
    """Something to do at every tick, given the moment; safe to run twice."""

    name: str
    run: Job


Hindrance = Callable[[], str | None]
"""Why nothing may be done by the clock at the moment; None: it may."""


def unhindered() -> str | None:
    return None


class Ticker:
    """Once `stopping` is set, what is in hand is finished and nothing more is begun."""

    def __init__(
        self,
        *,
        jobs: tuple[JobSpec, ...],
        clock: Clock,
        every_seconds: float,
        hindrance: Hindrance = unhindered,
        stopping: Event | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self._jobs = jobs
        self._clock = clock
        self._every = every_seconds
        self._hindrance = hindrance
        self._hindered_by: str | None = None
        self._stopping = stopping or Event()
        self._watcher = watcher or Nobody()
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def start(self) -> None:
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=self._every,
            id="tick",
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._watcher.beat(Part.SCHEDULER)  # so that a first tick that never comes is noticed too
        self._scheduler.start()

    def stop(self) -> None:
        """Waits for what is in hand."""
        self._stopping.set()
        self._scheduler.pause()  # or a tick that falls due meanwhile is handed to an executor that is closed
        self._scheduler.shutdown(wait=True)

    def tick(self) -> None:
        """Read the clock once, and do everything as of that moment; one job's failure stops no other."""
        now = self._clock.now()
        self._watcher.beat(Part.SCHEDULER)
        if self._hindered():
            return
        for job in self._jobs:
            if self._stopping.is_set():
                return
            self._watcher.beat(Part.SCHEDULER)
            try:
                job.run(now)
            except Exception:  # the next tick tries again
                log.exception("tick failed", job=job.name)

    def _hindered(self) -> bool:
        """Said once, for as long as it is the same."""
        try:
            why = self._hindrance()
        except Exception:  # the database cannot be asked, so nothing else could be done either
            log.exception("tick failed", job="look at the schema")
            return True
        if why is not None and why != self._hindered_by:
            log.error("nothing is sent by this process", why=why)
        self._hindered_by = why
        return why is not None
