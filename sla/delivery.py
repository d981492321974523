"""One message to be sent once, as a row with a unique key, the states it goes through, and the ledger of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NewType

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
    SILENT = "silent"


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
    Kind.SILENT,
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
