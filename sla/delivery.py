"""One message to be sent once, as a row with a unique key, the states it goes through, and the ledger of all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NewType, Protocol

from sla.people import MemberId, TenantId

DeliveryId = NewType("DeliveryId", int)

MARK_LENGTH = 24
"""A reference is a mark, a full stop, and what makes it unique."""

LEASE = timedelta(seconds=60)
"""How long a claim holds, by the database's clock. A sender gives up unposted when half of it has run."""

PACE = timedelta(seconds=1)
"""Slack takes one message a second in each conversation."""

LOOKS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
"""When, after its answer failed to come, a message is looked for in the history of its conversation."""


class Kind(StrEnum):
    DIGEST = "digest"
    NUDGE = "nudge"
    HELLO = "hello"
    SIGN = "sign"
    SIGN_AGAIN = "sign again"
    CHANGE_ASKED = "change asked"
    SETTLED = "settled"
    CARD = "card"
    REJECTED = "rejected"
    CONTESTED = "contested"
    BACK = "back"
    DECIDED = "decided"
    UNTRIED = "untried"
    UNACCEPTED = "unaccepted"
    TROUBLE = "trouble"
    TRIAL = "trial"
    LATE = "late"
    WEEKLY = "weekly"
    HELD = "held back"
    SWITCHED = "switched"
    UNHEEDED = "unheeded"
    PACE = "pace"


ONCE = frozenset({Kind.HELLO, Kind.CHANGE_ASKED, Kind.SETTLED, Kind.TROUBLE})
"""Said once about its subject, whatever the day."""


ONCE_UNLESS_LOST = ONCE | {
    Kind.SIGN,
    Kind.CARD,
    Kind.REJECTED,
    Kind.CONTESTED,
    Kind.BACK,
    Kind.DECIDED,
    Kind.SWITCHED,
    Kind.UNHEEDED,
}
"""Said once about its subject too, but again on another day where it was dropped or refused."""


TO_CHANNEL = frozenset({Kind.DIGEST, Kind.WEEKLY})
"""Posted to the team's channel; every other kind is for one person."""

ONCE_A_WEEK = frozenset({Kind.WEEKLY})
"""Said once in a calendar week about its subject, whatever the day."""


class State(StrEnum):
    """planned -> sending -> sent | failed | unknown | planned again; `dropped` was no longer wanted.

    unknown -> sent | unconfirmed -> told: it was not found, and the recipient has heard so since.
    planned -> held -> bundled: the day had brought enough, and a later message of kind `HELD` has said it.
    """

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"
    UNCONFIRMED = "unconfirmed"
    TOLD = "told"
    HELD = "held"
    BUNDLED = "bundled"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewDelivery:
    """What the planner wants sent.

    `subject` is the channel's name, or the member's number; then what it is about, like "7:2" for version 2.
    What is done before `act_by` is done because of it; None: it asks for nothing.
    """

    kind: Kind
    subject: str
    on: date
    due_at: datetime
    expires_at: datetime
    act_by: datetime | None = None

    @property
    def recipient(self) -> str:
        """Who reads it: the channel's name, or the member's number."""
        return self.subject.partition(":")[0]

    @property
    def key(self) -> str:
        """Unique in a tenant: the only lock the schedule has."""
        if self.kind in ONCE:
            return f"{self.kind}:{self.subject}"
        if self.kind in ONCE_A_WEEK:
            year, week, _ = self.on.isocalendar()
            return f"{self.kind}:{self.subject}:{year}-W{week:02}"
        return f"{self.kind}:{self.subject}:{self.on.isoformat()}"

    def mark(self, tenant_id: TenantId) -> str:
        """Opaque, and the same for the same message however often it is planned anew, in a restored ledger too."""
        what = f"{self.kind}:{self.subject}" if self.kind in ONCE_UNLESS_LOST else self.key
        return sha256(f"{tenant_id}:{what}".encode()).hexdigest()[:MARK_LENGTH]


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A row of the ledger. `attempt` is the fence: only the holder of the newest may settle it.

    `channel_id` is set before the message is posted, so where it is None this attempt has posted nothing.
    `looks` counts how often it was looked for in vain; `told_in` is the message that says it may be missing.
    """

    id: DeliveryId
    tenant_id: TenantId
    kind: Kind
    subject: str
    on: date
    due_at: datetime
    expires_at: datetime
    state: State
    attempt: int
    next_at: datetime
    lease_until: datetime | None
    channel_id: str | None
    message_ts: str | None
    reason: str | None
    reference: str
    claimed_at: datetime | None = None
    looks: int = 0
    told_in: DeliveryId | None = None
    act_by: datetime | None = None
    acted_at: datetime | None = None

    @property
    def mark(self) -> str:
        """What its reference begins with: what it says, whichever row said it."""
        return self.reference[: MARK_LENGTH + 1]

    @property
    def to_channel(self) -> bool:
        return self.kind in TO_CHANNEL

    @property
    def recipient(self) -> str:
        """Who reads it: the channel's name, or the member's number."""
        return self.subject.partition(":")[0]

    @property
    def member_id(self) -> MemberId:
        """Whom a private message is for."""
        return MemberId(int(self.subject.partition(":")[0]))

    @property
    def about(self) -> tuple[int, ...]:
        """The numbers after the member's: a version, and what of it."""
        return tuple(int(part) for part in self.subject.split(":")[1:])


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """Slack's answer to a message that arrived."""

    channel_id: str
    message_ts: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many messages there are of each kind in each state, and since when the oldest that is due waits."""

    counts: Mapping[tuple[Kind, State], int]
    waiting_since: datetime | None


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
