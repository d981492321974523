"""When one tenant's ledger was last at work, and what is held in it since it was restored."""

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from sla.hold import Hold, Pulse
from sla.people import TenantId
from storage.bulk import insert_if_new
from storage.heartbeat_tables import HEARTBEAT


class SqlHeartbeat:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = HEARTBEAT.c.tenant_id == tenant_id

    def read(self) -> Pulse:
        row = self._connection.execute(select(HEARTBEAT).where(self._mine)).one_or_none()
        if row is None:
            return Pulse(beat_at=None, is_copy=False, hold=None)
        held = row.held_since is not None and row.held_until is not None
        hold = Hold(since=row.held_since, until=row.held_until) if held else None
        return Pulse(beat_at=row.beat_at, is_copy=row.is_copy, hold=hold)

    def beat(self, at: datetime) -> datetime:
        self._be_there()
        later = update(HEARTBEAT).where(self._mine, func.coalesce(HEARTBEAT.c.beat_at < at, True))
        self._connection.execute(later.values(beat_at=at))
        kept = select(HEARTBEAT.c.beat_at).where(self._mine)
        moment: datetime = self._connection.execute(kept).scalar_one()
        return moment

    def put_on(self, hold: Hold) -> None:
        self._be_there()
        values = {"held_since": hold.since, "held_until": hold.until, "is_copy": False}
        self._connection.execute(update(HEARTBEAT).where(self._mine).values(**values))

    def _be_there(self) -> None:
        row = insert_if_new(self._connection, HEARTBEAT, ("tenant_id",))
        self._connection.execute(row.values(tenant_id=self._tenant_id))
