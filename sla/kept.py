"""What one look-up brings of a person or of a lead: a command goes to the store and back as seldom as it can."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sla.absence import Absence
from sla.activity import LeadHistory, StageChange, Touch, TouchRow
from sla.decisions import Decision
from sla.lead_answers import Answer
from sla.leads import Lead, LeadId
from sla.people import Member


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Who somebody is. `mark` is that of the agreement; `absences` stand, their own and those they cover."""

    mark: int
    member: Member | None
    absences: tuple[Absence, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """Everything that is kept about one lead. `mark` is that of the agreement; `absences` its owner's that stand."""

    mark: int
    history: LeadHistory
    answers: tuple[Answer, ...]
    changes: tuple[StageChange, ...]
    won_at: datetime | None
    decisions: tuple[Decision, ...]
    owner: Member | None
    absences: tuple[Absence, ...]


class Commanding(Protocol):
    """What a command needs, each in one way to the store. The single repositories say the same in more."""

    def person(self, slack_id: str) -> Known:
        """Who is behind a Slack user. To be asked first; then it needs no transaction either."""

    def lead(self, lead_id: LeadId) -> Kept | None:
        """Where the unit of work may write, nobody else changes this lead until its end."""

    def touch(self, row: TouchRow) -> tuple[Touch, bool]:
        """The touch of this key as it is stored, and whether it is new; the first one stays."""

    def save(self, lead: Lead, *, reached: bool) -> None:
        """What was derived of a lead: its columns, its stop, until when its reminder sleeps; and the stage that it
        has `reached` by its history.
        """


class AtOnce(Protocol):
    @property
    def at_once(self) -> Commanding: ...
