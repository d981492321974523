"""The tables of how files were read, and of files dropped in Slack."""

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


class FileDropTable(Base, table=True):
    """A file by Slack's id of it, with how it is to be read; nothing of what stands in it but its titles."""

    __tablename__ = "file_drop"

    tenant_id: int = Field(foreign_key="tenant.id", sa_type=BigInteger, primary_key=True)
    file_id: str = Field(primary_key=True)
    slack_id: str
    channel_id: str
    thread_ts: str
    at: datetime
    answer_ts: str | None
    step: str
    kind: str | None
    source: str
    columns: str
    zone: str | None
    dates: str | None
    found: str
    titles: str


FILE_DROP = table_named("file_drop")
IMPORT_PROFILE = table_named("import_profile")
