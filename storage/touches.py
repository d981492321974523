"""The recorded activities of one tenant. None is ever removed; an undone one is marked."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, exists, select, update

from sla.activity import Outcome, Touch, TouchId, TouchRow
from sla.leads import LeadId, Stored
from sla.people import MemberId, TenantId
from sla.touches import Direction, Manner, TouchKind
from storage.bulk import (
    Fact,
    Key,
    Values,
    chunks,
    foresee_facts,
    insert_all,
    keys_of,
    leads_of,
    take_back,
    upsert_facts,
)
from storage.fact_tables import TOUCH


class SqlTouches:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = TOUCH.c.tenant_id == tenant_id

    def add(self, rows: Sequence[TouchRow]) -> Stored:
        created = sum(
            insert_all(self._connection, TOUCH, [touch_values(self._tenant_id, row) for row in chunk])
            for chunk in chunks(rows)
        )
        return Stored(created=created, unchanged=len(rows) - created)

    def foresee(self, rows: Sequence[TouchRow]) -> Stored:
        return foresee_facts(self._connection, TOUCH, self._tenant_id, _facts(rows), rows=len(rows))

    def upsert(self, rows: Sequence[TouchRow]) -> Stored:
        return upsert_facts(self._connection, TOUCH, self._tenant_id, _facts(rows), rows=len(rows))

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        keys = keys_of(source, external_ids)
        return take_back(self._connection, TOUCH, self._tenant_id, keys, at=at)

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
        return leads_of(self._connection, TOUCH, self._tenant_id, keys_of(source, external_ids))

    def by_key(self, source: str, external_id: str) -> Touch | None:
        return self._one((TOUCH.c.source == source) & (TOUCH.c.external_id == external_id))

    def get(self, touch_id: TouchId) -> Touch | None:
        return self._one(TOUCH.c.id == touch_id)

    def undo(self, touch_id: TouchId, at: datetime) -> None:
        """The first undoing stays."""
        statement = update(TOUCH).where(self._mine, TOUCH.c.id == touch_id, TOUCH.c.undone_at.is_(None))
        self._connection.execute(statement.values(undone_at=at))

    def any_until(self, now: datetime) -> bool:
        known = exists().where(self._mine, TOUCH.c.occurred_at <= now, TOUCH.c.undone_at.is_(None))
        return bool(self._connection.execute(select(known)).scalar_one())

    def _one(self, which: ColumnElement[bool]) -> Touch | None:
        row = self._connection.execute(select(TOUCH).where(self._mine, which)).one_or_none()
        return _touch(row) if row else None


def _touch(row: Row[tuple[object, ...]]) -> Touch:
    return Touch(
        id=TouchId(row.id),
        row=TouchRow(
            source=row.source,
            external_id=row.external_id,
            lead_id=LeadId(row.lead_id),
            kind=TouchKind(row.kind),
            direction=Direction(row.direction),
            outcome=None if row.outcome is None else Outcome(row.outcome),
            note=row.note,
            occurred_at=row.occurred_at,
            received_at=row.received_at,
            by_member=None if row.by_member is None else MemberId(row.by_member),
            manner=Manner(row.manner),
        ),
        undone_at=row.undone_at,
    )


def touch_values(tenant_id: TenantId, row: TouchRow) -> Values:
    return {
        "tenant_id": tenant_id,
        "source": row.source,
        "external_id": row.external_id,
        "note": row.note,
        "received_at": row.received_at,
        **_said(row),
    }


def _facts(rows: Sequence[TouchRow]) -> dict[Key, Fact]:
    return {
        (row.source, row.external_id): Fact(
            said=_said(row), once={"note": row.note, "received_at": row.received_at}
        )
        for row in rows
    }


def _said(row: TouchRow) -> Values:
    """What its source may say otherwise later."""
    return {
        "lead_id": row.lead_id,
        "kind": row.kind.value,
        "direction": row.direction.value,
        "outcome": None if row.outcome is None else row.outcome.value,
        "occurred_at": row.occurred_at,
        "by_member": row.by_member,
        "manner": row.manner.value,
    }
