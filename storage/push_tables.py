"""The tables of sources that push: how each proves itself, what it pushed by day, and what it was answered."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Text
from sqlmodel import Field

from storage.tables import Base, table_named


class PushSourceTable(Base, table=True):
    """How a source that pushes proves itself, for ever, also after its feed is removed. No secret is stored."""

    __tablename__ = "push_source"

    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), primary_key=True))
    name: str = Field(primary_key=True)
    proof: str
    generation: int
    token_hash: str | None
    former_hash: str | None
    former_until: datetime | None


class PushMessageTable(Base, table=True):
    """A message that was answered, kept for a day."""

    __tablename__ = "push_message"
    __table_args__ = (Index("ix_push_message_at", "tenant_id", "at"),)

    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), primary_key=True))
    source: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    body_hash: str
    at: datetime
    status: int
    body: str = Field(sa_column=Column(Text, nullable=False))


class PushCountTable(Base, table=True):
    """What became of the items of one kind that a source pushed on one day."""

    __tablename__ = "push_count"

    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), primary_key=True))
    source: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    created: int
    updated: int
    unchanged: int
    rejected: int
    reason: str | None


PUSH_SOURCE = table_named("push_source")
PUSH_MESSAGE = table_named("push_message")
PUSH_COUNT = table_named("push_count")
