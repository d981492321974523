"""What is known of the stages that one tenant's leads entered. What a source takes back stays, marked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, select

from sla.activity import StageChange
from sla.leads import LeadId, Stored
from sla.people import TenantId
from storage.bulk import Fact, Key, chunks, foresee_facts, keys_of, leads_of, take_back, upsert_facts
from storage.fact_tables import STAGE_CHANGE

CHANGE_COLUMNS = tuple(
    STAGE_CHANGE.c[name] for name in ("source", "external_id", "lead_id", "stage", "entered_at")
)


class SqlStages:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def foresee(self, rows: Sequence[StageChange]) -> Stored:
        return foresee_facts(self._connection, STAGE_CHANGE, self._tenant_id, _facts(rows), rows=len(rows))

    def upsert(self, rows: Sequence[StageChange]) -> Stored:
        return upsert_facts(self._connection, STAGE_CHANGE, self._tenant_id, _facts(rows), rows=len(rows))

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        keys = keys_of(source, external_ids)
        return take_back(self._connection, STAGE_CHANGE, self._tenant_id, keys, at=at)

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]:
        return leads_of(self._connection, STAGE_CHANGE, self._tenant_id, keys_of(source, external_ids))

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[StageChange, ...]]:
        found: defaultdict[LeadId, list[StageChange]] = defaultdict(list)
        for chunk in chunks(dict.fromkeys(lead_ids)):
            statement = (
                select(*CHANGE_COLUMNS)
                .where(STAGE_CHANGE.c.tenant_id == self._tenant_id, STAGE_CHANGE.c.lead_id.in_(chunk))
                .where(STAGE_CHANGE.c.undone_at.is_(None))
                .order_by(STAGE_CHANGE.c.lead_id, STAGE_CHANGE.c.entered_at, STAGE_CHANGE.c.id)
            )
            for row in self._connection.execute(statement):
                change = change_of(row)
                found[change.lead_id].append(change)
        return {lead_id: tuple(changes) for lead_id, changes in found.items()}


def change_of(row: Row[tuple[object, ...]]) -> StageChange:
    """From a row of CHANGE_COLUMNS."""
    return StageChange(
        source=row.source,
        external_id=row.external_id,
        lead_id=LeadId(row.lead_id),
        stage=row.stage,
        entered_at=row.entered_at,
    )


def _facts(rows: Sequence[StageChange]) -> dict[Key, Fact]:
    return {
        (row.source, row.external_id): Fact(
            said={"lead_id": row.lead_id, "stage": row.stage, "entered_at": row.entered_at}
        )
        for row in rows
    }
