"""Who is in the agreement, which side each is on, and what each may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sla.calendar import WorkingCalendar

TenantId = NewType("TenantId", int)
MemberId = NewType("MemberId", int)


class Side(StrEnum):
    MARKETING = "marketing"
    SALES = "sales"


class Role(StrEnum):
    """What a person is in the agreement. Whoever is not named in it is a viewer."""

    MARKETER = "marketer"
    REP = "rep"
    MANAGER = "manager"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody named in the terms; `calendar` is their own zone, working hours and holidays.

    `streams` are those whose leads a rep takes, by name; none named is all of them.
    """

    email: str
    name: str
    side: Side
    role: Role
    calendar: WorkingCalendar
    streams: tuple[str, ...] = ()

    def takes(self, stream: str) -> bool:
        """Whether leads of the stream of this name are theirs in turn."""
        return not self.streams or stream in self.streams

    @property
    def carries_leads(self) -> bool:
        return self.side is Side.SALES and self.role is Role.REP

    def manages(self, side: Side) -> bool:
        return self.side is side and self.role is Role.MANAGER

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Somebody whom the agreement binds, as written: zone, hours, days and holidays in the words of its file.

    None stands for the team's own; `holidays` "none" for none at all. `streams` are names; none is all.
    """

    email: str
    name: str
    side: Side
    role: Role
    zone: str | None = None
    hours: str | None = None
    days: str | None = None
    holidays: str | None = None
    streams: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person as the store knows them. `slack_id` is None until Slack knows the address.

    `named` is None for somebody whom the agreement does not bind, or no longer; `named_at` is since when it does.
    `home_opened_at` is None for somebody who has never opened their Home tab.
    """

    id: MemberId
    email: str
    slack_id: str | None
    greeted: bool
    named: Named | None = None
    named_at: datetime | None = None
    home_opened_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackStatus:
    """What a person has set beside their name in Slack; `until` None: until they take it away."""

    emoji: str
    text: str
    until: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Whoever types or presses: a Slack user, and the person and member behind it where there is one.

    `covers` are the members who are away just now and named them as stand-in.
    """

    slack_id: str
    person: Person | None
    member_id: MemberId | None
    covers: frozenset[MemberId] = frozenset()

    @property
    def is_manager(self) -> bool:
        return self.person is not None and self.person.role is Role.MANAGER

    @property
    def side(self) -> Side | None:
        return self.person.side if self.person else None

    @property
    def email(self) -> str | None:
        return self.person.email if self.person else None

    def manages(self, side: Side) -> bool:
        return self.person is not None and self.person.manages(side)
