"""The ledger by recipient: what a day has brought somebody, and what was held back from them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select, text, update

from sla.delivery import Delivery, Kind, State
from sla.people import TenantId
from storage.delivery_rows import delivery_of
from storage.delivery_tables import DELIVERY, PLANNED

SPENT = [each.value for each in (State.SENDING, State.SENT, State.UNKNOWN, State.UNCONFIRMED, State.TOLD)]
ON_ITS_WAY = [State.SENDING.value, State.UNKNOWN.value]


class SqlInboxes:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def taken(self, recipient: str, since: datetime) -> Mapping[Kind, int]:
        spent = (DELIVERY.c.claimed_at >= since) & DELIVERY.c.state.in_(SPENT)
        counted = select(DELIVERY.c.kind, func.count()).where(self._theirs(recipient), spent)
        rows = self._connection.execute(counted.group_by(DELIVERY.c.kind))
        return {Kind(kind): number for kind, number in rows}

    def hold(self, delivery: Delivery, *, also: Collection[Kind], now: datetime) -> None:
        claimed = (DELIVERY.c.id == delivery.id) & (DELIVERY.c.attempt == delivery.attempt)
        due = text(PLANNED) & (DELIVERY.c.next_at <= now) & (DELIVERY.c.expires_at > now)
        these = due & DELIVERY.c.kind.in_([kind.value for kind in also])
        held = update(DELIVERY).where(self._theirs(delivery.recipient), or_(claimed, these))
        self._connection.execute(
            held.values(state=State.HELD.value, lease_until=None, claimed_at=now, reason=None)
        )

    def held_before(self, delivery: Delivery) -> tuple[Delivery, ...]:
        carrier = DELIVERY.alias()
        carried = select(literal(1)).where(
            carrier.c.tenant_id == self._tenant_id,
            carrier.c.id == DELIVERY.c.told_in,
            carrier.c.id != delivery.id,
            carrier.c.state.in_(ON_ITS_WAY),
        )
        held = (DELIVERY.c.state == State.HELD.value) & (DELIVERY.c.local_date < delivery.on)
        return self._read(self._theirs(delivery.recipient) & held & ~carried.exists())

    def of(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        return self._read(self._theirs(recipient) & (DELIVERY.c.due_at >= since))

    def _theirs(self, recipient: str) -> ColumnElement[bool]:
        return (DELIVERY.c.tenant_id == self._tenant_id) & (DELIVERY.c.recipient == recipient)

    def _read(self, which: ColumnElement[bool]) -> tuple[Delivery, ...]:
        statement = select(DELIVERY).where(which).order_by(DELIVERY.c.due_at, DELIVERY.c.id)
        return tuple(delivery_of(row) for row in self._connection.execute(statement))
