"""The table of sources that bring facts in by themselves."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, Text, UniqueConstraint, text
from sqlmodel import Field

from storage.tables import BIG_ID, Base, table_named


class FeedTable(Base, table=True):
    """A removed one stays, as its facts carry its name."""

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("tenant_id", "id"), UniqueConstraint("tenant_id", "name"))

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger)
    name: str
    kind: str
    zone: str | None
    every_seconds: int | None
    added_at: datetime
    seen_at: datetime | None
    cursor: str = Field(sa_column=Column(Text, nullable=False))
    lease_until: datetime | None
    removed: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=text("false")))


class FeedGapTable(Base, table=True):
    """`ended_at` is NULL while it lasts."""

    __tablename__ = "feed_gap"
    __table_args__ = (UniqueConstraint("tenant_id", "name", "began_at"),)

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger)
    name: str
    began_at: datetime
    noticed_at: datetime
    ended_at: datetime | None


FEED, FEED_GAP = table_named("feed"), table_named("feed_gap")
