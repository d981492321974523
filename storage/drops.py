"""The files that people of one tenant dropped into their conversation with the bot."""

import json

from sqlalchemy import Connection, Row, select

from sla.dropped import Dropped, Step
from sla.imports import Kind
from sla.people import TenantId
from storage.bulk import Values, insert_if_new, insert_or_replace
from storage.engine import reads_only
from storage.import_tables import FILE_DROP
from storage.mark import hold

_KEY = ("tenant_id", "file_id")


class SqlDrops:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = FILE_DROP.c.tenant_id == tenant_id

    def add(self, drop: Dropped) -> bool:
        inserting = insert_if_new(self._connection, FILE_DROP, _KEY).values(self._values(drop))
        return self._connection.execute(inserting.returning(FILE_DROP.c.file_id)).first() is not None

    def get(self, file_id: str) -> Dropped | None:
        if not reads_only(self._connection):
            hold(self._connection, self._tenant_id)
        statement = select(FILE_DROP).where(self._mine, FILE_DROP.c.file_id == file_id)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _drop(row)

    def save(self, drop: Dropped) -> None:
        statement = insert_or_replace(self._connection, FILE_DROP, _KEY, self._values(drop))
        self._connection.execute(statement)

    def at_step(self, step: Step) -> tuple[Dropped, ...]:
        statement = select(FILE_DROP).where(self._mine, FILE_DROP.c.step == step.value)
        rows = self._connection.execute(statement.order_by(FILE_DROP.c.at, FILE_DROP.c.file_id))
        return tuple(_drop(row) for row in rows)

    def _values(self, drop: Dropped) -> Values:
        return {
            "tenant_id": self._tenant_id,
            "file_id": drop.file_id,
            "slack_id": drop.slack_id,
            "channel_id": drop.channel_id,
            "thread_ts": drop.thread_ts,
            "at": drop.at,
            "answer_ts": drop.answer_ts,
            "step": drop.step.value,
            "kind": None if drop.kind is None else drop.kind.value,
            "source": drop.source,
            "columns": json.dumps(dict(drop.columns)),
            "zone": drop.zone,
            "dates": drop.dates,
            "found": json.dumps(dict(drop.found)),
            "titles": json.dumps(drop.titles),
        }


def _drop(row: Row[tuple[object, ...]]) -> Dropped:
    return Dropped(
        file_id=row.file_id,
        slack_id=row.slack_id,
        channel_id=row.channel_id,
        thread_ts=row.thread_ts,
        at=row.at,
        answer_ts=row.answer_ts,
        step=Step(row.step),
        kind=None if row.kind is None else Kind(row.kind),
        source=row.source,
        columns=json.loads(row.columns),
        zone=row.zone,
        dates=row.dates,
        found=json.loads(row.found),
        titles=tuple(json.loads(row.titles)),
    )
