"""One tenant's record of when its sources were silent."""

from datetime import datetime

from sqlalchemy import Connection, Row, func, select, update

from sla.feeds import Gap, GapId, Silent
from sla.people import TenantId
from storage.bulk import insert_if_new
from storage.feed_tables import FEED_GAP


class SqlGaps:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = FEED_GAP.c.tenant_id == tenant_id

    def begin(self, gap: Silent, noticed_at: datetime) -> bool:
        making = insert_if_new(self._connection, FEED_GAP, ("tenant_id", "name", "began_at")).values(
            tenant_id=self._tenant_id, name=gap.name, began_at=gap.since, noticed_at=noticed_at, ended_at=None
        )
        return self._connection.execute(making, execution_options={"preserve_rowcount": True}).rowcount == 1

    def end(self, name: str, at: datetime) -> bool:
        lasting = self._mine & (FEED_GAP.c.name == name) & FEED_GAP.c.ended_at.is_(None)
        return self._connection.execute(update(FEED_GAP).where(lasting).values(ended_at=at)).rowcount > 0

    def get(self, gap_id: GapId) -> Gap | None:
        statement = select(FEED_GAP).where(self._mine, FEED_GAP.c.id == gap_id)
        row = self._connection.execute(statement).one_or_none()
        return _gap(row) if row else None

    def since(self, moment: datetime) -> tuple[Gap, ...]:
        there = func.coalesce(FEED_GAP.c.ended_at >= moment, True)
        statement = select(FEED_GAP).where(self._mine, there).order_by(FEED_GAP.c.began_at, FEED_GAP.c.name)
        return tuple(_gap(row) for row in self._connection.execute(statement))


def _gap(row: Row[tuple[object, ...]]) -> Gap:
    return Gap(
        id=GapId(row.id),
        name=row.name,
        began_at=row.began_at,
        noticed_at=row.noticed_at,
        ended_at=row.ended_at,
    )
