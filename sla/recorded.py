"""One recorded activity on a lead: what it was, which way it went, how it was made, when, and who says so."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sla.moments import aware


class TouchKind(StrEnum):
    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    MESSAGE = "message"
    NOTE = "note"
    TASK = "task"


class Direction(StrEnum):
    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Manner(StrEnum):
    """How a touch was made; only what a person did for this lead counts."""

    PERSON = "person"
    AUTOMATED = "automated"
    BULK = "bulk"
    INTERNAL = "internal"


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchFact:
    """One recorded activity on a lead; `id` is unique among the lead's touches.

    `by_hand`: a person logged it, no feed brought it. `held`: for a meeting, that it took place. `reached`: that
    somebody answered. `source`: what brought it, blank by hand. `member`: who did it, where that is known. `told`:
    that what came of it is said.
    """

    id: int | str
    kind: TouchKind
    direction: Direction
    occurred_at: datetime
    logged_at: datetime
    manner: Manner = Manner.PERSON
    by_hand: bool = True
    held: bool = True
    bounced: bool = False
    reached: bool = False
    source: str = ""
    member: int | None = None
    told: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "occurred_at", aware(self.occurred_at, "occurred_at"))
        object.__setattr__(self, "logged_at", aware(self.logged_at, "logged_at"))


def by_time(fact: TouchFact) -> tuple[datetime, bool, int, str]:
    """By time, then by id: numbers before texts."""
    if isinstance(fact.id, int):
        return fact.occurred_at, False, fact.id, ""
    return fact.occurred_at, True, 0, fact.id
