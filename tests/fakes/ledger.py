"""The ledger of deliveries in memory."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sla.delivery import LEASE, LOOKS, PACE, Delivery, DeliveryId, Kind, NewDelivery, Posted, State, Tally
from sla.people import TenantId
from tests.fakes.rows import Rows

CARRIED = {State.UNCONFIRMED: State.TOLD, State.HELD: State.BUNDLED}
LONG_AGO = timedelta(days=1)
IN_HAND = {State.SENDING, State.UNKNOWN}


class FakeDeliveries:
    def __init__(self, rows: Rows, tenant_id: TenantId, *, lease_now: Callable[[], datetime]) -> None:
        self._rows = rows
        self._lease_now = lease_now
        self._tenant_id = tenant_id

    def plan(self, new: NewDelivery) -> bool:
        if new.key in self._rows.delivery_keys:
            return False
        for old in self._rows.deliveries.values():
            same = (old.kind, old.subject) == (new.kind, new.subject)
            if same and abs(old.due_at - new.due_at) < timedelta(hours=8):
                return False
        delivery_id = self._rows.delivery_keys[new.key] = DeliveryId(self._rows.next_id())
        self._rows.deliveries[delivery_id] = Delivery(
            id=delivery_id,
            tenant_id=self._tenant_id,
            kind=new.kind,
            subject=new.subject,
            on=new.on,
            due_at=new.due_at,
            expires_at=new.expires_at,
            act_by=new.act_by,
            state=State.PLANNED,
            attempt=0,
            next_at=new.due_at,
            lease_until=None,
            channel_id=None,
            message_ts=None,
            reason=None,
            reference=f"{new.mark(self._tenant_id)}.{uuid4().hex[:8]}",
        )
        return True

    def meet(self, recipients: Collection[str]) -> None:
        """Nothing is to be made ready here."""

    def claim(self, now: datetime) -> Delivery | None:
        ready = [one for one in self._due(now) if self._rests(one) and self._since(one) >= PACE]
        if not ready:
            return None
        first = min(ready, key=lambda one: (one.next_at, one.id))
        claimed = replace(
            first,
            state=State.SENDING,
            attempt=first.attempt + 1,
            claimed_at=now,
            lease_until=self._lease_now() + LEASE,
            channel_id=None,
            reason=None,
        )
        self._rows.conversations[claimed.recipient] = (claimed.id, self._lease_now())
        return self._put(claimed)

    def paced(self, now: datetime) -> timedelta | None:
        waits = [min(PACE - self._since(one), PACE) for one in self._due(now) if self._rests(one)]
        return min((wait for wait in waits if wait > timedelta(0)), default=None)

    def posting(self, delivery: Delivery, channel_id: str, *, telling: Collection[DeliveryId] = ()) -> bool:
        one = self._rows.deliveries[delivery.id]
        if one.attempt != delivery.attempt or one.state is not State.SENDING or one.lease_until is None:
            return False
        if one.lease_until - self._lease_now() < LEASE / 2:
            return False
        self._put(replace(one, channel_id=channel_id))
        self._rows.conversations[one.recipient] = (one.id, self._lease_now())
        for other in [*self._in(State.UNCONFIRMED), *self._in(State.HELD)]:
            if other.id in telling:
                self._put(replace(other, told_in=one.id))
        return True

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
            for before, after in CARRIED.items():
                for other in self._in(before):
                    if other.told_in == delivery_id:
                        self._put(replace(other, state=after))

    def failed(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.FAILED, reason)

    def dropped(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None:
        self._settle(delivery_id, attempt, State.DROPPED, reason)

    def unknown(self, delivery_id: DeliveryId, attempt: int, reason: str, *, look_at: datetime) -> None:
        if self._settle(delivery_id, attempt, State.UNKNOWN, reason):
            self._put(replace(self._rows.deliveries[delivery_id], next_at=look_at))

    def again(self, delivery_id: DeliveryId, attempt: int, at: datetime, reason: str) -> None:
        if self._settle(delivery_id, attempt, State.PLANNED, reason):
            self._put(replace(self._rows.deliveries[delivery_id], next_at=at))

    def reopen(self, delivery: Delivery, at: datetime, *, expires_at: datetime) -> None:
        one = self._rows.deliveries[delivery.id]
        if one.attempt == delivery.attempt and one.state in {State.DROPPED, State.FAILED}:
            self._put(replace(one, state=State.PLANNED, next_at=at, expires_at=expires_at, reason=None))

    def lapse(self, now: datetime) -> int:
        real_now = self._lease_now()
        lost = [one for one in self._in(State.SENDING) if one.lease_until and one.lease_until <= real_now]
        for one in lost:
            freed = replace(one, lease_until=None, reason="lease ran out")
            if one.channel_id is None:
                self._put(replace(freed, state=State.PLANNED))
            else:
                self._put(replace(freed, state=State.UNKNOWN, next_at=now + LOOKS[0]))
        late = [one for one in self._planned() if one.expires_at <= now]
        for one in late:
            reason = f"expired, {one.reason}" if one.reason else "expired"
            self._put(replace(one, state=State.DROPPED, reason=reason))
        return len(late) + len(lost)

    def look_up(self, now: datetime) -> Delivery | None:
        ready = [one for one in self._in(State.UNKNOWN) if one.next_at <= now]
        if not ready:
            return None
        first = min(ready, key=lambda one: (one.next_at, one.id))
        return self._put(replace(first, next_at=now + timedelta(minutes=1)))

    def not_found(self, delivery: Delivery, *, look_at: datetime | None, reason: str | None = None) -> None:
        one = self._unseen(delivery)
        if one is not None:
            state = State.UNKNOWN if look_at else State.UNCONFIRMED
            next_at = look_at or delivery.next_at
            self._put(
                replace(one, state=state, looks=one.looks + 1, next_at=next_at, reason=reason or one.reason)
            )

    def look_later(self, delivery: Delivery, at: datetime) -> None:
        one = self._unseen(delivery)
        if one is not None:
            self._put(replace(one, next_at=at))

    def untold(self, delivery: Delivery) -> tuple[Delivery, ...]:
        in_hand = {one.id for one in self._rows.deliveries.values() if one.state in IN_HAND}
        in_hand -= {delivery.id}
        found = [
            one
            for one in self._in(State.UNCONFIRMED)
            if one.recipient == delivery.recipient and one.told_in not in in_hand
        ]
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id)))

    def failed_since(self, moment: datetime) -> tuple[Delivery, ...]:
        found = [one for one in self._in(State.FAILED) if one.due_at >= moment]
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id)))

    def tally(self, now: datetime) -> Tally:
        each = self._rows.deliveries.values()
        due = [one.due_at for one in self._planned() if one.due_at <= now]
        return Tally(
            counts=Counter((one.kind, one.state) for one in each), waiting_since=min(due, default=None)
        )

    def get(self, delivery_id: DeliveryId) -> Delivery | None:
        return self._rows.deliveries.get(delivery_id)

    def by_key(self, key: str) -> Delivery | None:
        delivery_id = self._rows.delivery_keys.get(key)
        return None if delivery_id is None else self._rows.deliveries[delivery_id]

    def in_state(self, *states: str) -> tuple[Delivery, ...]:
        found = [one for one in self._rows.deliveries.values() if one.state in states]
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id)))

    def last(self, kind: Kind, subject: str) -> Delivery | None:
        found = [one for one in self._rows.deliveries.values() if (one.kind, one.subject) == (kind, subject)]
        return max(found, key=lambda one: (one.due_at, one.id), default=None)

    def _due(self, now: datetime) -> list[Delivery]:
        return [one for one in self._planned() if one.next_at <= now < one.expires_at]

    def _rests(self, one: Delivery) -> bool:
        """Whether nothing is in hand for the same recipient."""
        last, _ = self._rows.conversations.get(one.recipient, (None, None))
        return last is None or self._rows.deliveries[last].state is not State.SENDING

    def _since(self, one: Delivery) -> timedelta:
        """Since the last was taken in hand for the same recipient."""
        _, at = self._rows.conversations.get(one.recipient, (None, None))
        since = self._lease_now() - at if at else LONG_AGO
        return since if since >= -LEASE else LONG_AGO  # that clock has been put back

    def _planned(self) -> list[Delivery]:
        return self._in(State.PLANNED)

    def _in(self, state: State) -> list[Delivery]:
        return [one for one in self._rows.deliveries.values() if one.state is state]

    def _unseen(self, delivery: Delivery) -> Delivery | None:
        """As it is now, where nobody else has looked for it since."""
        one = self._rows.deliveries[delivery.id]
        seen = (delivery.attempt, State.UNKNOWN, delivery.looks)
        return one if (one.attempt, one.state, one.looks) == seen else None

    def _settle(self, delivery_id: DeliveryId, attempt: int, state: State, reason: str) -> bool:
        one = self._rows.deliveries[delivery_id]
        if one.attempt != attempt or one.state is not State.SENDING:
            return False
        self._put(replace(one, state=state, lease_until=None, reason=reason))
        return True

    def _put(self, delivery: Delivery) -> Delivery:
        self._rows.deliveries[delivery.id] = delivery
        return delivery
