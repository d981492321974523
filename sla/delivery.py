"""One message to be sent once, as a row with a unique key, and the states it goes through."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from sla.people import MemberId, TenantId

DeliveryId = NewType("DeliveryId", int)

LEASE = timedelta(seconds=60)
"""How long a claim holds, in real time. A sender gives up unposted when half of it has run."""


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


ONCE = frozenset({Kind.HELLO, Kind.CHANGE_ASKED, Kind.SETTLED})
"""Said once about its subject, whatever the day."""


class State(StrEnum):
    """planned -> sending -> sent | failed | unknown | planned again; `dropped` was no longer wanted."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewDelivery:
    """What the planner wants sent.

    `subject` is the channel's name, or the member's number; then what it is about, like "7:2" for version 2.
    """

    kind: Kind
    subject: str
    on: date
    due_at: datetime
    expires_at: datetime

    @property
    def key(self) -> str:
        """Unique in a tenant: the only lock the schedule has."""
        if self.kind in ONCE:
            return f"{self.kind}:{self.subject}"
        return f"{self.kind}:{self.subject}:{self.on.isoformat()}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A row of the ledger. `attempt` is the fence: only the holder of the newest may settle it."""

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
