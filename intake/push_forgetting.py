"""Forgets what was answered to pushed messages, once nobody may send them again and be told the same."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sla.pushed import REMEMBERED
from sla.services.desk import Desk

_EVERY = timedelta(hours=1)


class ForgetAnswers:
    """A job of the schedule that does something once an hour; messages are of real time."""

    def __init__(self, desk: Desk, real_now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._real_now = real_now
        self._next: datetime | None = None

    def __call__(self, _now: datetime) -> int:
        """How many were forgotten."""
        at = self._real_now()
        if self._next is not None and at < self._next:
            return 0
        self._next = at + _EVERY
        with self._desk.open() as work:
            forgotten = work.pushes.forget(at - REMEMBERED)
            work.commit()
        return forgotten
