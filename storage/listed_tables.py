"""The table of what today's reminders list."""

from sqlalchemy import BigInteger, ForeignKeyConstraint
from sqlmodel import Field

from storage.tables import Base, of_tenant, table_named


class ListedTable(Base, table=True):
    """`touch_id` is the newest touch of the lead that its line knows of, 0 where there was none."""

    __tablename__ = "listed"
    __table_args__ = (
        of_tenant("lead", "lead_id"),
        ForeignKeyConstraint(["delivery_id"], ["delivery.id"]),
    )

    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger, primary_key=True)
    delivery_id: int = Field(sa_type=BigInteger, primary_key=True)
    lead_id: int = Field(sa_type=BigInteger, primary_key=True)
    touch_id: int = Field(sa_type=BigInteger)


LISTED = table_named("listed")
