"""The heartbeat: a few interval ticks in memory. The database is the schedule, so a missed tick costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from scheduling.clock import Clock

log = structlog.get_logger()

Job = Callable[[datetime], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class JobSpec:
    """Something to do at every tick, given the moment; safe to run twice."""

    name: str
    run: Job


class Ticker:
    def __init__(self, *, jobs: tuple[JobSpec, ...], clock: Clock, every_seconds: float) -> None:
        self._jobs = jobs
        self._clock = clock
        self._every = every_seconds
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
        self._scheduler.start()

    def stop(self) -> None:
        """Waits for the tick in hand to finish."""
        self._scheduler.shutdown(wait=True)

    def tick(self) -> None:
        """Read the clock once, and do everything as of that moment; one job's failure stops no other."""
        now = self._clock.now()
        for job in self._jobs:
            try:
                job.run(now)
            except Exception:  # the next tick tries again
                log.exception("tick failed", job=job.name)
