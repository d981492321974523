"""What marketing has handed over: counts by span and lead type, and the few leads that may not count."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select, union_all

from sla.delivered import Handover
from sla.leads import LeadId
from sla.people import TenantId
from storage.tables import LEAD

MOST_SPANS = 200
"""SQLite takes no more than 500 statements in one."""

_COLUMNS = (
    LEAD.c.id, LEAD.c.name, LEAD.c.lead_type, LEAD.c.handed_off_at, LEAD.c.person, LEAD.c.taken_out_at,
)  # fmt: skip


def delivered_each(
    connection: Connection, tenant_id: TenantId, edges: Sequence[datetime]
) -> tuple[Mapping[str, int], ...]:
    """Each span is a range of the index of handoffs, which holds all that is asked for."""
    found: list[dict[str, int]] = [{} for _ in edges[1:]]
    spans = list(enumerate(pairwise(edges)))
    for start in range(0, len(spans), MOST_SPANS):
        counts = union_all(
            *(
                select(literal(place).label("place"), LEAD.c.lead_type, func.count().label("leads"))
                .where(_within(tenant_id, since, until))
                .group_by(LEAD.c.lead_type)
                for place, (since, until) in spans[start : start + MOST_SPANS]
            )
        )
        for place, lead_type, leads in connection.execute(counts):
            found[place][lead_type] = leads
    return tuple(found)


def in_doubt(
    connection: Connection, tenant_id: TenantId, start: datetime, end: datetime
) -> tuple[Handover, ...]:
    span = _within(tenant_id, start, end)
    several = (
        select(LEAD.c.person)
        .where(span, LEAD.c.person.is_not(None))
        .group_by(LEAD.c.person)
        .having(func.count() > 1)
    )
    # Without a second "is not null", by which SQLite would read every known person's leads.
    repeated = select(*_COLUMNS).where(span, LEAD.c.person.in_(several))
    # A rejection comes after its handoff; said so, the few rejected leads are a range of their own index.
    rejected = select(*_COLUMNS).where(
        LEAD.c.tenant_id == tenant_id, LEAD.c.rejected_at >= start, LEAD.c.taken_out_at.is_not(None)
    )
    rows = [*connection.execute(repeated), *connection.execute(rejected)]
    found = {
        LeadId(lead_id): Handover(
            lead_id=LeadId(lead_id),
            name=name,
            lead_type=lead_type,
            handed_off_at=handed_off_at,
            person=person,
            out_at=out_at,
        )
        for lead_id, name, lead_type, handed_off_at, person, out_at in rows
        if start <= handed_off_at < end
    }
    return tuple(sorted(found.values(), key=lambda one: (one.handed_off_at, one.lead_id)))


def checked(
    connection: Connection, tenant_id: TenantId, start: datetime, end: datetime
) -> Mapping[LeadId, str]:
    statement = select(LEAD.c.id, LEAD.c.lead_type).where(
        _within(tenant_id, start, end), LEAD.c.points.is_not(None)
    )
    return {LeadId(lead_id): lead_type for lead_id, lead_type in connection.execute(statement)}


def _within(tenant_id: TenantId, start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(LEAD.c.tenant_id == tenant_id, LEAD.c.handed_off_at >= start, LEAD.c.handed_off_at < end)
