"""The table of trials that were ended before their time."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base, of_tenant, table_named


class TrialEndTable(Base, table=True):
    """At most one a tenant."""

    __tablename__ = "trial_end"
    __table_args__ = (of_tenant("member", "by_member"),)

    tenant_id: int = Field(sa_type=BigInteger, primary_key=True)
    by_member: int = Field(sa_type=BigInteger)
    at: datetime


TRIAL_END = table_named("trial_end")
