"""The ledger of messages: planned once, claimed by one sender, settled only by the newest attempt (DESIGN §6)."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, literal, select, text, update

from sla.delivery import LEASE, LOOKS, Delivery, DeliveryId, Kind, NewDelivery, Posted, State, Tally
from sla.people import TenantId
from storage.bulk import Values, insert_if_new
from storage.conversations import is_free, next_free, of_delivery, open_conversations, take
from storage.delivery_rows import delivery_of, planned_values
from storage.delivery_tables import CONVERSATION, DELIVERY, PLANNED
from storage.delivery_tally import tally_of
from storage.gate import is_ours

APART = timedelta(hours=8)
"""Two messages of one kind to one subject are due at least this far apart."""

LOOK_LASTS = timedelta(minutes=1)
"""For so long a look belongs to whoever took it."""

CARRIED = {State.UNCONFIRMED.value: State.TOLD.value, State.HELD.value: State.BUNDLED.value}
"""What becomes of those that another message speaks of, once that has arrived."""

IN_HAND = [State.SENDING.value, State.UNKNOWN.value]


class SqlDeliveries:
    """`lease_now` reads the clock that leases run on."""

    def __init__(
        self, connection: Connection, tenant_id: TenantId, *, lease_now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._lease_now = lease_now
        self._mine = DELIVERY.c.tenant_id == tenant_id

    def plan(self, new: NewDelivery) -> bool:
        near = select(literal(1)).where(
            self._mine,
            DELIVERY.c.kind == new.kind.value,
            DELIVERY.c.subject == new.subject,
            DELIVERY.c.due_at > new.due_at - APART,
            DELIVERY.c.due_at < new.due_at + APART,
        )
        values = planned_values(self._tenant_id, new, unique=uuid4().hex[:8])
        row = select(*(literal(value, DELIVERY.c[name].type) for name, value in values.items()))
        self.meet([new.recipient])
        statement = insert_if_new(self._connection, DELIVERY, ("tenant_id", "key"))
        statement = statement.from_select(list(values), row.where(~near.exists()))
        done = self._connection.execute(statement, execution_options={"preserve_rowcount": True})
        return done.rowcount == 1

    def meet(self, recipients: Collection[str]) -> None:
        open_conversations(self._connection, self._tenant_id, recipients)

    def claim(self, now: datetime) -> Delivery | None:
        real = self._lease_now()
        found = self._connection.execute(
            self._earliest(self._due(now) & is_free(real)).join(CONVERSATION, of_delivery())
        ).scalar_one_or_none()
        if found is None:
            return None
        values = {"state": State.SENDING.value, "attempt": DELIVERY.c.attempt + 1, "claimed_at": now}
        claimed = self._change(
            DELIVERY.c.id == found, **values, lease_until=real + LEASE, channel_id=None, reason=None
        )
        if claimed is not None:
            take(self._connection, self._tenant_id, claimed.recipient, claimed.id, real)
        return claimed

    def paced(self, now: datetime) -> timedelta | None:
        return next_free(self._connection, self._mine & self._due(now), self._lease_now())

    def posting(self, delivery: Delivery, channel_id: str, *, telling: Collection[DeliveryId] = ()) -> bool:
        real = self._lease_now()
        held = self._attempt(delivery.id, delivery.attempt, DELIVERY.c.state == State.SENDING.value)
        fresh = DELIVERY.c.lease_until >= real + LEASE / 2
        here = update(DELIVERY).where(held, fresh).values(channel_id=channel_id)
        if not self._connection.execute(here).rowcount:
            return False
        take(self._connection, self._tenant_id, delivery.recipient, delivery.id, real)
        doubtful = self._mine & DELIVERY.c.id.in_(telling) & DELIVERY.c.state.in_(CARRIED)
        if telling:
            self._connection.execute(update(DELIVERY).where(doubtful).values(told_in=delivery.id))
        return True

    def sent(self, delivery_id: DeliveryId, attempt: int, posted: Posted) -> None:
        arrived = self._attempt(delivery_id, attempt, DELIVERY.c.state != State.SENT.value)
        values = {"channel_id": posted.channel_id, "message_ts": posted.message_ts, "reason": None}
        statement = update(DELIVERY).where(arrived).values(state=State.SENT.value, lease_until=None, **values)
        if self._connection.execute(statement).rowcount:
            told = self._mine & (DELIVERY.c.told_in == delivery_id)
            for before, after in CARRIED.items():
                said = update(DELIVERY).where(told, DELIVERY.c.state == before)
                self._connection.execute(said.values(state=after))

    def failed(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.FAILED, reason)

    def dropped(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.DROPPED, reason)

    def unknown(self, delivery_id: DeliveryId, attempt: int, reason: str, *, look_at: datetime) -> None:
        self._settle(delivery_id, attempt, State.UNKNOWN, reason, next_at=look_at)

    def again(self, delivery_id: DeliveryId, attempt: int, at: datetime, reason: str) -> None:
        self._settle(delivery_id, attempt, State.PLANNED, reason, next_at=at)

    def reopen(self, delivery: Delivery, at: datetime, *, expires_at: datetime) -> None:
        over = DELIVERY.c.state.in_([State.DROPPED.value, State.FAILED.value])
        same = self._mine & (DELIVERY.c.id == delivery.id) & (DELIVERY.c.attempt == delivery.attempt)
        values = {"state": State.PLANNED.value, "next_at": at, "expires_at": expires_at, "reason": None}
        self._connection.execute(update(DELIVERY).where(same, over).values(values))

    def lapse(self, now: datetime) -> int:
        held = (DELIVERY.c.state == State.SENDING.value) & (DELIVERY.c.lease_until <= self._lease_now())
        open_ended = update(DELIVERY).where(self._mine, held, DELIVERY.c.channel_id.is_not(None))
        unposted = update(DELIVERY).where(self._mine, held, DELIVERY.c.channel_id.is_(None))
        late = update(DELIVERY).where(self._mine, text(PLANNED), DELIVERY.c.expires_at <= now)
        lost = {"lease_until": None, "reason": "lease ran out"}
        why = case((DELIVERY.c.reason.is_(None), "expired"), else_="expired, " + DELIVERY.c.reason)
        changed = (
            open_ended.values(state=State.UNKNOWN.value, next_at=now + LOOKS[0], **lost),
            unposted.values(state=State.PLANNED.value, **lost),
            late.values(state=State.DROPPED.value, reason=why),
        )
        return sum(self._connection.execute(statement).rowcount for statement in changed)

    def look_up(self, now: datetime) -> Delivery | None:
        due = and_(DELIVERY.c.state == State.UNKNOWN.value, DELIVERY.c.next_at <= now)
        return self._change(DELIVERY.c.id == self._earliest(due).scalar_subquery(), next_at=now + LOOK_LASTS)

    def not_found(self, delivery: Delivery, *, look_at: datetime | None, reason: str | None = None) -> None:
        state = State.UNKNOWN if look_at else State.UNCONFIRMED
        values: Values = {
            "state": state.value,
            "looks": delivery.looks + 1,
            "next_at": look_at or delivery.next_at,
        }
        self._looked(delivery, {**values, **({"reason": reason} if reason else {})})

    def look_later(self, delivery: Delivery, at: datetime) -> None:
        self._looked(delivery, {"next_at": at})

    def untold(self, delivery: Delivery) -> tuple[Delivery, ...]:
        carrier = DELIVERY.alias()
        carried = select(literal(1)).where(
            carrier.c.tenant_id == self._tenant_id,
            carrier.c.id == DELIVERY.c.told_in,
            carrier.c.id != delivery.id,
            carrier.c.state.in_(IN_HAND),
        )
        theirs = DELIVERY.c.recipient == delivery.recipient
        unconfirmed = DELIVERY.c.state == State.UNCONFIRMED.value
        return self._read(unconfirmed & theirs & ~carried.exists())

    def failed_since(self, moment: datetime) -> tuple[Delivery, ...]:
        return self._read((DELIVERY.c.state == State.FAILED.value) & (DELIVERY.c.due_at >= moment))

    def tally(self, now: datetime) -> Tally:
        return tally_of(self._connection, self._mine, now)

    def get(self, delivery_id: DeliveryId) -> Delivery | None:
        return next(iter(self._read(DELIVERY.c.id == delivery_id)), None)

    def by_key(self, key: str) -> Delivery | None:
        return next(iter(self._read(DELIVERY.c.key == key)), None)

    def in_state(self, *states: str) -> tuple[Delivery, ...]:
        return self._read(DELIVERY.c.state.in_(states))

    def last(self, kind: Kind, subject: str) -> Delivery | None:
        statement = (
            select(DELIVERY)
            .where(self._mine, DELIVERY.c.kind == kind.value, DELIVERY.c.subject == subject)
            .order_by(DELIVERY.c.due_at.desc(), DELIVERY.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        return delivery_of(row) if row else None

    def _read(self, which: ColumnElement[bool]) -> tuple[Delivery, ...]:
        statement = select(DELIVERY).where(self._mine, which).order_by(DELIVERY.c.due_at, DELIVERY.c.id)
        return tuple(delivery_of(row) for row in self._connection.execute(statement))

    @staticmethod
    def _due(now: datetime) -> ColumnElement[bool]:
        return and_(text(PLANNED), DELIVERY.c.next_at <= now, DELIVERY.c.expires_at > now, is_ours())

    def _earliest(self, due: ColumnElement[bool]) -> Select[tuple[int]]:
        """The first such row that nobody else is about to take, nor what is joined to it."""
        return (
            select(DELIVERY.c.id)
            .where(self._mine, due)
            .order_by(DELIVERY.c.next_at, DELIVERY.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # says nothing on SQLite, where the writer is alone
        )

    def _change(self, which: ColumnElement[bool], **values: object) -> Delivery | None:
        taken = update(DELIVERY).where(which).values(**values).returning(DELIVERY)
        row: Row[tuple[object, ...]] | None = self._connection.execute(taken).one_or_none()
        return delivery_of(row) if row else None

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

    def _looked(self, delivery: Delivery, values: Values) -> None:
        """Only where nobody else has looked since."""
        unseen = (DELIVERY.c.state == State.UNKNOWN.value) & (DELIVERY.c.looks == delivery.looks)
        self._connection.execute(
            update(DELIVERY).where(self._attempt(delivery.id, delivery.attempt, unseen)).values(**values)
        )
