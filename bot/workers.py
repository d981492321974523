"""Threads beside everything else, so that no press waits for what they do and no failure of it reaches anybody."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger()

Key = TypeVar("Key")
Job = TypeVar("Job")


class Workers(Generic[Key, Job]):
    """Do each key's job once however often it was asked for meanwhile, in the order of the first asking.

    What fails is logged as `failure` with its key, by the name `key`.
    """

    def __init__(self, *, threads: int = 1, failure: str, key: str) -> None:
        self._threads, self._failure, self._key = threads, failure, key
        self._waiting: dict[Key, Job] = {}
        self._in_hand = 0
        self._stopping = False
        self._changed = threading.Condition()

    def want(
        self,
        key: Key,
        job: Job,
        *,
        both: Callable[[Job, Job], Job] = lambda _, later: later,
        most: int | None = None,
    ) -> bool:
        """False where it is not taken: after the stop, or where `most` wait. `both` joins it to one that waits."""
        with self._changed:
            if self._stopping or (most is not None and len(self._waiting) >= most):
                return False
            self._waiting[key] = both(self._waiting[key], job) if key in self._waiting else job
            self._changed.notify()
            return True

    def start(self, do: Callable[[Key, Job], None]) -> None:
        for _ in range(self._threads):
            threading.Thread(target=self._run, args=(do,), name=self._key, daemon=True).start()

    def stop(self, within_seconds: float, *, finish: bool = False) -> int:
        """Let what is in hand be done, and with `finish` all that waits too; tells how many were cut off."""
        with self._changed:
            self._stopping = True
            if not finish:
                self._waiting.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._waiting and not self._in_hand, within_seconds)
            left = len(self._waiting) + self._in_hand
            self._waiting.clear()
            return left

    def _run(self, do: Callable[[Key, Job], None]) -> None:
        while (found := self._next()) is not None:
            key, job = found
            try:
                do(key, job)
            except Exception:  # one failure never stops the others
                log.warning(self._failure, **{self._key: key}, exc_info=True)
            finally:
                self._done()

    def _next(self) -> tuple[Key, Job] | None:
        """None when the bot stops and nothing waits."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if not self._waiting:
                return None
            self._in_hand += 1
            key = next(iter(self._waiting))
            return key, self._waiting.pop(key)

    def _done(self) -> None:
        with self._changed:
            self._in_hand -= 1
            self._changed.notify_all()
