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
    most: int | None
    by_member: int = Field(sa_type=BigInteger)
    changed_at: datetime


class SwitchProposalTable(Base, table=True):
    """A kind that hardly anybody acted on was proposed for switching off; `keep` is NULL until it is answered."""

    __tablename__ = "switch_proposal"
    __table_args__ = (
        of_tenant("member", "by_member"),
        Index("ix_switch_proposal_tenant", "tenant_id", "proposed_at"),
    )

    id: int | None = Field(default=None, sa_column=Column(BIG_ID, primary_key=True))
    tenant_id: int = Field(sa_type=BigInteger)
    kind: str
    sent: int
    acted: int
    proposed_at: datetime
    keep: bool | None
    by_member: int | None = Field(sa_type=BigInteger)
    answered_at: datetime | None


MESSAGE_SETTING = table_named("message_setting")
SWITCH_PROPOSAL = table_named("switch_proposal")
