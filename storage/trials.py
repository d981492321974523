"""Whether one tenant's trial was ended before its time."""

from datetime import datetime

from sqlalchemy import Connection, select

from sla.people import MemberId, TenantId
from storage.bulk import insert_if_new
from storage.trial_tables import TRIAL_END


class SqlTrials:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def ended_at(self) -> datetime | None:
        statement = select(TRIAL_END.c.at).where(TRIAL_END.c.tenant_id == self._tenant_id)
        ended: datetime | None = self._connection.execute(statement).scalar_one_or_none()
        return ended

    def end(self, by: MemberId, at: datetime) -> None:
        row = {"tenant_id": self._tenant_id, "by_member": by, "at": at}
        self._connection.execute(insert_if_new(self._connection, TRIAL_END, ("tenant_id",)), [row])
