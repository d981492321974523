"""The tables of what happened to leads: touches, won deals, stages entered."""

from datetime import datetime

from sqlalchemy import CHAR, BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named


class TouchTable(Base, table=True):
    """A recorded activity, for ever; an undone one is marked. Its tenant is its lead's, by the composite key."""

    __tablename__ = "touch"
    __table_args__ = (
        UniqueConstraint("tenant_id", "source", "external_id"),
        of_tenant("lead", "lead_id"),
        of_tenant("member", "by_member"),
        Index("ix_touch_lead", "tenant_id", "lead_id", "occurred_at"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    source: str
    external_id: str
    lead_id: int = Field(sa_type=BigInteger)
    kind: str
    direction: str
    outcome: str | None
    note: str
    occurred_at: datetime
    received_at: datetime
    by_member: int | None = Field(sa_type=BigInteger)
    by_person: bool
    undone_at: datetime | None


class DealTable(Base, table=True):
    """A won deal."""

    __tablename__ = "deal"
    __table_args__ = (
        UniqueConstraint("tenant_id", "source", "external_id"),
        of_tenant("lead", "lead_id"),
        Index("ix_deal_won", "tenant_id", "won_at"),
        Index("ix_deal_lead", "tenant_id", "lead_id", "won_at"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    source: str
    external_id: str
    lead_id: int = Field(sa_type=BigInteger)
    won_at: datetime
    amount_minor: int | None = Field(sa_type=BigInteger)
    currency: str | None = Field(sa_column=Column(CHAR(3), nullable=True))
    undone_at: datetime | None


class StageChangeTable(Base, table=True):
    """A lead entered a stage, for ever. Its tenant is its lead's, by the composite key."""

    __tablename__ = "stage_change"
    __table_args__ = (
        UniqueConstraint("tenant_id", "source", "external_id"),
        of_tenant("lead", "lead_id"),
        Index("ix_stage_change_lead", "tenant_id", "lead_id", "entered_at"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    source: str
    external_id: str
    lead_id: int = Field(sa_type=BigInteger)
    stage: str
    entered_at: datetime
    undone_at: datetime | None


TOUCH = table_named("touch")
DEAL = table_named("deal")
STAGE_CHANGE = table_named("stage_change")
