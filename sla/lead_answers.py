"""What a lead answered and what comes next, as facts and the port that keeps them (MATHS.md §3, "Clock")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Protocol

from sla.leads import LeadId, Stored
from sla.moments import aware
from sla.people import MemberId
from sla.touches import Direction, TouchKind

AnswerId = NewType("AnswerId", int)


class NextStep(StrEnum):
    """What comes after an answer. OPEN is none yet: it stops no clock."""

    MEETING = "meeting"
    CONTACT_AGAIN = "contact again"
    NOT_NOW = "not now"
    NO_INTEREST = "no interest"
    WRONG_PERSON = "wrong person"
    OPEN = "open"


class How(StrEnum):
    """By which way the lead answered."""

    REACHED = "reached"
    CALLED = "called"
    EMAIL = "email"
    MESSAGE = "message"
    MET = "met"


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """The touch that an answer is at the same time; a call or meeting that took place has no other outcome."""

    kind: TouchKind
    direction: Direction


WAYS = {
    How.REACHED: Way(kind=TouchKind.CALL, direction=Direction.OUTBOUND),
    How.CALLED: Way(kind=TouchKind.CALL, direction=Direction.INBOUND),
    How.EMAIL: Way(kind=TouchKind.EMAIL, direction=Direction.INBOUND),
    How.MESSAGE: Way(kind=TouchKind.MESSAGE, direction=Direction.INBOUND),
    How.MET: Way(kind=TouchKind.MEETING, direction=Direction.OUTBOUND),
}

DATED = frozenset({NextStep.MEETING, NextStep.CONTACT_AGAIN, NextStep.NOT_NOW})
"""The steps that are agreed for a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRow:
    """An answer as it comes in; the key is (tenant, source, external_id), so that twice changes nothing.

    `on` is the day of a dated step, otherwise None. `at` is when the lead answered.
    """

    source: str
    external_id: str
    lead_id: LeadId
    next_step: NextStep
    on: date | None
    reason: str
    at: datetime
    received_at: datetime
    by_member: MemberId | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware(self.at, "at"))
        object.__setattr__(self, "received_at", aware(self.received_at, "received_at"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A stored answer. An undone one stays in the store and stops nothing."""

    id: AnswerId
    row: AnswerRow
    undone_at: datetime | None

    @property
    def live(self) -> bool:
        return self.undone_at is None


class Answers(Protocol):
    """What leads answered. None is ever changed or removed; an undone one is marked."""

    def add(self, rows: Sequence[AnswerRow]) -> Stored:
        """Insert those whose key is new; the others are unchanged."""

    def by_key(self, source: str, external_id: str) -> Answer | None: ...

    def get(self, answer_id: AnswerId) -> Answer | None: ...

    def undo(self, answer_id: AnswerId, at: datetime) -> None:
        """The first undoing stays."""

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Answer, ...]]:
        """All answers of these leads, undone ones too, oldest first; leads without one are left out."""
