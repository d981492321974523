"""Which of Slack's methods this workspace must keep from for a while, because Slack said so."""

import time
from collections.abc import Callable
from datetime import timedelta

from bot.answers import hold_of


class Calls:
    """A refusal for too many calls holds that method alone, and no other workspace's."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._until: dict[str, float] = {}

    def failed(self, method: str, error: Exception) -> None:
        hold = hold_of(error)
        if hold is not None:
            self._until[method] = self._seconds() + hold.total_seconds()

    def held(self, method: str) -> timedelta | None:
        left = self._until.get(method, 0.0) - self._seconds()
        return timedelta(seconds=left) if left > 0 else None
