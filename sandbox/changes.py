"""Tells open pages what changed, so that they read it again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

QUEUED = 1_000


class What(StrEnum):
    """The parts of the screen that can change."""

    MESSAGES = "messages"
    VIEWS = "views"
    HOME = "home"
    STATE = "state"
    CLOCK = "clock"
    TRAFFIC = "traffic"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change; `users` limits who is told, None tells everybody."""

    what: What
    channel: str | None = None
    users: frozenset[str] | None = None


class Changes:
    """A hub that every listening page has a queue at; a None in the queue ends it."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[Change | None], str] = {}
        self.closed = False

    def listen(self, user: str) -> asyncio.Queue[Change | None]:
        queue: asyncio.Queue[Change | None] = asyncio.Queue(maxsize=QUEUED)
        self._queues[queue] = user
        return queue

    def leave(self, queue: asyncio.Queue[Change | None]) -> None:
        self._queues.pop(queue, None)

    def tell(self, what: What, *, channel: str | None = None, users: frozenset[str] | None = None) -> None:
        change = Change(what=what, channel=channel, users=users)
        self._put(change, lambda user: users is None or user in users)

    def close(self) -> None:
        self.closed = True
        self._put(None, lambda _user: True)

    def _put(self, change: Change | None, concerns: Callable[[str], bool]) -> None:
        for queue, user in list(self._queues.items()):
            if concerns(user) and not queue.full():  # a page that reads nothing loses hints, not messages
                queue.put_nowait(change)
