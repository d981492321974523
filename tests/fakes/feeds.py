"""Sources of facts, and when they were silent, in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sla.feeds import Feed, FeedId, Gap, GapId, NewFeed, Silent
from tests.fakes.rows import Rows


class FakeFeeds:
    """A removed one is gone, and one of its name begins anew."""

    def __init__(self, rows: Rows, *, lease_now: Callable[[], datetime]) -> None:
        self._rows = rows
        self._lease_now = lease_now

    def all(self) -> tuple[Feed, ...]:
        return tuple(self._rows.feeds[name] for name in sorted(self._rows.feeds))

    def get(self, name: str) -> Feed | None:
        return self._rows.feeds.get(name)

    def add(self, new: NewFeed) -> Feed | None:
        if new.name in self._rows.feeds:
            return None
        feed = Feed(
            id=FeedId(self._rows.next_id()),
            name=new.name,
            kind=new.kind,
            zone=new.zone,
            every=new.every,
            added_at=new.added_at,
            seen_at=None,
            cursor="",
        )
        self._rows.feed_leases.pop(new.name, None)
        self._rows.feeds[new.name] = feed
        return feed

    def remove(self, name: str) -> bool:
        return self._rows.feeds.pop(name, None) is not None

    def seen(self, feed_id: FeedId, at: datetime) -> None:
        feed = self._one(feed_id)
        self._rows.feeds[feed.name] = replace(feed, seen_at=max(at, feed.seen_at or at))

    def keep(self, feed_id: FeedId, cursor: str) -> None:
        feed = self._one(feed_id)
        self._rows.feeds[feed.name] = replace(feed, cursor=cursor)

    def claim(self, feed_id: FeedId, length: timedelta) -> bool:
        held = self._rows.feed_leases.get(self._one(feed_id).name)
        if held is not None and held > self._lease_now():
            return False
        self.renew(feed_id, length)
        return True

    def renew(self, feed_id: FeedId, length: timedelta) -> None:
        self._rows.feed_leases[self._one(feed_id).name] = self._lease_now() + length

    def release(self, feed_id: FeedId) -> None:
        self._rows.feed_leases.pop(self._one(feed_id).name, None)

    def _one(self, feed_id: FeedId) -> Feed:
        return next(feed for feed in self._rows.feeds.values() if feed.id == feed_id)


class FakeGaps:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def begin(self, gap: Silent, noticed_at: datetime) -> bool:
        if any((one.name, one.began_at) == (gap.name, gap.since) for one in self._rows.gaps.values()):
            return False
        made = GapId(self._rows.next_id())
        self._rows.gaps[made] = Gap(
            id=made, name=gap.name, began_at=gap.since, noticed_at=noticed_at, ended_at=None
        )
        return True

    def end(self, name: str, at: datetime) -> bool:
        lasting = [one for one in self._rows.gaps.values() if one.name == name and one.ended_at is None]
        self._rows.gaps |= {one.id: replace(one, ended_at=at) for one in lasting}
        return bool(lasting)

    def get(self, gap_id: GapId) -> Gap | None:
        return self._rows.gaps.get(gap_id)

    def since(self, moment: datetime) -> tuple[Gap, ...]:
        found = (one for one in self._rows.gaps.values() if one.ended_at is None or one.ended_at >= moment)
        return tuple(sorted(found, key=lambda one: (one.began_at, one.name)))
