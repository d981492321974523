"""The table of the CRMs that each tenant reads."""

from sqlalchemy import BigInteger, Column, ForeignKey, String
from sqlmodel import Field

from storage.tables import Base, table_named


class ConnectionTable(Base, table=True):
    """One row for each source. People write `stages` and the portal, the poller all else."""

    __tablename__ = "crm_connection"

    tenant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("tenant.id"), primary_key=True))
    source: str = Field(sa_column=Column(String, primary_key=True))
    portal_id: int | None = Field(sa_type=BigInteger)
    portal_name: str | None
    stages: str | None
    found: str | None


CRM_CONNECTION = table_named("crm_connection")
