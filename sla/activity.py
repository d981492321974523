"""Touches and deals on their way into the store, and a lead together with everything known of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sla.leads import Lead, LeadId, StopReason
from sla.money import Money
from sla.people import MemberId
from sla.touches import Direction, TouchFact, TouchKind

TouchId = NewType("TouchId", int)

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
    """An activity as it comes in; the key is (tenant, source, external_id), so that twice changes nothing.

    `by_person` is False for automated sequence mail and bulk actions.
    """

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
    by_person: bool = True


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
        by_person=row.by_person,
        by_hand=row.source == BY_HAND,
        held=row.kind is not TouchKind.MEETING or row.outcome not in NOT_HELD,
        bounced=row.outcome is Outcome.BOUNCED,
        reached=row.outcome is Outcome.REACHED,
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
    """A lead entered a stage. `stage` is "won", "lost", or a stage by the name that its source gives it."""

    source: str
    external_id: str
    lead_id: LeadId
    stage: str
    entered_at: datetime

    @property
    def ends(self) -> StopReason | None:
        """What it stops the clock as, if it does."""
        return next((one for one in (StopReason.WON, StopReason.LOST) if one == self.stage), None)


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
