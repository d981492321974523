"""One thread beside everything else, so that no press waits for what it does and no failure of it reaches anybody."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger()

Key = TypeVar("Key")
Job = TypeVar("Job")


class Worker(Generic[Key, Job]):
    """Does each key's job once however often it was asked for meanwhile, in the order of the first asking.

    Each job is begun when `before` returns. What fails is logged as `failure` with its key, by the name `key`.
    """

    def __init__(self, *, failure: str, key: str, before: Callable[[], None] = lambda: None) -> None:
        self._failure, self._key, self._before = failure, key, before
        self._waiting: dict[Key, Job] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def want(self, key: Key, job: Job, *, both: Callable[[Job, Job], Job] = lambda _, later: later) -> None:
        """`both` joins it to one that waits."""
        with self._changed:
            self._waiting[key] = both(self._waiting[key], job) if key in self._waiting else job
            self._changed.notify()

    def start(self, do: Callable[[Key, Job], None]) -> None:
        self._thread = threading.Thread(target=self._run, args=(do,), name=self._key, daemon=True)
        self._thread.start()

    def stop(self, within_seconds: float) -> None:
        """Let what is in hand be done."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(within_seconds)

    def _run(self, do: Callable[[Key, Job], None]) -> None:
        while (found := self._next()) is not None:
            key, job = found
            self._before()
            try:
                do(key, job)
            except Exception:  # one failure never stops the others
                log.warning(self._failure, **{self._key: key}, exc_info=True)

    def _next(self) -> tuple[Key, Job] | None:
        """None when the bot stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            if self._stopping:
                return None
            key = next(iter(self._waiting))
            return key, self._waiting.pop(key)
