"""Lets those who wait for an acknowledgement go before what is done after one: Slack gives up on them in seconds."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 12
"""With fewer that wait, both go on side by side."""
LONGEST_SECONDS = 2.0
"""After which what was acknowledged is done all the same."""


class AcksFirst:
    def __init__(self) -> None:
        self._waiting = 0
        self._changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Somebody waits for an acknowledgement."""
        with self._changed:
            self._waiting += 1
        try:
            yield
        finally:
            with self._changed:
                self._waiting -= 1
                if self._waiting == MANY:
                    self._changed.notify_all()

    def give_way(self) -> None:
        """Until not many wait any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting <= MANY, LONGEST_SECONDS)
