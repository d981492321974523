"""The table of what is remembered of how files were read."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base, table_named


class ImportProfileTable(Base, table=True):
    """One for a source, a kind and a set of titles, whose key is `titles_key`. JSON texts hold lists and objects."""

    __tablename__ = "import_profile"

    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger, primary_key=True)
    source: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    titles_key: str = Field(primary_key=True)
    titles: str
    columns: str
    words: str
    zone: str | None
    dates: str | None
    leads_from: str | None
    saved_at: datetime


IMPORT_PROFILE = table_named("import_profile")
