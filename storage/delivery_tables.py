"""The ledger's table."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, Integer, String, UniqueConstraint
from sqlmodel import Field

from sla.delivery import State
from storage.tables import BIG_ID, Base, partial, table_named

PLANNED = f"state = '{State.PLANNED}'"


class DeliveryTable(Base, table=True):
    """A message to be sent once; the unique key is the only lock that the schedule has."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        UniqueConstraint("reference"),
        Index("ix_delivery_subject", "tenant_id", "kind", "subject", "due_at"),
        Index("ix_delivery_recipient", "tenant_id", "recipient", "claimed_at"),
        Index("ix_delivery_state", "tenant_id", "state", "due_at"),
        partial("ix_delivery_planned", "tenant_id", "next_at", where=PLANNED),
        partial("ix_delivery_message", "tenant_id", "message_ts", where="message_ts IS NOT NULL"),
        partial("ix_delivery_asking", "tenant_id", "kind", "due_at", where="act_by IS NOT NULL"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger)
    key: str
    kind: str
    subject: str
    local_date: date
    due_at: datetime
    expires_at: datetime
    state: str
    attempt: int
    next_at: datetime
    lease_until: datetime | None
    channel_id: str | None
    message_ts: str | None
    reason: str | None
    reference: str
    claimed_at: datetime | None
    looks: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    told_in: int | None = Field(sa_type=BigInteger)
    recipient: str = Field(sa_column=Column(String, nullable=False, server_default=""))
    act_by: datetime | None
    acted_at: datetime | None


class ConversationTable(Base, table=True):
    """Which message was last taken in hand for a recipient, and when, on the clock that leases run on."""

    __tablename__ = "conversation"

    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger, primary_key=True)
    recipient: str = Field(primary_key=True)
    delivery_id: int | None = Field(sa_type=BigInteger)
    at: datetime | None


DELIVERY = table_named("delivery")
CONVERSATION = table_named("conversation")
