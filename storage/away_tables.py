"""The tables of who is away and who a lead is with; append-only, but for the cancelling of an absence."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named

MOVED = "nth = 1"
"""The second row of a lead: it has changed hands at least once."""


class AbsenceTable(Base, table=True):
    """Days, both included, on which a member is away. `last_on` is no earlier than `first_on`."""

    __tablename__ = "absence"
    __table_args__ = (
        of_tenant("member", "member_id"),
        of_tenant("member", "stand_in"),
        of_tenant("member", "by_member"),
        Index("ix_absence_member", "tenant_id", "member_id", "first_on"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    member_id: int = Field(sa_type=BigInteger)
    first_on: date
    last_on: date
    stand_in: int | None = Field(sa_type=BigInteger)
    by_member: int = Field(sa_type=BigInteger)
    at: datetime
    cancelled_at: datetime | None


class OwnershipTable(Base, table=True):
    """Whose a lead is from a moment on; `nth` counts a lead's rows from 0. No member: nobody's."""

    __tablename__ = "ownership"
    __table_args__ = (
        UniqueConstraint("tenant_id", "lead_id", "nth"),
        of_tenant("lead", "lead_id"),
        of_tenant("member", "member_id"),
        of_tenant("member", "by_member"),
        Index(
            "ix_ownership_moved",
            "tenant_id",
            "lead_id",
            sqlite_where=text(MOVED),
            postgresql_where=text(MOVED),
        ),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    lead_id: int = Field(sa_type=BigInteger)
    nth: int
    member_id: int | None = Field(sa_type=BigInteger)
    since: datetime
    by_member: int | None = Field(sa_type=BigInteger)


class SnoozeTable(Base, table=True):
    """A reminder that was put off; with a reason it was skipped."""

    __tablename__ = "snooze"
    __table_args__ = (
        of_tenant("lead", "lead_id"),
        of_tenant("member", "by_member"),
        Index("ix_snooze_lead", "tenant_id", "lead_id", "id"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    lead_id: int = Field(sa_type=BigInteger)
    by_member: int = Field(sa_type=BigInteger)
    at: datetime
    until: datetime
    reason: str | None


ABSENCE = table_named("absence")
OWNERSHIP = table_named("ownership")
SNOOZE = table_named("snooze")
