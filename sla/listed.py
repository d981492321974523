"""Which leads a reminder that was sent lists, and what came in for them since from elsewhere than its own buttons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sla.delivery import Delivery, DeliveryId
from sla.leads import LeadId


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsaid:
    """A lead's line that knows its touches up to the one numbered `after`; a source brought more, up to `newest`."""

    lead_id: LeadId
    after: int
    newest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OutOfDate:
    """A reminder that arrived, with those of its lines that do not say what came in since."""

    delivery: Delivery
    lines: tuple[Unsaid, ...]


class Listed(Protocol):
    """The lines of today's reminders; those of earlier days are not kept."""

    def put(self, delivery_id: DeliveryId, leads: Iterable[LeadId], now: datetime) -> None:
        """It is about to be posted, knowing all that is stored; lines of messages whose time is over are dropped."""

    def out_of_date(self, now: datetime, limit: int) -> tuple[OutOfDate, ...]:
        """Of messages that arrived and whose time is not over, oldest first; `limit` bounds the lines."""

    def said(self, delivery_id: DeliveryId, lines: Iterable[Unsaid]) -> None:
        """These lines say it now, or never will."""
