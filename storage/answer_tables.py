"""The table of what leads answered."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named


class AnswerTable(Base, table=True):
    """What a lead answered and what comes next, for ever; an undone one is marked."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("tenant_id", "source", "external_id"),
        of_tenant("lead", "lead_id"),
        of_tenant("member", "by_member"),
        Index("ix_answer_lead", "tenant_id", "lead_id", "at"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    source: str
    external_id: str
    lead_id: int = Field(sa_type=BigInteger)
    next_step: str
    agreed_on: date | None
    reason: str
    at: datetime
    received_at: datetime
    by_member: int | None = Field(sa_type=BigInteger)
    undone_at: datetime | None


ANSWER = table_named("answer")
