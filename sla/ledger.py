"""The port that keeps the ledger of messages: planned once, claimed by one sender, settled by its newest attempt."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from sla.delivery import Delivery, DeliveryId, Kind, NewDelivery, Posted, Tally


class Deliveries(Protocol):
    """The ledger. `now` is the product's time; leases run on the database's clock, which all senders share."""

    def plan(self, new: NewDelivery) -> bool:
        """Insert; False where the key exists, or one of the same kind and subject is due within 8 hours of it."""

    def meet(self, recipients: Collection[str]) -> None:
        """Make ready to write to these; whoever plans for several does it first, for all of them at once."""

    def claim(self, now: datetime) -> Delivery | None:
        """Take the earliest planned one that is due: state `sending`, attempt + 1, a lease. Never one row twice.

        Passed over is one to whose recipient another is in hand, or was within a second by the database's clock.
        Until the transaction ends nobody else claims anything for this recipient.
        """

    def paced(self, now: datetime) -> timedelta | None:
        """How long until one that is due can be claimed, where only that second is in its way."""

    def posting(self, delivery: Delivery, channel_id: str, *, telling: Collection[DeliveryId] = ()) -> bool:
        """Say where this attempt is about to post, and which unconfirmed or held ones the message speaks of.

        False, and nothing may be posted, where the row is held no longer or half of its lease has run.
        """

    def sent(self, delivery_id: DeliveryId, attempt: int, posted: Posted) -> None:
        """An `ok` of the newest attempt always wins, over `unknown`, `unconfirmed` and `told` too.

        What the message spoke of as unconfirmed is told with it.
        """

    def failed(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None: ...

    def dropped(self, delivery_id: DeliveryId, attempt: int, reason: str) -> None: ...

    def unknown(self, delivery_id: DeliveryId, attempt: int, reason: str, *, look_at: datetime) -> None: ...

    def again(self, delivery_id: DeliveryId, attempt: int, at: datetime, reason: str) -> None:
        """A definite refusal that may pass: planned again, not before `at`."""

    def reopen(self, delivery: Delivery, at: datetime, *, expires_at: datetime) -> None:
        """One that was dropped or refused for good, so that nothing of it was posted, is planned again."""

    def lapse(self, now: datetime) -> int:
        """Settle what nobody will: `sending` whose lease ran out, and `planned` past its expiry (`dropped`).

        An attempt that was about to post becomes `unknown`, any other is planned again. How many changed.
        """

    def look_up(self, now: datetime) -> Delivery | None:
        """Take the earliest `unknown` one whose look is due; for a minute nobody else gets it."""

    def not_found(self, delivery: Delivery, *, look_at: datetime | None, reason: str | None = None) -> None:
        """Looked for in vain: once more at `look_at`, or `unconfirmed` where that is None."""

    def look_later(self, delivery: Delivery, at: datetime) -> None:
        """The history could not be read: the look does not count, and is made up for at `at`."""

    def untold(self, delivery: Delivery) -> tuple[Delivery, ...]:
        """Unconfirmed ones to the same recipient that no other message on its way speaks of, oldest first."""

    def failed_since(self, moment: datetime) -> tuple[Delivery, ...]:
        """Refused for good, and due at or after the moment, oldest first."""

    def tally(self, now: datetime) -> Tally: ...

    def get(self, delivery_id: DeliveryId) -> Delivery | None: ...

    def by_key(self, key: str) -> Delivery | None: ...

    def in_state(self, *states: str) -> tuple[Delivery, ...]: ...

    def last(self, kind: Kind, subject: str) -> Delivery | None: ...
