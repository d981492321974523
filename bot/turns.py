"""Does what was left for after its acknowledgement: by a few threads, and each person's in the order it came."""

import threading
from collections import deque
from collections.abc import Callable

import structlog

from bot.acks_first import AcksFirst

log = structlog.get_logger()

THREADS = 24
"""How many jobs are in hand at a time; each holds at most one connection to the database."""
STOP_WITHIN_SECONDS = 10.0

Job = Callable[[], None]


class Turns:
    """Who came first comes first; nobody has two jobs in hand."""

    def __init__(self, first: AcksFirst | None = None) -> None:
        self._first = first or AcksFirst()
        self._jobs: dict[str, deque[Job]] = {}
        self._ready: deque[str] = deque()
        self._waiting = 0
        self._in_hand = 0
        self._stopping = False
        self._lock = threading.Lock()
        self._some_ready = threading.Condition(self._lock)
        self._all_done = threading.Condition(self._lock)

    def add(self, slack_id: str, job: Job, *, most: int | None = None) -> bool:
        """False where it is not taken: at a stop, or where `most` wait already."""
        with self._lock:
            if self._stopping or (most is not None and self._waiting >= most):
                return False
            if slack_id not in self._jobs:
                self._jobs[slack_id] = deque()
                self._ready.append(slack_id)
                self._some_ready.notify()
            self._jobs[slack_id].append(job)
            self._waiting += 1
            return True

    def start(self) -> None:
        for number in range(THREADS):
            threading.Thread(target=self._run, name=f"turn {number}", daemon=True).start()

    def stop(self) -> None:
        """Take none any more, and do those that wait."""
        with self._lock:
            self._stopping = True
            self._all_done.wait_for(lambda: not self._waiting and not self._in_hand, STOP_WITHIN_SECONDS)
            if left := self._waiting + self._in_hand:
                log.warning("jobs were not done before the stop", jobs=left)
            self._jobs.clear()
            self._ready.clear()
            self._waiting = 0
            self._some_ready.notify_all()

    def _run(self) -> None:
        while (found := self._next()) is not None:
            slack_id, job = found
            self._first.give_way()
            try:
                job()
            except Exception:  # one job's failure never stops the others
                log.warning("could not tell the person", exc_info=True)
            finally:
                self._done(slack_id)

    def _next(self) -> tuple[str, Job] | None:
        """None when the bot stops and all is done that can be begun."""
        with self._some_ready:
            self._some_ready.wait_for(lambda: self._ready or (self._stopping and not self._waiting))
            if not self._ready:
                return None
            slack_id = self._ready.popleft()
            self._waiting -= 1
            self._in_hand += 1
            return slack_id, self._jobs[slack_id].popleft()

    def _done(self, slack_id: str) -> None:
        with self._lock:
            self._in_hand -= 1
            if self._jobs.get(slack_id):
                self._ready.append(slack_id)
                self._some_ready.notify()
            else:
                self._jobs.pop(slack_id, None)
            if not self._waiting and not self._in_hand:
                self._all_done.notify_all()
