"""What today's reminders list, in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sla.activity import BY_HAND
from sla.delivery import DeliveryId, State
from sla.leads import LeadId
from sla.listed import OutOfDate, Unsaid
from tests.fakes.rows import Rows


class FakeListed:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, delivery_id: DeliveryId, leads: Iterable[LeadId], now: datetime) -> None:
        deliveries = self._rows.deliveries
        kept = {
            key: touch_id
            for key, touch_id in self._rows.listed.items()
            if key[0] != delivery_id and deliveries[key[0]].expires_at > now
        }
        new = {(delivery_id, lead): max(self._touches(lead), default=0) for lead in leads}
        self._rows.listed = kept | new

    def out_of_date(self, now: datetime, limit: int) -> tuple[OutOfDate, ...]:
        found = [
            (delivery_id, one)
            for (delivery_id, lead), after in sorted(self._rows.listed.items())
            if self._open(delivery_id, now)
            for one in self._unsaid(lead, after)
        ][:limit]
        return tuple(
            OutOfDate(
                delivery=self._rows.deliveries[delivery_id],
                lines=tuple(one for each, one in found if each == delivery_id),
            )
            for delivery_id in dict.fromkeys(each for each, _ in found)
        )

    def said(self, delivery_id: DeliveryId, lines: Iterable[Unsaid]) -> None:
        for one in lines:
            self._rows.listed[delivery_id, one.lead_id] = one.newest

    def _open(self, delivery_id: DeliveryId, now: datetime) -> bool:
        delivery = self._rows.deliveries[delivery_id]
        return delivery.state is State.SENT and delivery.expires_at > now

    def _unsaid(self, lead: LeadId, after: int) -> Iterator[Unsaid]:
        newer = [one for one in self._touches(lead, brought=True) if one > after]
        if newer:
            yield Unsaid(lead_id=lead, after=after, newest=max(newer))

    def _touches(self, lead: LeadId, *, brought: bool = False) -> list[int]:
        return [
            one.id
            for one in self._rows.touches.values()
            if one.row.lead_id == lead
            and (not brought or (one.row.source != BY_HAND and one.undone_at is None))
        ]
