"""The table of checkpoint days that ended short."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base, of_tenant, table_named


class BreachTable(Base, table=True):
    """One lead and checkpoint day, for ever; a touch that is logged late corrects the verdict, never this."""

    __tablename__ = "breach"
    __table_args__ = (of_tenant("lead", "lead_id"), of_tenant("member", "owner_id"))

    tenant_id: int = Field(primary_key=True, sa_type=BigInteger)
    lead_id: int = Field(primary_key=True, sa_type=BigInteger)
    day: int = Field(primary_key=True)
    need: int
    had: int
    agreement_version: int
    at: datetime
    next_at: datetime | None
    owner_id: int | None = Field(sa_type=BigInteger)


BREACH = table_named("breach")
