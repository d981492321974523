"""The ledger of messages: planned once, claimed by one sender, settled only by the newest attempt (DESIGN §6)."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, literal, select, text, update

from sla.delivery import LEASE, Delivery, DeliveryId, Kind, NewDelivery, Posted, State
from sla.people import TenantId
from storage.bulk import insert_if_new
from storage.tables import DELIVERY, PLANNED

APART = timedelta(hours=8)
"""Two messages of one kind to one subject are due at least this far apart."""


class SqlDeliveries:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._mine = DELIVERY.c.tenant_id == tenant_id

    def plan(self, new: NewDelivery) -> bool:
        near = select(literal(1)).where(
            self._mine,
            DELIVERY.c.kind == new.kind.value,
            DELIVERY.c.subject == new.subject,
            DELIVERY.c.due_at > new.due_at - APART,
            DELIVERY.c.due_at < new.due_at + APART,
        )
        values = _planned(self._tenant_id, new)
        row = select(*(literal(value, DELIVERY.c[name].type) for name, value in values.items()))
        statement = insert_if_new(self._connection, DELIVERY, ("tenant_id", "key"))
        statement = statement.from_select(list(values), row.where(~near.exists()))
        done = self._connection.execute(statement, execution_options={"preserve_rowcount": True})
        return done.rowcount == 1

    def claim(self, now: datetime, real_now: datetime) -> Delivery | None:
        earliest = (
            select(DELIVERY.c.id)
            .where(self._mine, text(PLANNED), DELIVERY.c.next_at <= now, DELIVERY.c.expires_at > now)
            .order_by(DELIVERY.c.next_at, DELIVERY.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # says nothing on SQLite, where the writer is alone
        )
        statement = (
            update(DELIVERY)
            .where(DELIVERY.c.id == earliest.scalar_subquery())
            .values(
                state=State.SENDING.value,
                attempt=DELIVERY.c.attempt + 1,
                lease_until=real_now + LEASE,
                reason=None,
            )
            .returning(DELIVERY)
        )
        row = self._connection.execute(statement).one_or_none()
        return _delivery(row) if row else None

    def sent(self, delivery_id: DeliveryId, attempt: int, posted: Posted) -> None:
        arrived = self._attempt(delivery_id, attempt, DELIVERY.c.state != State.SENT.value)
        values = {"channel_id": posted.channel_id, "message_ts": posted.message_ts, "reason": None}
        self._connection.execute(
            update(DELIVERY).where(arrived).values(state=State.SENT.value, lease_until=None, **values)
        )

    def failed(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.FAILED, reason)

    def dropped(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.DROPPED, reason)

    def unknown(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.UNKNOWN, reason)

    def again(self, delivery_id: DeliveryId, attempt: int, at: datetime, reason: str) -> None:
        self._settle(delivery_id, attempt, State.PLANNED, reason, next_at=at)

    def lapse(self, now: datetime, real_now: datetime) -> int:
        held = (DELIVERY.c.state == State.SENDING.value) & (DELIVERY.c.lease_until <= real_now)
        lost = update(DELIVERY).where(self._mine, held)
        late = update(DELIVERY).where(self._mine, text(PLANNED), DELIVERY.c.expires_at <= now)
        changed = (
            lost.values(state=State.UNKNOWN.value, lease_until=None, reason="lease ran out"),
            late.values(state=State.DROPPED.value, reason="expired"),
        )
        return sum(self._connection.execute(statement).rowcount for statement in changed)

    def by_key(self, key: str) -> Delivery | None:
        row = self._connection.execute(
            select(DELIVERY).where(self._mine, DELIVERY.c.key == key)
        ).one_or_none()
        return _delivery(row) if row else None

    def in_state(self, *states: str) -> tuple[Delivery, ...]:
        statement = select(DELIVERY).where(self._mine, DELIVERY.c.state.in_(states))
        rows = self._connection.execute(statement.order_by(DELIVERY.c.due_at, DELIVERY.c.id))
        return tuple(_delivery(row) for row in rows)

    def last(self, kind: Kind, subject: str) -> Delivery | None:
        statement = (
            select(DELIVERY)
            .where(self._mine, DELIVERY.c.kind == kind.value, DELIVERY.c.subject == subject)
            .order_by(DELIVERY.c.due_at.desc(), DELIVERY.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        return _delivery(row) if row else None

    def _attempt(
        self, delivery_id: DeliveryId, attempt: int, state: ColumnElement[bool]
    ) -> ColumnElement[bool]:
        """The fence: this delivery, only if `attempt` is the newest that was claimed."""
        this = self._mine & (DELIVERY.c.id == delivery_id)
        return this & (DELIVERY.c.attempt == attempt) & (DELIVERY.c.attempt > 0) & state

    def _settle(
        self,
        delivery_id: DeliveryId,
        attempt: int,
        state: State,
        reason: str,
        *,
        next_at: datetime | None = None,
    ) -> None:
        mine = self._attempt(delivery_id, attempt, DELIVERY.c.state == State.SENDING.value)
        statement = update(DELIVERY).where(mine).values(state=state.value, lease_until=None, reason=reason)
        self._connection.execute(statement.values(next_at=next_at) if next_at else statement)


def _planned(tenant_id: TenantId, new: NewDelivery) -> dict[str, object]:
    return {
        "tenant_id": tenant_id,
        "key": new.key,
        "kind": new.kind.value,
        "subject": new.subject,
        "local_date": new.on,
        "due_at": new.due_at,
        "expires_at": new.expires_at,
        "state": State.PLANNED.value,
        "attempt": 0,
        "next_at": new.due_at,
        "reference": uuid4().hex,
    }


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        tenant_id=TenantId(row.tenant_id),
        kind=Kind(row.kind),
        subject=row.subject,
        on=row.local_date,
        due_at=row.due_at,
        expires_at=row.expires_at,
        state=State(row.state),
        attempt=row.attempt,
        next_at=row.next_at,
        lease_until=row.lease_until,
        channel_id=row.channel_id,
        message_ts=row.message_ts,
        reason=row.reason,
        reference=row.reference,
    )
