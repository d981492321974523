"""One tenant's sources of facts, and who reads which of them now."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, func, select, true, update

from sla.feeds import Feed, FeedId, FeedKind, NewFeed
from sla.people import TenantId
from storage.bulk import insert_if_new
from storage.feed_tables import FEED

_SECOND = timedelta(seconds=1)


class SqlFeeds:
    """`lease_now` reads the clock that leases run on."""

    def __init__(
        self, connection: Connection, tenant_id: TenantId, *, lease_now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._lease_now = lease_now
        self._mine = (FEED.c.tenant_id == tenant_id) & FEED.c.removed.is_(False)

    def all(self) -> tuple[Feed, ...]:
        rows = self._connection.execute(select(FEED).where(self._mine).order_by(FEED.c.name))
        return tuple(_feed(row) for row in rows)

    def get(self, name: str) -> Feed | None:
        row = self._connection.execute(select(FEED).where(self._mine, FEED.c.name == name)).one_or_none()
        return _feed(row) if row else None

    def add(self, new: NewFeed) -> Feed | None:
        named = {"tenant_id": self._tenant_id, "name": new.name}
        values = {
            "kind": new.kind.value,
            "zone": new.zone,
            "every_seconds": None if new.every is None else new.every // _SECOND,
            "added_at": new.added_at,
            "seen_at": None,
            "cursor": "",
            "lease_until": None,
            "removed": False,
        }
        making = insert_if_new(self._connection, FEED, ("tenant_id", "name")).values(**named, **values)
        made = self._connection.execute(making, execution_options={"preserve_rowcount": True}).rowcount
        gone = (FEED.c.tenant_id == self._tenant_id) & (FEED.c.name == new.name) & FEED.c.removed.is_(True)
        if not made and not self._connection.execute(update(FEED).where(gone).values(values)).rowcount:
            return None
        return self.get(new.name)

    def remove(self, name: str) -> bool:
        statement = update(FEED).where(self._mine, FEED.c.name == name).values(removed=True)
        return self._connection.execute(statement).rowcount == 1

    def seen(self, feed_id: FeedId, at: datetime) -> None:
        later = func.coalesce(FEED.c.seen_at < at, True)
        self._set(feed_id, later, seen_at=at)

    def keep(self, feed_id: FeedId, cursor: str) -> None:
        self._set(feed_id, true(), cursor=cursor)

    def claim(self, feed_id: FeedId, length: timedelta) -> bool:
        now = self._lease_now()
        free = func.coalesce(FEED.c.lease_until <= now, True)
        return self._set(feed_id, free, lease_until=now + length)

    def renew(self, feed_id: FeedId, length: timedelta) -> None:
        self._set(feed_id, true(), lease_until=self._lease_now() + length)

    def release(self, feed_id: FeedId) -> None:
        self._set(feed_id, true(), lease_until=None)

    def _set(self, feed_id: FeedId, only: ColumnElement[bool], **values: object) -> bool:
        statement = update(FEED).where(self._mine, FEED.c.id == feed_id, only).values(**values)
        return self._connection.execute(statement).rowcount == 1


def _feed(row: Row[tuple[object, ...]]) -> Feed:
    return Feed(
        id=FeedId(row.id),
        name=row.name,
        kind=FeedKind(row.kind),
        zone=row.zone,
        every=None if row.every_seconds is None else timedelta(seconds=row.every_seconds),
        added_at=row.added_at,
        seen_at=row.seen_at,
        cursor=row.cursor,
    )
