"""Leads together with everything known of them, read in two statements however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from sla.activity import BY_HAND, LeadHistory, Outcome
from sla.leads import LeadId
from sla.people import TenantId
from sla.touches import Direction, TouchFact, TouchKind
from storage.bulk import chunks
from storage.fact_tables import TOUCH
from storage.lead_rows import LEAD_COLUMNS, LeadColumns, lead_of
from storage.tables import LEAD

NOT_HELD = frozenset({Outcome.SCHEDULED, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.BOUNCED})

FACT_COLUMNS = tuple(
    TOUCH.c[name]
    for name in (
        "lead_id", "id", "kind", "direction", "outcome", "occurred_at", "received_at", "by_person", "source",
    )
)  # fmt: skip

FactColumns = tuple[int, int, str, str, str | None, datetime, datetime, bool, str]


def histories(
    connection: Connection, tenant_id: TenantId, lead_ids: Sequence[LeadId]
) -> tuple[LeadHistory, ...]:
    """In the order asked for; ids that are nobody's here are left out."""
    found: dict[int, LeadHistory] = {}
    for chunk in chunks(dict.fromkeys(lead_ids)):
        leads = connection.execute(
            select(*LEAD_COLUMNS).where(LEAD.c.tenant_id == tenant_id, LEAD.c.id.in_(chunk))
        )
        touches = connection.execute(_facts(TOUCH.c.tenant_id == tenant_id).where(TOUCH.c.lead_id.in_(chunk)))
        found.update({history.lead.id: history for history in _joined(leads, touches)})
    return tuple(found[lead_id] for lead_id in dict.fromkeys(lead_ids) if lead_id in found)


def handed_off_between(
    connection: Connection, tenant_id: TenantId, start: datetime, end: datetime
) -> tuple[LeadHistory, ...]:
    """Judged leads by handoff, earliest first."""
    wanted = and_(
        LEAD.c.tenant_id == tenant_id,
        LEAD.c.handed_off_at >= start,
        LEAD.c.handed_off_at < end,
        LEAD.c.agreement_version.is_not(None),
    )
    leads = connection.execute(select(*LEAD_COLUMNS).where(wanted).order_by(LEAD.c.handed_off_at, LEAD.c.id))
    same = and_(TOUCH.c.tenant_id == LEAD.c.tenant_id, TOUCH.c.lead_id == LEAD.c.id)
    touches = connection.execute(_facts(wanted).join_from(TOUCH, LEAD, same))
    return tuple(_joined(leads, touches))


def _facts(wanted: ColumnElement[bool]) -> Select[*FactColumns]:
    return select(*FACT_COLUMNS).where(wanted, TOUCH.c.undone_at.is_(None))


def _joined(leads: Iterable[LeadColumns], touches: Iterable[FactColumns]) -> list[LeadHistory]:
    by_lead: defaultdict[int, list[TouchFact]] = defaultdict(list)
    for columns in touches:
        by_lead[columns[0]].append(_fact(columns))
    for facts in by_lead.values():
        facts.sort(key=lambda fact: (fact.occurred_at, fact.id))
    return [LeadHistory(lead=lead, touches=tuple(by_lead.get(lead.id, ()))) for lead in map(lead_of, leads)]


def _fact(columns: FactColumns) -> TouchFact:
    """As the counting rule reads it. A meeting with another outcome than held did not take place."""
    _, touch_id, kind, direction, outcome, occurred_at, received_at, by_person, source = columns
    return TouchFact(
        id=touch_id,
        kind=TouchKind(kind),
        direction=Direction(direction),
        occurred_at=occurred_at,
        logged_at=received_at,
        by_person=by_person,
        by_hand=source == BY_HAND,
        held=kind != TouchKind.MEETING or outcome not in NOT_HELD,
        bounced=outcome == Outcome.BOUNCED,
        reached=outcome == Outcome.REACHED,
        source="" if source == BY_HAND else source,
    )
