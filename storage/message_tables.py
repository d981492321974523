"""The table of what teams chose about the kinds of message."""

from datetime import datetime, time

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field

from storage.tables import BIG_ID, Base, of_tenant, table_named


class MessageSettingTable(Base, table=True):
    """A change, for ever; the newest of a kind holds."""

    __tablename__ = "message_setting"
    __table_args__ = (
        of_tenant("member", "by_member"),
        Index("ix_message_setting_tenant", "tenant_id", "id"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    kind: str
    wanted: bool
    at: time | None
    audience: str | None
    by_member: int = Field(sa_type=BigInteger)
    changed_at: datetime


MESSAGE_SETTING = table_named("message_setting")
