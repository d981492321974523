"""Sources are known by name, read by one at a time, and their cursor is kept with what was read."""

from dataclasses import replace
from datetime import datetime, timedelta

from sla.feeds import Feed, FeedKind, Gap, NewFeed, Silent
from sla.people import TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

MINUTE = timedelta(minutes=1)


def new_feed(name: str = "hubspot") -> NewFeed:
    return NewFeed(name=name, kind=FeedKind.HUBSPOT, zone="Europe/Berlin", every=MINUTE, added_at=NOW)


def added(work: UnitOfWork, name: str = "hubspot") -> Feed:
    feed = work.feeds.add(new_feed(name))
    assert feed is not None
    return feed


def test_a_feed_comes_back_as_it_was_added(work: UnitOfWork):
    feed = added(work)
    assert feed == Feed(
        id=feed.id,
        name="hubspot",
        kind=FeedKind.HUBSPOT,
        zone="Europe/Berlin",
        every=MINUTE,
        added_at=NOW,
        seen_at=None,
        cursor="",
    )
    assert work.feeds.get("hubspot") == feed
    other = added(work, "forms")
    assert work.feeds.all() == (other, feed)


def test_a_name_is_given_once(work: UnitOfWork):
    added(work)
    assert work.feeds.add(new_feed()) is None


def test_a_removed_one_begins_from_the_start_when_it_comes_back(work: UnitOfWork):
    feed = added(work)
    work.feeds.keep(feed.id, "page 7")
    work.feeds.claim(feed.id, MINUTE)
    assert work.feeds.remove("hubspot")
    assert not work.feeds.remove("hubspot")
    assert work.feeds.all() == ()
    assert work.feeds.get("hubspot") is None
    again = added(work)
    assert (again.cursor, again.seen_at) == ("", None)
    assert work.feeds.claim(again.id, MINUTE)


def test_it_is_seen_forward_only_and_its_cursor_is_the_last(work: UnitOfWork):
    feed = added(work)
    work.feeds.seen(feed.id, NOW)
    work.feeds.seen(feed.id, NOW - hours(1))
    work.feeds.keep(feed.id, "one")
    work.feeds.keep(feed.id, "two")
    assert work.feeds.get("hubspot") == replace(feed, seen_at=NOW, cursor="two")


def test_one_reads_it_at_a_time_until_the_lease_is_over(store: AnyStore, tenant_id: TenantId):
    moment: datetime = NOW
    store.leases.now = lambda: moment
    with store.units(tenant_id) as work:
        feed = added(work)
        assert work.feeds.claim(feed.id, 2 * MINUTE)
        assert not work.feeds.claim(feed.id, MINUTE)
        work.commit()
    moment = NOW + MINUTE
    with store.units(tenant_id) as work:
        work.feeds.renew(feed.id, 2 * MINUTE)
        moment = NOW + 2 * MINUTE
        assert not work.feeds.claim(feed.id, MINUTE)
        moment = NOW + 3 * MINUTE
        assert work.feeds.claim(feed.id, MINUTE)
        work.feeds.release(feed.id)
        assert work.feeds.claim(feed.id, MINUTE)


def test_a_silence_is_one_row_however_often_it_is_noticed(work: UnitOfWork):
    silent = Silent(name="hubspot", since=NOW)
    assert work.gaps.begin(silent, NOW + MINUTE)
    assert not work.gaps.begin(silent, NOW + 2 * MINUTE)
    (gap,) = work.gaps.since(NOW + hours(9))
    assert gap == Gap(id=gap.id, name="hubspot", began_at=NOW, noticed_at=NOW + MINUTE, ended_at=None)
    assert work.gaps.get(gap.id) == gap


def test_a_silence_ends_once_and_stays_on_record(work: UnitOfWork):
    for name, began in (("hubspot", NOW), ("forms", NOW - hours(1))):
        work.gaps.begin(Silent(name=name, since=began), NOW + MINUTE)
    assert work.gaps.end("hubspot", NOW + hours(1))
    assert not work.gaps.end("hubspot", NOW + hours(2))
    assert [(one.name, one.ended_at) for one in work.gaps.since(NOW + hours(1))] == [
        ("forms", None),
        ("hubspot", NOW + hours(1)),
    ]
    assert [one.name for one in work.gaps.since(NOW + hours(2))] == ["forms"]
    assert work.gaps.begin(Silent(name="hubspot", since=NOW + hours(3)), NOW + hours(4))
