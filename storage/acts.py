"""Which messages of one tenant were acted on, written beside each in the ledger."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, or_, select, update

from sla.acted import ABOUT_OWN_LEADS, ActedOn
from sla.delivery import Kind, State
from sla.people import MemberId, TenantId
from storage.delivery_tables import DELIVERY


class SqlActs:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._mine = DELIVERY.c.tenant_id == tenant_id

    def pressed(self, channel_id: str, message_ts: str, at: datetime) -> None:
        this = (DELIVERY.c.message_ts == message_ts) & (DELIVERY.c.channel_id == channel_id)
        first = self._mine & this & DELIVERY.c.acted_at.is_(None)
        self._connection.execute(update(DELIVERY).where(first).values(acted_at=at))

    def touched(self, moments: Iterable[tuple[MemberId, datetime]]) -> None:
        rows = [{"who": str(member), "moment": at} for member, at in sorted(set(moments))]
        asked = or_(
            *(DELIVERY.c.kind == kind.value for kind in sorted(ABOUT_OWN_LEADS))
        )  # many rows take no IN
        theirs = self._mine & asked & (DELIVERY.c.subject == bindparam("who"))
        moment = bindparam("moment", type_=DELIVERY.c.acted_at.type)
        arrived = (DELIVERY.c.state == State.SENT.value) & DELIVERY.c.acted_at.is_(None)
        in_time = (DELIVERY.c.claimed_at <= moment) & (DELIVERY.c.act_by > moment)
        statement = update(DELIVERY).where(theirs, arrived, in_time).values(acted_at=moment)
        if rows:
            self._connection.execute(statement, rows)

    def rates(self, kinds: Iterable[Kind], *, since: datetime, until: datetime) -> Mapping[Kind, ActedOn]:
        of = DELIVERY.c.kind.in_([kind.value for kind in kinds])
        over = (DELIVERY.c.state == State.SENT.value) & (DELIVERY.c.due_at >= since)
        over &= DELIVERY.c.act_by <= until
        in_time = case((DELIVERY.c.acted_at < DELIVERY.c.act_by, 1))
        statement = select(DELIVERY.c.kind, func.count(), func.count(in_time))
        found = self._connection.execute(statement.where(self._mine, over, of).group_by(DELIVERY.c.kind))
        return {Kind(kind): ActedOn(sent=sent, acted=acted) for kind, sent, acted in found}
