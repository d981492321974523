"""Sends for every workspace in turn, one message each, so that none with a long queue holds the others up."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event

import structlog

from scheduling.beats import Nobody, Part, Watcher
from scheduling.clock import Clock
from scheduling.sender import Sender, Turn

log = structlog.get_logger()

LONGEST = timedelta(seconds=30)
"""Then the other jobs have their turn; what is left is sent at the next tick."""


class Round:
    """Once `stopping` is set, nothing more is claimed."""

    def __init__(
        self,
        senders: Sequence[Sender],
        *,
        clock: Clock,
        stopping: Event | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self._senders = tuple(senders)
        self._clock = clock
        self._stopping = stopping or Event()
        self._watcher = watcher or Nobody()

    def send_due(self, now: datetime) -> int:
        """How many were taken in hand. One workspace's failure never stops the others."""
        began, taken = self._clock.real_now(), 0
        waiting = [(sender, turn) for sender in self._senders if (turn := self._begun(sender, now))]
        while waiting and self._clock.real_now() - began < LONGEST and not self._stopping.is_set():
            self._watcher.beat(Part.SENDER)
            sender, turn = waiting.pop(0)
            if self._sent(sender, turn):
                taken += 1
                waiting.append((sender, turn))
        self._watcher.rest(Part.SENDER)
        return taken

    @staticmethod
    def _begun(sender: Sender, now: datetime) -> Turn | None:
        try:
            return sender.begin(now)
        except Exception:  # the next tick tries this workspace again
            log.exception("sending broke")
            return None

    @staticmethod
    def _sent(sender: Sender, turn: Turn) -> bool:
        try:
            return sender.send_one(turn)
        except Exception:  # the next tick tries this workspace again
            log.exception("sending broke")
            return False
