"""A lead as everything that judges or shows it sees it, and the columns that are derived from its facts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sla.people import MemberId

LeadId = NewType("LeadId", int)


MOST_PIECES = 20
PIECE = 3


def pieces_of(text: str) -> tuple[str, ...]:
    """Three letters in a row, as many as are looked for: some of them stand in a name with a slip in it."""
    starts = range(min(len(text) - PIECE + 1, MOST_PIECES))
    return tuple(dict.fromkeys(text[start : start + PIECE] for start in starts))


class StopReason(StrEnum):
    WON = "won"
    LOST = "lost"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, kw_only=True, slots=True)
class Derived:
    """What a lead's facts up to a moment come to; stored beside the lead so that sweeps are index scans.

    `next_due_at` is None unless the follow-up clock runs. `recount_at` is the moment of the earliest
    fact that lies later than the moment counted up to: from then on these columns are behind.
    """

    follow_up_count: int
    first_attempt_at: datetime | None
    next_due_at: datetime | None
    suggested_on: date | None
    recount_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """One lead handed to sales. `zone` was fixed at the handoff and decides its checkpoint dates (MATHS D7).

    `version` is the agreement's that judges it: the one in force at its handoff; None for a lead handed off
    before the first took effect, which is listed only (D16). Moments are aware, UTC.
    """

    id: LeadId
    external_id: str
    name: str
    lead_type: str
    origin: str
    stage: str
    owner_id: MemberId | None
    handed_off_at: datetime
    zone: str
    version: int | None
    first_attempt_due_at: datetime
    stopped_at: datetime | None
    stop_reason: StopReason | None
    snoozed_until: datetime | None
    derived: Derived

    @property
    def judged(self) -> bool:
        return self.version is not None

    @property
    def label(self) -> str:
        """The short name people type: L64."""
        return f"L{self.id}"

    def stopped(self, now: datetime) -> bool:
        return self.stopped_at is not None and self.stopped_at <= now


class Urgency(StrEnum):
    """Why a lead is on a rep's list, most urgent first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due today"
    NEW = "new"
    SUGGESTED = "suggested"
    LATER = "later"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedLead:
    urgency: Urgency
    lead: Lead


@dataclass(frozen=True, kw_only=True, slots=True)
class Worklist:
    """One page of a rep's leads by urgency, and how many there are of each in all."""

    items: tuple[ListedLead, ...]
    counts: dict[Urgency, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadRow:
    """A lead as a file or feed hands it in; the key is (tenant, source, external_id)."""

    source: str
    external_id: str
    name: str
    lead_type: str
    origin: str
    stage: str
    owner_id: MemberId | None
    handed_off_at: datetime
    zone: str
    version: int | None
    first_attempt_due_at: datetime

    @property
    def judged(self) -> bool:
        return self.version is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What an import did to the store, in rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )
