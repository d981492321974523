"""A lead as everything that judges or shows it sees it, and the columns that are derived from its facts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sla.cadence import Pause
from sla.people import MemberId
from sla.promises import Criterion

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
    ANSWERED = "answered"
    REJECTED = "rejected"
    RETURNED = "given back"
    GONE = "deleted"
    MERGED = "merged"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """When a lead's clock stopped, and by what."""

    at: datetime
    reason: StopReason


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What was said of a lead when it was handed over in Slack, and by whom.

    `points` is None where no qualified lead is defined; `ticked` are the criteria as they were agreed then.
    """

    by: MemberId
    campaign: str | None
    points: int | None
    ticked: tuple[Criterion, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Derived:
    """What a lead's facts up to a moment come to; stored beside the lead so that sweeps are index scans.

    `next_due_at` is None unless the follow-up clock runs. `recount_at` is the moment of the earliest
    fact that lies later than the moment counted up to: from then on these columns are behind.
    `remind_on` is the day on which an answer brings the lead up again; nothing is ever due by it.
    A rejection that a dispute undid keeps its `rejected_at`: it was an answer in time or not.
    """

    follow_up_count: int
    first_attempt_at: datetime | None
    next_due_at: datetime | None
    suggested_on: date | None
    recount_at: datetime | None
    remind_on: date | None = None
    accepted_at: datetime | None = None
    rejected_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """One lead handed to sales. `zone` was fixed at the handoff and decides its checkpoint dates (MATHS D7).

    `version` is the agreement's that judges it: the one in force at its handoff; None for a lead handed off
    before the first took effect, which is listed only (D16). `accept_due_at` is None for a lead that nobody was
    asked to accept. From `taken_out_at` on a rejection is final and the lead not among the delivered (D13).
    Moments are aware, UTC.
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
    accept_due_at: datetime | None = None
    given: Given | None = None
    taken_out_at: datetime | None = None
    pause: Pause | None = None

    @property
    def judged(self) -> bool:
        return self.version is not None

    @property
    def label(self) -> str:
        """The short name people type: L64."""
        return f"L{self.id}"

    @property
    def stop(self) -> Stop | None:
        if self.stopped_at is None or self.stop_reason is None:
            return None
        return Stop(at=self.stopped_at, reason=self.stop_reason)

    def stopped(self, now: datetime) -> bool:
        return self.stopped_at is not None and self.stopped_at <= now

    def short(self, now: datetime) -> bool:
        """Whether a due date has passed with fewer follow-ups than it asks for, and the clock runs."""
        due_at = self.derived.next_due_at
        return due_at is not None and due_at <= now and not self.stopped(now)

    @property
    def rejected(self) -> bool:
        return self.stop_reason is StopReason.REJECTED

    @property
    def waits(self) -> bool:
        """Whether its owner has still to accept or reject it."""
        answered = self.derived.accepted_at or self.derived.rejected_at or self.stopped_at
        return self.accept_due_at is not None and answered is None


class Urgency(StrEnum):
    """Why a lead is on a rep's list, most urgent first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due today"
    WAITING = "waiting for the CRM"
    REMIND = "to get back to"
    NEW = "new"
    SUGGESTED = "suggested"
    LATER = "later"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedLead:
    urgency: Urgency
    lead: Lead


@dataclass(frozen=True, kw_only=True, slots=True)
class WorklistQuery:
    """Whose leads, as of when. `day_ends_at` and `today` are the owner's local day.

    Judged leads with a running clock are urgent, and what an answer brings up; `everything` adds the rest as LATER.
    Snoozed leads are left out unless `with_snoozed`. `offset` and `limit` page the items, never the counts.
    `only` narrows the items to one urgency; the counts stay those of all. A date after `known_until` that has passed
    is WAITING and not OVERDUE, as it is not known what was done since; None: everything is known by now.
    """

    owner_id: MemberId
    now: datetime
    day_ends_at: datetime
    today: date
    known_until: datetime | None = None
    everything: bool = False
    only: Urgency | None = None
    with_snoozed: bool = False
    offset: int = 0
    limit: int = 5

    @property
    def overdue_by(self) -> datetime:
        """A date up to then that has passed is overdue."""
        return self.now if self.known_until is None else min(self.now, self.known_until)


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
    """A lead as a file or feed hands it in; the key is (tenant, source, external_id).

    `person` is the same for the same person and says nothing else of them; None where that is not known.
    """

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
    accept_due_at: datetime | None = None
    given: Given | None = None
    person: str | None = None

    @property
    def judged(self) -> bool:
        return self.version is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What an import did to the store, in rows; `new` and `changed` are their external ids, where they are told."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    new: frozenset[str] = field(default=frozenset(), compare=False)
    changed: frozenset[str] = field(default=frozenset(), compare=False)

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            new=self.new | other.new,
            changed=self.changed | other.changed,
        )
