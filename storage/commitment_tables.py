"""The tables of what was taken on at stand-ups, and which leads it is about."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named


class CommitmentTable(Base, table=True):
    """Kept for ever; `given_back_at` is set where it was taken back before it was checked."""

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("tenant_id", "id"),
        of_tenant("member", "member_id"),
        Index("ix_commitment_day", "tenant_id", "on_date"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    on_date: date
    kind: str
    lead_type: str | None
    member_id: int = Field(sa_type=BigInteger)
    at: datetime
    until: datetime
    given_back_at: datetime | None


class CommitmentLeadTable(Base, table=True):
    """One lead that a commitment is about."""

    __tablename__ = "commitment_lead"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "commitment_id"], ["commitment.tenant_id", "commitment.id"]),
        of_tenant("lead", "lead_id"),
    )

    tenant_id: int = Field(sa_type=BigInteger, primary_key=True)
    commitment_id: int = Field(sa_type=BigInteger, primary_key=True)
    lead_id: int = Field(sa_type=BigInteger, primary_key=True)


COMMITMENT = table_named("commitment")
COMMITMENT_LEAD = table_named("commitment_lead")
