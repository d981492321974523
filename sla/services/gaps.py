"""Keeps on record when a source fell silent and when it was heard of again."""

from datetime import datetime

from sla.delivery import Delivery
from sla.feeds import Feed, Gap, GapId, Silent, SilentNote, silences
from sla.ports import UnitOfWork
from sla.services.desk import Desk


def heard(work: UnitOfWork, feed: Feed, at: datetime) -> None:
    """The source was heard of in full: whatever silence there was, noticed or not, is over."""
    for gap in silences([feed], at):
        work.gaps.begin(gap, at)
    work.feeds.seen(feed.id, at)
    if feed.every is not None:
        work.gaps.end(feed.name, at)


def silent_note(work: UnitOfWork, delivery: Delivery, zone: str, now: datetime) -> SilentNote | None:
    """None where it was heard of again, or is waited for no longer."""
    (gap_id,) = delivery.about
    gap = work.gaps.get(GapId(gap_id))
    feed = work.feeds.get(gap.name) if gap else None
    if gap is None or feed is None or gap.ended_at is not None:
        return None
    return SilentNote(
        silent=Silent(name=gap.name, since=gap.began_at),
        kind=feed.kind,
        trouble=work.connections.get(gap.name).found.trouble,
        zone=zone,
        now=now,
    )


def heard_again(work: UnitOfWork, since: datetime, until: datetime) -> tuple[Gap, ...]:
    """The silences that were long enough to be told of, and ended in between."""
    return tuple(
        one
        for one in work.gaps.since(since)
        if one.ended_at is not None and since < one.ended_at <= until and one.told(until)
    )


class WatchFeeds:
    """At every tick: a silence that has begun is written down, and one that is over is closed. Twice does no harm."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, now: datetime) -> int:
        """How many began or ended. Where nothing did, nothing is written."""
        with self._desk.look() as work:
            feeds = work.feeds.all()
            lasting = {one.name for one in work.gaps.since(now) if one.ended_at is None}
        found = {one.name: one for one in silences(feeds, now)}
        if found.keys() == lasting:
            return 0
        heard_at = {one.name: one.seen_at for one in feeds}
        with self._desk.open() as work:
            began = sum(work.gaps.begin(found[name], now) for name in sorted(found.keys() - lasting))
            over = sorted(lasting - found.keys())
            ended = sum(work.gaps.end(name, heard_at.get(name) or now) for name in over)
            work.commit()
        return began + ended
