"""The checkpoint days of one tenant's leads that ended short, recorded once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, exists, or_, select

from sla.breaches import Breach
from sla.leads import LeadId
from sla.people import MemberId, TenantId
from storage.breach_tables import BREACH
from storage.bulk import Values, chunks, insert_if_new
from storage.fact_tables import TOUCH
from storage.tables import LEAD
from storage.worklist import running

KEY = ("tenant_id", "lead_id", "day")


class SqlBreaches:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, rows: Sequence[Breach]) -> int:
        statement = insert_if_new(self._connection, BREACH, KEY)
        counted = {"preserve_rowcount": True}
        return sum(
            self._connection.execute(
                statement, [_values(self._tenant_id, row) for row in chunk], execution_options=counted
            ).rowcount
            for chunk in chunks(rows)
        )

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Breach, ...]]:
        found: defaultdict[LeadId, list[Breach]] = defaultdict(list)
        for chunk in chunks(lead_ids):
            mine = select(BREACH).where(BREACH.c.tenant_id == self._tenant_id, BREACH.c.lead_id.in_(chunk))
            for row in self._connection.execute(mine.order_by(BREACH.c.lead_id, BREACH.c.day)):
                breach = Breach(
                    lead_id=LeadId(row.lead_id),
                    day=row.day,
                    need=row.need,
                    had=row.had,
                    version=row.agreement_version,
                    at=row.at,
                    next_at=row.next_at,
                    owner_id=None if row.owner_id is None else MemberId(row.owner_id),
                )
                found[breach.lead_id].append(breach)
        return {lead_id: tuple(breaches) for lead_id, breaches in found.items()}

    def told_later(self, since: datetime, until: datetime) -> tuple[LeadId, ...]:
        same = and_(TOUCH.c.tenant_id == BREACH.c.tenant_id, TOUCH.c.lead_id == BREACH.c.lead_id)
        came = and_(TOUCH.c.received_at > since, TOUCH.c.received_at <= until, TOUCH.c.undone_at.is_(None))
        late = and_(TOUCH.c.occurred_at < BREACH.c.at, TOUCH.c.received_at >= BREACH.c.at)
        mine = BREACH.c.tenant_id == self._tenant_id
        leads = select(BREACH.c.lead_id).join_from(BREACH, TOUCH, same).where(mine, came, late).distinct()
        return tuple(LeadId(one) for one in self._connection.scalars(leads.order_by(BREACH.c.lead_id)))

    def unrecorded(self, now: datetime, limit: int) -> tuple[LeadId, ...]:
        """A lead that is still overdue when its next checkpoint day ends is short of that one, too."""
        recorded = exists().where(
            BREACH.c.tenant_id == LEAD.c.tenant_id,
            BREACH.c.lead_id == LEAD.c.id,
            BREACH.c.at >= LEAD.c.next_due_at,
            or_(BREACH.c.next_at.is_(None), BREACH.c.next_at > now),
        )
        overdue = and_(LEAD.c.tenant_id == self._tenant_id, LEAD.c.next_due_at <= now, running(now))
        statement = select(LEAD.c.id).where(overdue, ~recorded).order_by(LEAD.c.next_due_at, LEAD.c.id)
        return tuple(LeadId(one) for one in self._connection.scalars(statement.limit(limit)))


def _values(tenant_id: TenantId, row: Breach) -> Values:
    return {
        "tenant_id": tenant_id,
        "lead_id": row.lead_id,
        "day": row.day,
        "need": row.need,
        "had": row.had,
        "agreement_version": row.version,
        "at": row.at,
        "next_at": row.next_at,
        "owner_id": row.owner_id,
    }
