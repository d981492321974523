"""The tables of the agreement: its versions, who is asked, signed or wants changes, the draft, what people enter."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named


def _of_version() -> ForeignKeyConstraint:
    """A reference to a version of the same tenant."""
    return ForeignKeyConstraint(["tenant_id", "version"], ["agreement.tenant_id", "agreement.number"])


class AgreementTable(Base, table=True):
    """A version. Its body never changes, but for number 0, which follows its file."""

    __tablename__ = "agreement"
    __table_args__ = (of_tenant("member", "proposed_by"),)

    tenant_id: int = Field(primary_key=True, foreign_key="tenant.id", sa_type=BigInteger)
    number: int = Field(primary_key=True)
    body: str
    sha256: str
    effective_on: date
    state: str
    proposed_by: int | None = Field(sa_type=BigInteger)
    proposed_at: datetime
    note: str
    settled_at: datetime | None
    begins_on: date | None


class SignerTable(Base, table=True):
    """A member who is asked to sign a version."""

    __tablename__ = "agreement_signer"
    __table_args__ = (_of_version(), of_tenant("member", "member_id"))

    tenant_id: int = Field(primary_key=True, sa_type=BigInteger)
    version: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True, sa_type=BigInteger)


class SignatureTable(Base, table=True):
    """A member's word for a version, with their name and side as they were; ids rise in the order of signing."""

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("tenant_id", "version", "member_id"),
        _of_version(),
        of_tenant("member", "member_id"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    version: int
    member_id: int = Field(sa_type=BigInteger)
    name: str
    side: str
    signed_at: datetime
    sha256: str


class ChangeAskedTable(Base, table=True):
    """What somebody would rather have in a version; ids rise in the order of asking."""

    __tablename__ = "change_asked"
    __table_args__ = (
        _of_version(),
        of_tenant("member", "member_id"),
        Index("ix_change_asked_version", "tenant_id", "version"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    version: int
    member_id: int = Field(sa_type=BigInteger)
    name: str
    asked_at: datetime
    comment: str


class DraftTable(Base, table=True):
    """The next terms as JSON. A dropped draft leaves its row without `tables`, so that no revision comes twice."""

    __tablename__ = "draft"
    __table_args__ = (of_tenant("member", "saved_by"),)

    tenant_id: int = Field(primary_key=True, foreign_key="tenant.id", sa_type=BigInteger)
    revision: int
    tables: str | None
    saved_by: int | None = Field(sa_type=BigInteger)
    saved_at: datetime


class EntryTable(Base, table=True):
    """What somebody entered for a promise and a month."""

    __tablename__ = "promise_entry"
    __table_args__ = (of_tenant("member", "entered_by"),)

    tenant_id: int = Field(primary_key=True, foreign_key="tenant.id", sa_type=BigInteger)
    key: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    value: str
    entered_by: int = Field(sa_type=BigInteger)
    entered_at: datetime


AGREEMENT = table_named("agreement")
SIGNER = table_named("agreement_signer")
SIGNATURE = table_named("signature")
CHANGE_ASKED = table_named("change_asked")
DRAFT = table_named("draft")
ENTRY = table_named("promise_entry")
