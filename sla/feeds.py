"""Where facts come from by themselves: one row for each source, how far it was read, and who reads it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

FeedId = NewType("FeedId", int)
GapId = NewType("GapId", int)

MISSED = 2
"""Readings that may fail before a source counts as silent."""

SHORTEST_SILENCE = timedelta(minutes=2)

TOLD_AFTER = timedelta(minutes=10)
"""What is over sooner, as after a restart, is nobody's to put right."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A silence on the record: from when the source was last heard of until it was again, None while it lasts.

    `noticed_at` is when it was first seen to be one; a bot that did not run noticed nothing until it was over.
    """

    id: GapId
    name: str
    began_at: datetime
    noticed_at: datetime
    ended_at: datetime | None

    def told(self, now: datetime) -> bool:
        """Whether it has lasted so long since it was noticed that somebody is to hear of it."""
        return (self.ended_at or now) - self.noticed_at >= TOLD_AFTER

    def holds(self, moment: datetime) -> bool:
        """Whether what fell due at that moment could not be judged at once."""
        return self.began_at < moment and (self.ended_at is None or moment <= self.ended_at)


@dataclass(frozen=True, kw_only=True, slots=True)
class SilentNote:
    """What a manager reads, once, while a silence lasts. `zone` is that manager's; `trouble` is what was met last."""

    silent: Silent
    kind: FeedKind
    trouble: str | None
    zone: str
    now: datetime


def silences(feeds: Iterable[Feed], now: datetime) -> tuple[Silent, ...]:
    """Those of which nothing was heard for more than twice the time in which something is expected.

    One that was never heard of in full yet is no silence: nothing has been counted by it.
    """
    return tuple(
        Silent(name=feed.name, since=feed.seen_at)
        for feed in feeds
        if feed.every is not None
        and feed.seen_at is not None
        and now - feed.seen_at > max(MISSED * feed.every, SHORTEST_SILENCE)
    )


def silent(feeds: Iterable[Feed], now: datetime) -> Silent | None:
    """The one of which nothing was heard for longest."""
    return min(silences(feeds, now), key=lambda one: one.since, default=None)


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


class Gaps(Protocol):
    """The silences there ever were; each is one row, however many replicas notice it."""

    def begin(self, gap: Silent, noticed_at: datetime) -> bool:
        """False where it is there."""

    def end(self, name: str, at: datetime) -> bool:
        """The source was heard of again; False where no silence of it lasted."""

    def get(self, gap_id: GapId) -> Gap | None: ...

    def since(self, moment: datetime) -> tuple[Gap, ...]:
        """Those that last or ended at that moment or later, in the order in which they began."""
