"""The ledger by recipient, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sla.delivery import Delivery, Kind, State
from tests.fakes.rows import Rows

SPENT = {State.SENDING, State.SENT, State.UNKNOWN, State.UNCONFIRMED, State.TOLD}
ON_ITS_WAY = {State.SENDING, State.UNKNOWN}


class FakeInboxes:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def taken(self, recipient: str, since: datetime) -> Mapping[Kind, int]:
        spent = (one for one in self._theirs(recipient) if one.state in SPENT)
        return Counter(one.kind for one in spent if one.claimed_at and one.claimed_at >= since)

    def hold(self, delivery: Delivery, *, also: Collection[Kind], now: datetime) -> None:
        for one in self._theirs(delivery.recipient):
            due = one.state is State.PLANNED and one.next_at <= now < one.expires_at
            claimed = (one.id, one.attempt) == (delivery.id, delivery.attempt)
            if claimed or (due and one.kind in also):
                self._rows.deliveries[one.id] = replace(
                    one, state=State.HELD, lease_until=None, claimed_at=now, reason=None
                )

    def held_before(self, delivery: Delivery) -> tuple[Delivery, ...]:
        in_hand = {one.id for one in self._rows.deliveries.values() if one.state in ON_ITS_WAY}
        in_hand -= {delivery.id}
        return tuple(
            one
            for one in self._theirs(delivery.recipient)
            if one.state is State.HELD and one.on < delivery.on and one.told_in not in in_hand
        )

    def of(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        return tuple(one for one in self._theirs(recipient) if one.due_at >= since)

    def _theirs(self, recipient: str) -> list[Delivery]:
        found = [one for one in self._rows.deliveries.values() if one.recipient == recipient]
        return sorted(found, key=lambda one: (one.due_at, one.id))
