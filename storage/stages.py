"""What is known of the stages that one tenant's leads entered. None is ever changed or removed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Row, select

from sla.activity import StageChange
from sla.leads import LeadId, Stored
from sla.people import TenantId
from storage.bulk import chunks, insert_all
from storage.fact_tables import STAGE_CHANGE

CHANGE_COLUMNS = tuple(
    STAGE_CHANGE.c[name] for name in ("source", "external_id", "lead_id", "stage", "entered_at")
)


class SqlStages:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, rows: Sequence[StageChange]) -> Stored:
        created = 0
        for chunk in chunks(rows):
            values = [
                {
                    "tenant_id": self._tenant_id,
                    "source": row.source,
                    "external_id": row.external_id,
                    "lead_id": row.lead_id,
                    "stage": row.stage,
                    "entered_at": row.entered_at,
                }
                for row in chunk
            ]
            created += insert_all(self._connection, STAGE_CHANGE, values)
        return Stored(created=created, unchanged=len(rows) - created)

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[StageChange, ...]]:
        found: defaultdict[LeadId, list[StageChange]] = defaultdict(list)
        for chunk in chunks(dict.fromkeys(lead_ids)):
            statement = (
                select(*CHANGE_COLUMNS)
                .where(STAGE_CHANGE.c.tenant_id == self._tenant_id, STAGE_CHANGE.c.lead_id.in_(chunk))
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
