"""What somebody took on at a stand-up: which exception of the morning, which leads of it, and until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Protocol

from sla.leads import LeadId
from sla.people import MemberId, Side

CommitmentId = NewType("CommitmentId", int)


class TopicKind(StrEnum):
    """What a stand-up should talk about."""

    OVERDUE = "overdue"
    UNDER_PACE = "under pace"
    OVER_PACE = "over pace"
    CONTESTED = "contested"

    @property
    def side(self) -> Side:
        """Whose promise it is an exception to, and so who can take it."""
        of_sales = self in {TopicKind.OVERDUE, TopicKind.CONTESTED}
        return Side.SALES if of_sales else Side.MARKETING


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """Which exception: `lead_type` is a lead type's name where the exception is of one type."""

    kind: TopicKind
    lead_type: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCommitment:
    """`on` is the day of the digest, in the team's zone. `leads` are those it is about; of a pace there are none."""

    on: date
    about: About
    member_id: MemberId
    leads: frozenset[LeadId]
    until: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    id: CommitmentId
    on: date
    about: About
    member_id: MemberId
    leads: frozenset[LeadId]
    until: datetime
    at: datetime


class Commitments(Protocol):
    """Only added, put to another hour, or given back; one that was given back is shown to nobody any more."""

    def take_turn(self) -> None:
        """Wait until nobody else takes anything; until the commit nobody else does."""

    def add(self, new: NewCommitment) -> Commitment: ...

    def move(self, commitment_id: CommitmentId, until: datetime) -> None: ...

    def give_back(self, commitment_id: CommitmentId, at: datetime) -> None: ...

    def get(self, commitment_id: CommitmentId) -> Commitment | None:
        """None also for one that was given back."""

    def on(self, days: Collection[date]) -> tuple[Commitment, ...]:
        """What stands of these days' digests, in the order in which it was taken."""

    def of_member(self, member_id: MemberId, since: date) -> tuple[Commitment, ...]:
        """What stands of one person's, of the digests of that day and later, by day and in the order taken."""
