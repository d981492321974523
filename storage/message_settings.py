"""What one tenant's managers chose about the kinds of message."""

from sqlalchemy import Connection, Row, insert, select

from sla.delivery import Kind
from sla.people import MemberId, TenantId
from sla.switches import Audience, Change, ChangeId, NewChange, Setting
from storage.bulk import Values
from storage.mark import hold
from storage.message_tables import MESSAGE_SETTING


class SqlMessageSettings:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def take_turn(self) -> None:
        hold(self._connection, self._tenant_id)

    def add(self, new: NewChange) -> Change:
        statement = insert(MESSAGE_SETTING).values(_values(self._tenant_id, new))
        return _change(self._connection.execute(statement.returning(MESSAGE_SETTING)).one())

    def all(self) -> tuple[Change, ...]:
        mine = MESSAGE_SETTING.c.tenant_id == self._tenant_id
        rows = self._connection.execute(select(MESSAGE_SETTING).where(mine).order_by(MESSAGE_SETTING.c.id))
        return tuple(_change(row) for row in rows)


def _values(tenant_id: TenantId, new: NewChange) -> Values:
    chosen = new.setting
    return {
        "tenant_id": tenant_id,
        "kind": chosen.kind.value,
        "wanted": chosen.on,
        "at": chosen.at,
        "audience": chosen.audience.value if chosen.audience else None,
        "most": chosen.most,
        "by_member": new.by,
        "changed_at": new.changed_at,
    }


def _change(row: Row[tuple[object, ...]]) -> Change:
    setting = Setting(
        kind=Kind(row.kind),
        on=row.wanted,
        at=row.at,
        audience=Audience(row.audience) if row.audience else None,
        most=row.most,
    )
    return Change(id=ChangeId(row.id), setting=setting, by=MemberId(row.by_member), changed_at=row.changed_at)
