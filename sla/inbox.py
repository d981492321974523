"""What one person was sent, or was not: the ledger by recipient."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from sla.delivery import Delivery, Kind


class Inboxes(Protocol):
    """`now` and `since` are in the product's time."""

    def taken(self, recipient: str, since: datetime) -> Mapping[Kind, int]:
        """How many messages were posted to them since then, or may have been, or are in hand; by kind.

        Nobody else adds to it while the transaction that claimed one for them goes on.
        """

    def hold(self, delivery: Delivery, *, also: Collection[Kind], now: datetime) -> None:
        """Hold back one that was just claimed, and what else of these kinds is due to the same person."""

    def held_before(self, delivery: Delivery) -> tuple[Delivery, ...]:
        """Held back from this message's recipient on earlier days, and in no other message on its way."""

    def of(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        """Everything that was due to them since then, oldest first."""
