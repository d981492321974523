"""The table of what people typed and pressed and what is not done yet."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.tables import BIG_ID, Base, table_named


class ArrivalTable(Base, table=True):
    """Gone when it is done. By `id` in the order in which they were kept."""

    __tablename__ = "arrival"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        Index("ix_arrival_person", "tenant_id", "slack_id", "id"),
    )

    id: int = Field(sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), nullable=False))
    key: str
    slack_id: str
    at: datetime
    said: str = Field(sa_column=Column(Text, nullable=False))
    holder: str
    beat: int


ARRIVAL = table_named("arrival")
