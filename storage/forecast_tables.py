"""The table of the chances that were told."""

from datetime import date, datetime

from sqlalchemy import CHAR, BigInteger, Column
from sqlmodel import Field

from storage.tables import Base, table_named


class ForecastTable(Base, table=True):
    """A chance of reaching a quota as it was told, for ever; telling it again the same day adds nothing."""

    __tablename__ = "forecast"

    tenant_id: int = Field(primary_key=True, foreign_key="tenant.id", sa_type=BigInteger)
    ends_on: date = Field(primary_key=True)
    as_of: date = Field(primary_key=True)
    agreement_version: int = Field(primary_key=True)
    chance: int = Field(primary_key=True)
    starts_on: date
    quota_minor: int = Field(sa_type=BigInteger)
    currency: str = Field(sa_column=Column(CHAR(3), nullable=False))
    made_at: datetime


FORECAST = table_named("forecast")
