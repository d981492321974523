"""Reads what changed in HubSpot: page by page, each stored together with how far the reading has come."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from intake.hubspot_account import AccountReader, AnotherPortal, Known
from intake.hubspot_api import SOURCE, Kind, entered, search_body
from intake.hubspot_client import HubSpotClient
from intake.hubspot_cursor import Cursor, Tidying, cursor_text, read_cursor
from intake.hubspot_gathering import Gathering, news
from intake.hubspot_leads import properties_of
from intake.hubspot_refusals import HubSpotRefused, HubSpotSilent
from intake.hubspot_shapes import RecordPage
from intake.hubspot_tidying import Tidier, after
from intake.hubspot_web import Seconds
from intake.hubspot_writing import PageWriter
from intake.writer import Target
from sla.book import Book
from sla.crm import Connection, Found
from sla.feeds import Feed, FeedKind, NewFeed
from sla.services.desk import Desk
from sla.services.gaps import heard

log = structlog.get_logger()

LEASE = timedelta(minutes=3)
"""Longer than one page can take, with all its waits."""

LONGEST = 8.0
"""Seconds in one go, fewer than a tick; what is left is read at the next one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What one poll works with."""

    now: datetime
    feed: Feed
    book: Book
    known: Known
    gathering: Gathering
    writer: PageWriter
    tidier: Tidier

    @property
    def newly_named(self) -> bool:
        """Whether an owner whom nobody matched is named in the agreement now, and has leads to be given."""
        people = {person.email for person in self.book.people}
        return not people.isdisjoint(self.known.found.unmatched)


class HubSpotPoller:
    """Of several processes that share the database one reads at a time, and none within `every` of the last.

    `changed` is told when something came in that was not known.
    """

    def __init__(
        self,
        desk: Desk,
        client: HubSpotClient,
        *,
        every: timedelta,
        seconds: Seconds,
        stopping: Callable[[], bool] = lambda: False,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._desk = desk
        self._client = client
        self._account = AccountReader(client)
        self._every = every
        self._seconds = seconds
        self._stopping = stopping
        self._changed = changed

    def poll(self, now: datetime) -> None:
        """Nothing where it is another's turn, or the last reading is too fresh."""
        began = self._seconds()
        feed = self._claimed(now)
        if feed is None:
            return
        rest = timedelta(0)
        try:
            if self._read(feed, now):
                rest = self._every - timedelta(seconds=self._seconds() - began)
        finally:
            with self._desk.open() as work:
                work.feeds.renew(feed.id, max(rest, timedelta(0)))
                work.commit()

    def _claimed(self, now: datetime) -> Feed | None:
        """The feed, made where it is new; None where somebody holds it, or held it just now."""
        new = NewFeed(name=SOURCE, kind=FeedKind.HUBSPOT, zone=None, every=self._every, added_at=now)
        with self._desk.open() as work:
            feed = work.feeds.get(SOURCE) or work.feeds.add(new)
            mine = feed is not None and work.feeds.claim(feed.id, LEASE)
            work.commit()
        return feed if mine else None

    def _read(self, feed: Feed, now: datetime) -> bool:
        """Whether everything that changed has been read, or there is nothing to be done about it for now."""
        with self._desk.look() as work:
            book, connection = self._desk.book(work), work.connections.get(SOURCE)
        if not book.begun:
            return True
        known = None
        try:
            known = self._account.known(connection, book.at(now), now)
            self._connect(connection, known)
            return self._pages(self._reading(now, book, known, feed))
        except (HubSpotSilent, HubSpotRefused) as trouble:
            _tell(trouble, connection.found)
            found = known.found if known else connection.found
            other = trouble.portal if isinstance(trouble, AnotherPortal) else None
            self._note(replace(found, trouble=trouble.message, other=other))
            return True

    def _connect(self, connection: Connection, known: Known) -> None:
        """The first account that the key opens is the team's; what its stages are called then is written down, so
        that another name is noticed.
        """
        if connection.portal is None:
            with self._desk.open() as work:
                work.connections.connect(SOURCE, known.portal)
                work.connections.choose(SOURCE, known.stages)
                work.commit()

    def _reading(self, now: datetime, book: Book, known: Known, feed: Feed) -> Reading:
        target = Target(source=SOURCE, book=book, now=now)
        writer = PageWriter(target, known.stages, known.owners)
        return Reading(
            now=now,
            feed=feed,
            book=book,
            known=known,
            gathering=Gathering(self._client, known.stages),
            writer=writer,
            tidier=Tidier(self._client, target, known.stages, writer),
        )

    def _pages(self, reading: Reading) -> bool:
        began = self._seconds()
        cursor = read_cursor(reading.feed.cursor, meant=reading.known.meant)
        if reading.newly_named:
            cursor = cursor.afresh(Kind.CONTACTS)
        refused = None
        for kind in Kind:
            cursor = cursor.moved(kind, cursor.at(kind).begun(kind, reading.now))
            try:
                while cursor.at(kind).under_way is not None:
                    if self._stopping() or self._seconds() - began > LONGEST:
                        self._say(reading, cursor, refused)
                        return False
                    cursor = self._page(reading, kind, cursor)
            except HubSpotRefused as trouble:  # the other kinds can still be read
                _tell(trouble, reading.known.found)
                refused = trouble
        while tidying := cursor.to_tidy(reading.now):
            if self._stopping() or self._seconds() - began > LONGEST:
                break
            cursor = self._tidy(reading, cursor, tidying)
        self._say(reading, cursor, refused)
        return cursor.tidying is None

    def _tidy(self, reading: Reading, cursor: Cursor, tidying: Tidying) -> Cursor:
        page = reading.tidier.fetch(tidying)
        moved = after(cursor, tidying, page)
        with self._desk.open() as work:
            work.feeds.renew(reading.feed.id, LEASE)
            reading.tidier.store(work, tidying, page)
            work.feeds.keep(reading.feed.id, cursor_text(moved))
            work.commit()
        return moved

    def _page(self, reading: Reading, kind: Kind, cursor: Cursor) -> Cursor:
        place, stages = cursor.at(kind), reading.known.stages
        page = self._search(kind, cursor, reading)
        new: tuple[int, ...] = ()
        if kind is Kind.CONTACTS:
            with self._desk.look() as work:
                new = news(work, page.results, stages)
        gathered = reading.gathering.of(kind, page.results, new, cursor.passed)
        moved = cursor.moved(kind, place.after(page))
        with self._desk.open() as work:
            work.feeds.renew(reading.feed.id, LEASE)
            reading.writer.write(work, gathered)
            work.feeds.keep(reading.feed.id, cursor_text(moved))
            work.commit()
        return moved

    def _search(self, kind: Kind, cursor: Cursor, reading: Reading) -> RecordPage:
        under_way, stages = cursor.at(kind).under_way, reading.known.stages
        if under_way is None:
            return RecordPage(results=())
        properties = (*reading.known.asked(kind), *properties_of(kind, stages))
        body = search_body(
            kind,
            since=under_way.since,
            until=under_way.until,
            after_id=under_way.after_id,
            properties=properties,
            having=entered(stages.handoff) if kind is Kind.CONTACTS else None,
        )
        return self._client.search(kind, body)

    def _say(self, reading: Reading, cursor: Cursor, refused: HubSpotRefused | None) -> None:
        found, writer = reading.known.found, reading.writer
        people = {person.email for person in reading.book.people}
        waiting = dict.fromkeys((*found.unmatched, *writer.unmatched))
        self._note(
            replace(
                found,
                loading=cursor.loading,
                unmatched=tuple(one for one in waiting if one not in people),
                foreign=tuple(dict.fromkeys((*found.foreign, *writer.foreign))),
                trouble=refused.message if refused else None,
            )
        )
        if writer.changed:
            self._changed()
        if refused is None and found.trouble is not None:
            log.info("HubSpot is read again")
        if refused is None and cursor.through(reading.now):
            with self._desk.open() as work:
                heard(work, reading.feed, reading.now)
                work.commit()

    def _note(self, found: Found) -> None:
        with self._desk.open() as work:
            if work.connections.get(SOURCE).found != found:
                work.connections.note(SOURCE, found)
                work.commit()


def _tell(trouble: HubSpotSilent | HubSpotRefused, before: Found) -> None:
    """The operator, once: the same trouble at the next poll is no news."""
    if trouble.message != before.trouble:
        log.warning("HubSpot is not read whole", why=trouble.message)
