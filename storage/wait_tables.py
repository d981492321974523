"""The table of pushed events that wait for the lead they are about."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Text
from sqlmodel import Field

from storage.tables import Base, table_named


class PushWaitingTable(Base, table=True):
    """One row for each lead that an event may be about, so that any of them finds it.

    `leads` and `fields` are JSON.
    """

    __tablename__ = "push_waiting"
    __table_args__ = (
        Index("ix_push_waiting_lead", "tenant_id", "source", "lead"),
        Index("ix_push_waiting_at", "tenant_id", "at"),
    )

    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), primary_key=True))
    source: str = Field(primary_key=True)
    type: str = Field(primary_key=True)
    external_id: str = Field(primary_key=True)
    lead: str = Field(primary_key=True)
    leads: str = Field(sa_column=Column(Text, nullable=False))
    fields: str = Field(sa_column=Column(Text, nullable=False))
    at: datetime


PUSH_WAITING = table_named("push_waiting")
