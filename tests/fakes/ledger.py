"""The ledger of deliveries in memory."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sla.delivery import LEASE, Delivery, DeliveryId, Kind, NewDelivery, Posted, State
from sla.people import TenantId
from tests.fakes.rows import Rows


class FakeDeliveries:
    def __init__(self, rows: Rows, tenant_id: TenantId) -> None:
        self._rows = rows
        self._tenant_id = tenant_id

    def plan(self, new: NewDelivery) -> bool:
        for old in self._rows.deliveries.values():
            same = (old.kind, old.subject) == (new.kind, new.subject)
            if same and abs(old.due_at - new.due_at) < timedelta(hours=8):
                return False
        if self.by_key(new.key) is not None:
            return False
        delivery_id = DeliveryId(self._rows.next_id())
        self._rows.deliveries[delivery_id] = Delivery(
            id=delivery_id,
            tenant_id=self._tenant_id,
            kind=new.kind,
            subject=new.subject,
            on=new.on,
            due_at=new.due_at,
            expires_at=new.expires_at,
            state=State.PLANNED,
            attempt=0,
            next_at=new.due_at,
            lease_until=None,
            channel_id=None,
            message_ts=None,
            reason=None,
            reference=uuid4().hex,
        )
        return True

    def claim(self, now: datetime, real_now: datetime) -> Delivery | None:
        ready = [one for one in self._planned() if one.next_at <= now < one.expires_at]
        if not ready:
            return None
        first = min(ready, key=lambda one: (one.next_at, one.id))
        claimed = replace(
            first, state=State.SENDING, attempt=first.attempt + 1, lease_until=real_now + LEASE, reason=None
        )
        return self._put(claimed)

    def sent(self, delivery_id: DeliveryId, attempt: int, posted: Posted) -> None:
        one = self._rows.deliveries[delivery_id]
        if one.attempt == attempt > 0 and one.state is not State.SENT:
            self._put(
                replace(
                    one,
                    state=State.SENT,
                    channel_id=posted.channel_id,
                    message_ts=posted.message_ts,
                    lease_until=None,
                    reason=None,
                )
            )

    def failed(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.FAILED, reason)

    def dropped(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.DROPPED, reason)

    def unknown(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.UNKNOWN, reason)

    def again(self, delivery_id: DeliveryId, attempt: int, at: datetime, reason: str) -> None:
        if self._settle(delivery_id, attempt, State.PLANNED, reason):
            self._put(replace(self._rows.deliveries[delivery_id], next_at=at))

    def lapse(self, now: datetime, real_now: datetime) -> int:
        late = [one for one in self._planned() if one.expires_at <= now]
        lost = [
            one
            for one in self._rows.deliveries.values()
            if one.state is State.SENDING and one.lease_until is not None and one.lease_until <= real_now
        ]
        for one in late:
            self._put(replace(one, state=State.DROPPED, reason="expired"))
        for one in lost:
            self._put(replace(one, state=State.UNKNOWN, lease_until=None, reason="lease ran out"))
        return len(late) + len(lost)

    def by_key(self, key: str) -> Delivery | None:
        return next((one for one in self._rows.deliveries.values() if _key(one) == key), None)

    def in_state(self, *states: str) -> tuple[Delivery, ...]:
        found = [one for one in self._rows.deliveries.values() if one.state in states]
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id)))

    def last(self, kind: Kind, subject: str) -> Delivery | None:
        found = [one for one in self._rows.deliveries.values() if (one.kind, one.subject) == (kind, subject)]
        return max(found, key=lambda one: (one.due_at, one.id), default=None)

    def _planned(self) -> list[Delivery]:
        return [one for one in self._rows.deliveries.values() if one.state is State.PLANNED]

    def _settle(self, delivery_id: DeliveryId, attempt: int, state: State, reason: str) -> bool:
        one = self._rows.deliveries[delivery_id]
        if one.attempt != attempt or one.state is not State.SENDING:
            return False
        self._put(replace(one, state=state, lease_until=None, reason=reason))
        return True

    def _put(self, delivery: Delivery) -> Delivery:
        self._rows.deliveries[delivery.id] = delivery
        return delivery


def _key(one: Delivery) -> str:
    return NewDelivery(
        kind=one.kind, subject=one.subject, on=one.on, due_at=one.due_at, expires_at=one.expires_at
    ).key
