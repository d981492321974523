"""How often a source may push, and how many pushes are taken at once, so that people are answered meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

BURST_SECONDS = 10
"""A source that was quiet may send as much at once as it may in so many seconds."""
SHARE = 4
"""One in so many of the process's threads is for pushes."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limits:
    """Of this process; several together take as many times more."""

    def __init__(
        self, *, per_minute: int, threads: int, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = per_minute / 60
        self._most = max(1.0, self._rate * BURST_SECONDS)
        self._buckets: dict[str, _Bucket] = {}
        self._seconds = seconds
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(max(1, threads // SHARE))

    def wait_of(self, source: str) -> int:
        """0 where this request may go on, which uses it up; otherwise after how many seconds the next may."""
        with self._lock:
            now = self._seconds()
            bucket = self._buckets.setdefault(source, _Bucket(left=self._most, at=now))
            bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._rate)
            bucket.at = now
            if bucket.left >= 1:
                bucket.left -= 1
                return 0
            return ceil((1 - bucket.left) / self._rate)

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether there is a thread for it now."""
        free = self._free.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._free.release()
