"""Where facts come from by themselves: one row for each source, how far it was read, and who reads it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

FeedId = NewType("FeedId", int)

MISSED = 2
"""Readings that may fail before a source counts as silent."""

SHORTEST_SILENCE = timedelta(minutes=2)


class FeedKind(StrEnum):
    """How a source's facts come in."""

    PUSH = "push"
    HUBSPOT = "hubspot"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewFeed:
    """`name` is the source that its facts carry. `zone` is whose local time a naive time is, None: none is taken.

    `every` is how often something is expected at the latest; None: nobody waits for it.
    """

    name: str
    kind: FeedKind
    zone: str | None
    every: timedelta | None
    added_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """`seen_at` is when it was last heard of in full. `cursor` is its reader's own note of how far it came."""

    id: FeedId
    name: str
    kind: FeedKind
    zone: str | None
    every: timedelta | None
    added_at: datetime
    seen_at: datetime | None
    cursor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Silent:
    """A source that is waited for and was not heard of since."""

    name: str
    since: datetime


def silent(feeds: Iterable[Feed], now: datetime) -> Silent | None:
    """The one of which nothing was heard for longest, later than twice the time in which something is expected.

    One that was never heard of in full yet is no silence: nothing has been counted by it.
    """
    late = [
        Silent(name=feed.name, since=feed.seen_at)
        for feed in feeds
        if feed.every is not None
        and feed.seen_at is not None
        and now - feed.seen_at > max(MISSED * feed.every, SHORTEST_SILENCE)
    ]
    return min(late, key=lambda one: one.since, default=None)


class Feeds(Protocol):
    def all(self) -> tuple[Feed, ...]:
        """Those that were not removed, by name."""

    def get(self, name: str) -> Feed | None: ...

    def add(self, new: NewFeed) -> Feed | None:
        """None where a feed of this name exists; a removed one comes back as the new one says, from the start."""

    def remove(self, name: str) -> bool:
        """Its facts stay. False where there is none."""

    def seen(self, feed_id: FeedId, at: datetime) -> None:
        """It was heard of; the latest moment stays."""

    def keep(self, feed_id: FeedId, cursor: str) -> None:
        """How far it was read, in the transaction of what was read."""

    def claim(self, feed_id: FeedId, length: timedelta) -> bool:
        """For so long nobody else reads it, by the database's clock; False where somebody holds it."""

    def renew(self, feed_id: FeedId, length: timedelta) -> None:
        """Whoever holds it goes on, for so long from now."""

    def release(self, feed_id: FeedId) -> None: ...
