"""The draft of one tenant's next terms. Its revision rises for ever: a dropped draft leaves its number behind."""

import json
from datetime import datetime

from sqlalchemy import Connection, Row, select, update

from sla.agreement import Draft, Tables
from sla.people import MemberId, TenantId
from storage.agreement_tables import DRAFT
from storage.bulk import insert_or_replace
from storage.engine import reads_only
from storage.mark import hold


def read_draft(connection: Connection, tenant_id: TenantId) -> Draft | None:
    """Held by whoever may write, so that the revision they compare with is still the draft's when they save."""
    if not reads_only(connection):
        hold(connection, tenant_id)
    row = _row(connection, tenant_id)
    return None if row is None or row.tables is None else _draft(row)


def save_draft(
    connection: Connection, tenant_id: TenantId, tables: Tables, *, by: MemberId | None, at: datetime
) -> Draft:
    hold(connection, tenant_id)
    before = _row(connection, tenant_id)
    values = {
        "tenant_id": tenant_id,
        "revision": 1 if before is None else before.revision + 1,
        "tables": json.dumps(tables, default=dict),  # a Mapping need not be a dict
        "saved_by": by,
        "saved_at": at,
    }
    saving = insert_or_replace(connection, DRAFT, ("tenant_id",), values).returning(DRAFT)
    return _draft(connection.execute(saving).one())


def drop_draft(connection: Connection, tenant_id: TenantId) -> None:
    connection.execute(update(DRAFT).where(DRAFT.c.tenant_id == tenant_id).values(tables=None))


def _row(connection: Connection, tenant_id: TenantId) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(DRAFT).where(DRAFT.c.tenant_id == tenant_id)).one_or_none()


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    return Draft(
        tables=json.loads(row.tables),
        revision=row.revision,
        by=None if row.saved_by is None else MemberId(row.saved_by),
        at=row.saved_at,
    )
