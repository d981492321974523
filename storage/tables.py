"""The tables and their indexes. Every row belongs to a tenant, and every key carries it (decision 002).

Moments are plain `datetime` columns, UTC on both databases; money is whole minor units and a currency.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from sla.leads import StopReason

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BIG_ID = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only under the type name INTEGER, which is 64 bits wide there."""

ON_A_LIST = (
    "((agreement_version IS NOT NULL "
    "AND (next_due_at IS NOT NULL OR first_attempt_at IS NULL OR suggested_on IS NOT NULL)) "
    "OR remind_on IS NOT NULL)"
)
"""A superset of the leads that can be urgent to their owner; a query says it in these words to use the index."""

WAITING = "accept_due_at IS NOT NULL AND accepted_at IS NULL AND rejected_at IS NULL AND stopped_at IS NULL"

GIVEN_BACK = f"stop_reason = '{StopReason.RETURNED}'"

UNTRIED = "accept_due_at IS NOT NULL AND first_attempt_at IS NULL AND stopped_at IS NULL"


def partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def of_tenant(table: str, column: str) -> ForeignKeyConstraint:
    """A reference that cannot leave its tenant."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


class Base(SQLModel):
    """What all tables share: one set of names for constraints, so that migrations can find them again."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class TenantTable(Base, table=True):
    """An installed workspace. Empty ids are those of the one that is not bound to Slack yet."""

    __tablename__ = "tenant"
    __table_args__ = (UniqueConstraint("enterprise_id", "team_id"),)

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    enterprise_id: str
    team_id: str
    name: str
    mark: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))


class MemberTable(Base, table=True):
    """A person by address. `side` is NULL for somebody whom the agreement does not bind, and then all below it."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("tenant_id", "id"),
        UniqueConstraint("tenant_id", "email"),
        UniqueConstraint("tenant_id", "slack_id"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger)
    email: str
    slack_id: str | None
    greeted: bool
    side: str | None
    role: str | None
    name: str | None
    zone: str | None
    hours: str | None
    days: str | None
    holidays: str | None
    streams: str | None
    named_at: datetime | None
    home_opened_at: datetime | None


class LeadTable(Base, table=True):
    """A lead, what its handoff fixed, and the columns derived from its facts.

    `agreement_version` judges it, NULL where none does. It is no reference: version 0 may be loaded after its leads.
    """

    __tablename__ = "lead"
    __table_args__ = (
        UniqueConstraint("tenant_id", "id"),
        UniqueConstraint("tenant_id", "source", "external_id"),
        of_tenant("member", "owner_id"),
        of_tenant("member", "handed_by"),
        Index("ix_lead_handed_off", "tenant_id", "handed_off_at", "lead_type"),
        Index("ix_lead_owner", "tenant_id", "owner_id", "handed_off_at"),
        partial("ix_lead_on_a_list", "tenant_id", "owner_id", "handed_off_at", where=ON_A_LIST),
        partial("ix_lead_due", "tenant_id", "next_due_at", where="next_due_at IS NOT NULL"),
        partial("ix_lead_waiting", "tenant_id", "accept_due_at", where=WAITING),
        partial("ix_lead_untried", "tenant_id", "first_attempt_due_at", where=UNTRIED),
        partial("ix_lead_rejected", "tenant_id", "rejected_at", where="rejected_at IS NOT NULL"),
        partial("ix_lead_given_back", "tenant_id", "stopped_at", where=GIVEN_BACK),
        partial("ix_lead_person", "tenant_id", "person", "handed_off_at", where="person IS NOT NULL"),
        partial("ix_lead_behind", "tenant_id", "recount_at", where="recount_at IS NOT NULL"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger)
    source: str
    external_id: str
    name: str
    name_folded: str
    lead_type: str
    origin: str
    stage: str
    reached_stage: str | None
    owner_id: int | None = Field(sa_type=BigInteger)
    handed_off_at: datetime
    zone: str
    agreement_version: int | None
    first_attempt_due_at: datetime
    stopped_at: datetime | None
    stop_reason: str | None
    snoozed_until: datetime | None
    follow_up_count: int
    first_attempt_at: datetime | None
    next_due_at: datetime | None
    suggested_on: date | None
    recount_at: datetime | None
    remind_on: date | None
    accept_due_at: datetime | None
    accepted_at: datetime | None
    rejected_at: datetime | None
    taken_out_at: datetime | None
    paused_from: datetime | None
    paused_until: datetime | None
    handed_by: int | None = Field(sa_type=BigInteger)
    campaign: str | None
    points: int | None
    ticked: str | None
    person: str | None


def table_named(name: str) -> Table:
    return Base.metadata.tables[name]


TENANT = table_named("tenant")
MEMBER = table_named("member")
LEAD = table_named("lead")
