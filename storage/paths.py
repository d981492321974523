"""How far one tenant's leads came and when, read in two statements however many there are."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, Select, and_, func, select

from sla.leads import StopReason
from sla.paths import Path
from sla.people import TenantId
from storage.fact_tables import DEAL, STAGE_CHANGE
from storage.lead_rows import STAGE
from storage.tables import LEAD

ENDS = {StopReason.LOST, StopReason.DISQUALIFIED, StopReason.REJECTED, StopReason.GONE}


class SqlPaths:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def handed_off(self, start: datetime, end: datetime, *, currency: str) -> tuple[Path, ...]:
        wanted = and_(
            LEAD.c.tenant_id == self._tenant_id,
            LEAD.c.handed_off_at >= start,
            LEAD.c.handed_off_at < end,
            LEAD.c.taken_out_at.is_(None) | (LEAD.c.taken_out_at > end),
        )
        same = and_(STAGE_CHANGE.c.tenant_id == LEAD.c.tenant_id, STAGE_CHANGE.c.lead_id == LEAD.c.id)
        changes = (
            select(STAGE_CHANGE.c.lead_id, STAGE_CHANGE.c.stage, STAGE_CHANGE.c.entered_at)
            .join_from(STAGE_CHANGE, LEAD, same)
            .where(wanted, STAGE_CHANGE.c.undone_at.is_(None))
            .order_by(STAGE_CHANGE.c.entered_at, STAGE_CHANGE.c.id)
        )
        entered: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
        for lead_id, stage, entered_at in self._connection.execute(changes):
            entered[lead_id].append((stage, entered_at))
        rows = self._connection.execute(self._leads(currency).where(wanted))
        return tuple(
            Path(
                lead_type=lead_type,
                began_at=handed_off_at,
                stage=stage,
                entered=tuple(entered.get(lead_id, ())),
                won_at=won_at or (stopped_at if reason == StopReason.WON else None),
                worth=None if minor is None else int(minor),
                ended_at=stopped_at if reason in ENDS else None,
            )
            for lead_id, lead_type, handed_off_at, stage, won_at, minor, stopped_at, reason in rows
        )

    def _leads(
        self, currency: str
    ) -> Select[int, str, datetime, str, datetime | None, int | None, datetime | None, str | None]:
        deals = (
            select(
                DEAL.c.lead_id,
                func.min(DEAL.c.won_at).label("won_at"),
                func.sum(DEAL.c.amount_minor).filter(DEAL.c.currency == currency).label("minor"),
            )
            .where(DEAL.c.tenant_id == self._tenant_id, DEAL.c.undone_at.is_(None))
            .group_by(DEAL.c.lead_id)
            .subquery()
        )
        return (
            select(
                LEAD.c.id, LEAD.c.lead_type, LEAD.c.handed_off_at, STAGE, deals.c.won_at, deals.c.minor,
                LEAD.c.stopped_at, LEAD.c.stop_reason,
            )
            .outerjoin(deals, deals.c.lead_id == LEAD.c.id)
            .order_by(LEAD.c.handed_off_at, LEAD.c.id)
        )  # fmt: skip
