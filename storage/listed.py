"""One tenant's record of what today's reminders list, held against the touches that came in since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, insert, literal, select, update

from sla.activity import BY_HAND
from sla.delivery import DeliveryId, State
from sla.leads import LeadId
from sla.listed import OutOfDate, Unsaid
from sla.people import TenantId
from storage.delivery_rows import delivery_of
from storage.delivery_tables import DELIVERY
from storage.fact_tables import TOUCH
from storage.listed_tables import LISTED
from storage.tables import LEAD


class SqlListed:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = LISTED.c.tenant_id == tenant_id

    def put(self, delivery_id: DeliveryId, leads: Iterable[LeadId], now: datetime) -> None:
        over = select(DELIVERY.c.id).where(
            DELIVERY.c.tenant_id == self._tenant_id, DELIVERY.c.expires_at <= now
        )
        old = LISTED.c.delivery_id.in_(over) | (LISTED.c.delivery_id == delivery_id)
        self._connection.execute(delete(LISTED).where(self._mine, old))
        of_lead = and_(TOUCH.c.tenant_id == LEAD.c.tenant_id, TOUCH.c.lead_id == LEAD.c.id)
        newest = select(func.coalesce(func.max(TOUCH.c.id), 0)).where(of_lead).scalar_subquery()
        these = LEAD.c.id.in_(sorted(set(leads)))
        rows = select(LEAD.c.tenant_id, literal(delivery_id), LEAD.c.id, newest).where(
            LEAD.c.tenant_id == self._tenant_id, these
        )
        names = ["tenant_id", "delivery_id", "lead_id", "touch_id"]
        self._connection.execute(insert(LISTED).from_select(names, rows))

    def out_of_date(self, now: datetime, limit: int) -> tuple[OutOfDate, ...]:
        of_lead = and_(
            TOUCH.c.tenant_id == LISTED.c.tenant_id,
            TOUCH.c.lead_id == LISTED.c.lead_id,
            TOUCH.c.id > LISTED.c.touch_id,
        )
        arrived = (DELIVERY.c.state == State.SENT.value) & (DELIVERY.c.expires_at > now)
        brought = (TOUCH.c.source != BY_HAND) & TOUCH.c.undone_at.is_(None)
        columns = (LISTED.c.delivery_id, LISTED.c.lead_id, LISTED.c.touch_id)
        found = (
            select(*columns, func.max(TOUCH.c.id).label("newest"))
            .join_from(LISTED, DELIVERY, DELIVERY.c.id == LISTED.c.delivery_id)
            .join(TOUCH, of_lead)
            .where(self._mine, arrived, brought)
            .group_by(*columns)
            .order_by(LISTED.c.delivery_id, LISTED.c.lead_id)
            .limit(limit)
        )
        lines: defaultdict[int, list[Unsaid]] = defaultdict(list)
        for row in self._connection.execute(found):
            one = Unsaid(lead_id=LeadId(row.lead_id), after=row.touch_id, newest=row.newest)
            lines[row.delivery_id].append(one)
        if not lines:
            return ()
        sent = select(DELIVERY).where(DELIVERY.c.id.in_(sorted(lines))).order_by(DELIVERY.c.id)
        return tuple(
            OutOfDate(delivery=delivery_of(row), lines=tuple(lines[row.id]))
            for row in self._connection.execute(sent)
        )

    def said(self, delivery_id: DeliveryId, lines: Iterable[Unsaid]) -> None:
        for one in lines:  # five or ten, of one message
            this = (LISTED.c.delivery_id == delivery_id) & (LISTED.c.lead_id == one.lead_id)
            self._connection.execute(update(LISTED).where(self._mine, this).values(touch_id=one.newest))
