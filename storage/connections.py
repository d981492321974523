"""The CRMs that one tenant reads: whose account each is, what people chose, and what the last reading found."""

import json
from dataclasses import asdict

from pydantic import TypeAdapter
from sqlalchemy import Connection as SqlConnection
from sqlalchemy import select

from sla.crm import Connection, Found, Portal, StageMap
from sla.people import TenantId
from storage.bulk import Values, insert_or_replace
from storage.connection_tables import CRM_CONNECTION

_FOUND = TypeAdapter(Found)
_STAGES = TypeAdapter(StageMap)
_KEY = ("tenant_id", "source")


class SqlConnections:
    def __init__(self, connection: SqlConnection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def get(self, source: str) -> Connection:
        table = CRM_CONNECTION.c
        wanted = select(CRM_CONNECTION).where(table.tenant_id == self._tenant_id, table.source == source)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            return Connection()
        return Connection(
            portal=None if row.portal_id is None else Portal(id=row.portal_id, name=row.portal_name or ""),
            stages=None if row.stages is None else _STAGES.validate_json(row.stages),
            found=Found() if row.found is None else _FOUND.validate_json(row.found),
        )

    def note(self, source: str, found: Found) -> None:
        self._set(source, {"found": json.dumps(asdict(found))})

    def connect(self, source: str, portal: Portal) -> None:
        self._set(source, {"portal_id": portal.id, "portal_name": portal.name})

    def choose(self, source: str, stages: StageMap) -> None:
        self._set(source, {"stages": json.dumps(asdict(stages))})

    def _set(self, source: str, values: Values) -> None:
        """These columns alone: people and the reader write the same row."""
        row = {"tenant_id": self._tenant_id, "source": source, **values}
        self._connection.execute(insert_or_replace(self._connection, CRM_CONNECTION, _KEY, row))
