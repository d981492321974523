"""The table of what was decided about leads that two sources have."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Text
from sqlmodel import Field

from storage.tables import Base, of_tenant, table_named


class SameLeadTable(Base, table=True):
    """One row for each two leads. `moved` holds the ids of the facts that one gave to the other, as JSON."""

    __tablename__ = "same_lead"
    __table_args__ = (
        of_tenant("lead", "kept_id"),
        of_tenant("lead", "other_id"),
        of_tenant("member", "by_member"),
        Index("ix_same_lead_other", "tenant_id", "other_id"),
    )

    tenant_id: int = Field(sa_type=BigInteger, primary_key=True)
    kept_id: int = Field(sa_type=BigInteger, primary_key=True)
    other_id: int = Field(sa_type=BigInteger, primary_key=True)
    same: bool
    by_member: int | None = Field(sa_type=BigInteger)
    at: datetime
    moved: str = Field(sa_column=Column(Text, nullable=False))
    undone_at: datetime | None


SAME_LEAD = table_named("same_lead")
