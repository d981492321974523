"""What is decided about a handed-over lead, and what the store keeps of it: accepted, rejected, contested."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sla.cadence import Pause
from sla.leads import Lead, LeadId
from sla.people import MemberId


class DecisionKind(StrEnum):
    """A rejection that is dismissed from contest stands: marketing agreed, or the manager of sales kept it.

    A lead is returned to marketing when its cadence is over, and kept on when that was undone.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    RETURNED = "returned"
    KEPT_ON = "kept on"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """`key` is the press that decided: a repeat of it is the same decision. `reason` is a rejection's."""

    key: str
    lead_id: LeadId
    kind: DecisionKind
    by: MemberId
    at: datetime
    reason: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LastHandoff:
    """When a rep last got a lead, and which: the second tells leads of one moment apart."""

    at: datetime
    lead_id: LeadId


def rejection_of(decisions: Sequence[Decision]) -> Decision | None:
    """The rejection that stands, of decisions earliest first: none where a contest of it was upheld."""
    rejected: Decision | None = None
    for one in decisions:
        if one.kind is DecisionKind.REJECTED:
            rejected = one
        elif one.kind is DecisionKind.UPHELD:
            rejected = None
    return rejected


def returned_by(decisions: Sequence[Decision]) -> Decision | None:
    """The press that gave the lead back to marketing, of decisions earliest first; none where it was undone."""
    returned: Decision | None = None
    for one in decisions:
        if one.kind is DecisionKind.RETURNED:
            returned = one
        elif one.kind is DecisionKind.KEPT_ON:
            returned = None
    return returned


class Decisions(Protocol):
    """Decisions are only added; what they fix in the lead's own row is written with them, the rest recounted."""

    def take_turn(self) -> None:
        """Wait until nobody else hands a lead over, and keep others waiting until the commit."""

    def hold(self, lead_id: LeadId) -> Lead | None:
        """The lead, which nobody else decides about until the commit."""

    def add(self, decision: Decision) -> bool:
        """Insert; False where the key is taken."""

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Decision, ...]]:
        """The decisions on each of these leads, earliest first; a lead without any is left out."""

    def last_handoffs(self, owners: Iterable[MemberId]) -> Mapping[MemberId, LastHandoff]:
        """The latest lead of each of these owners; who has none is left out."""

    def waiting(self, now: datetime) -> tuple[Lead, ...]:
        """Leads handed over by `now` that nobody has accepted or rejected, the most urgent first."""

    def untried(self, now: datetime) -> tuple[Lead, ...]:
        """Leads handed over by `now` that nobody has tried to reach, the most urgent first."""

    def queued(self, now: datetime) -> int:
        """How many leads were handed over beyond the intake limit and are dealt out after `now`."""

    def rejected(self, since: datetime) -> tuple[Lead, ...]:
        """Leads rejected at or after `since`, earliest first, those a dispute brought back included."""

    def given_back(self, since: datetime) -> tuple[Lead, ...]:
        """Leads that sales gave back to marketing at or after `since`, the latest first."""

    def take_out(self, lead_id: LeadId, at: datetime | None) -> None:
        """From when on the rejection is final, unless somebody contests it until then; None while contested."""

    def resume(self, lead_id: LeadId, pause: Pause, *, first_attempt_due_at: datetime) -> None:
        """The rejection is undone: `pause` shifts what was still ahead."""
