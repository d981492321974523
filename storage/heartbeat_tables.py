"""The table of when each tenant's ledger was last at work."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, text
from sqlmodel import Field

from storage.tables import Base, table_named


class HeartbeatTable(Base, table=True):
    """One row for each tenant, from its first beat on. A copy is told by `is_copy`."""

    __tablename__ = "heartbeat"

    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), primary_key=True))
    beat_at: datetime | None
    is_copy: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=text("false")))
    held_since: datetime | None
    held_until: datetime | None


HEARTBEAT = table_named("heartbeat")
