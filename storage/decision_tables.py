"""The table of what was decided about handed-over leads."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named


class DecisionTable(Base, table=True):
    """What was decided about a handoff, for ever; `key` is the press that decided it."""

    __tablename__ = "handoff_decision"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        of_tenant("lead", "lead_id"),
        of_tenant("member", "by_member"),
        Index("ix_handoff_decision_lead", "tenant_id", "lead_id", "at"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    key: str
    lead_id: int = Field(sa_type=BigInteger)
    kind: str
    reason: str | None
    note: str
    by_member: int = Field(sa_type=BigInteger)
    at: datetime


DECISION = table_named("handoff_decision")
