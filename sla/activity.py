"""Touches and deals, the ports that keep them, and a lead together with everything known of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from sla.leads import Lead, LeadId, StopReason, Stored
from sla.money import Money
from sla.people import MemberId
from sla.touches import Direction, Manner, TouchFact, TouchKind

TouchId = NewType("TouchId", int)

_ENDS = (StopReason.WON, StopReason.LOST, StopReason.GONE, StopReason.MERGED)

BY_HAND = "slack"
"""The source of what people log themselves; every other source is a feed or a file."""


class Outcome(StrEnum):
    """What came of a touch, as the person who logged it says."""

    REACHED = "reached"
    NO_ANSWER = "no answer"
    LEFT_MESSAGE = "left a message"
    BOUNCED = "bounced"
    HELD = "held"
    SCHEDULED = "scheduled"


NOT_HELD = frozenset({Outcome.SCHEDULED, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.BOUNCED})


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchRow:
    """An activity as it comes in; the key is (tenant, source, external_id), so that twice changes nothing."""

    source: str
    external_id: str
    lead_id: LeadId
    kind: TouchKind
    direction: Direction
    outcome: Outcome | None
    note: str
    occurred_at: datetime
    received_at: datetime
    by_member: MemberId | None
    manner: Manner = Manner.PERSON


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """A stored activity. An undone one stays in the store and counts for nothing."""

    id: TouchId
    row: TouchRow
    undone_at: datetime | None


def fact_of(touch: Touch) -> TouchFact:
    """As the counting rule reads it. A meeting with another outcome than held did not take place."""
    row = touch.row
    return TouchFact(
        id=touch.id,
        kind=row.kind,
        direction=row.direction,
        occurred_at=row.occurred_at,
        logged_at=row.received_at,
        manner=row.manner,
        by_hand=row.source == BY_HAND,
        held=row.kind is not TouchKind.MEETING or row.outcome not in NOT_HELD,
        bounced=row.outcome is Outcome.BOUNCED,
        reached=row.outcome is Outcome.REACHED,
        source="" if row.source == BY_HAND else row.source,
        member=row.by_member,
        told=row.outcome not in {None, Outcome.SCHEDULED},
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class DealRow:
    """A won deal. `amount` is None where the source names none."""

    source: str
    external_id: str
    lead_id: LeadId
    won_at: datetime
    amount: Money | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StageChange:
    """A lead entered a stage. `stage` is "won", "lost", "deleted", "merged", or a stage as its source calls it."""

    source: str
    external_id: str
    lead_id: LeadId
    stage: str
    entered_at: datetime

    @property
    def ends(self) -> StopReason | None:
        """What it stops the clock as, if it does."""
        return next((one for one in _ENDS if one == self.stage), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadHistory:
    """A lead and its touches that were not undone, in the form that the counting rule reads."""

    lead: Lead
    touches: tuple[TouchFact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Won:
    """Deals won in a span. `amount` adds up those whose amount is known."""

    deals: int
    amount: Money
    without_amount: int


class Touches(Protocol):
    def add(self, rows: Sequence[TouchRow]) -> Stored:
        """Insert those whose key is new; the others are unchanged."""

    def foresee(self, rows: Sequence[TouchRow]) -> Stored:
        """What `upsert` would come to; nothing is written."""

    def upsert(self, rows: Sequence[TouchRow]) -> Stored:
        """As their source says now, the last of several rows with one key; when they came first stays."""

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        """Their source has them no longer; of which leads those were that stood until now."""

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]: ...

    def by_key(self, source: str, external_id: str) -> Touch | None: ...

    def get(self, touch_id: TouchId) -> Touch | None: ...

    def undo(self, touch_id: TouchId, at: datetime) -> None: ...

    def any_until(self, now: datetime) -> bool:
        """Whether any activity, from whatever source, is known to have happened by `now`."""


class Deals(Protocol):
    def foresee(self, rows: Sequence[DealRow]) -> Stored:
        """What `upsert` would come to; nothing is written."""

    def upsert(self, rows: Sequence[DealRow]) -> Stored: ...

    def take_back(self, source: str, external_ids: Iterable[str], at: datetime) -> frozenset[LeadId]:
        """Their source has them no longer; of which leads those were that stood until now."""

    def leads_of(self, source: str, external_ids: Iterable[str]) -> frozenset[LeadId]: ...

    def first_won(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, datetime]: ...

    def of(self, lead_ids: Sequence[LeadId], *, until: datetime, currency: str) -> Won: ...

    def won(self, start: datetime, end: datetime, *, currency: str) -> Won:
        """Deals won in [start, end); by `of`, those of these leads. Another currency counts as without amount."""
