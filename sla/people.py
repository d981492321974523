"""Who is in the agreement, which side each is on, and what each may do."""

from dataclasses import dataclass
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
    """Somebody named in the terms; `calendar` is their own zone, working hours and holidays."""

    email: str
    name: str
    side: Side
    role: Role
    calendar: WorkingCalendar

    @property
    def carries_leads(self) -> bool:
        return self.side is Side.SALES and self.role is Role.REP

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person as the store knows them. `slack_id` is None until Slack knows the address."""

    id: MemberId
    email: str
    slack_id: str | None
    greeted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Whoever types or presses: a Slack user, and the person and member behind it where there is one."""

    slack_id: str
    person: Person | None
    member_id: MemberId | None

    @property
    def is_manager(self) -> bool:
        return self.person is not None and self.person.role is Role.MANAGER

    @property
    def side(self) -> Side | None:
        return self.person.side if self.person else None

    def manages(self, side: Side) -> bool:
        return self.person is not None and self.is_manager and self.person.side is side
