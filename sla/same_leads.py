"""Two leads that are one person of two sources: what is proposed, what a manager decided, and the port of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sla.delivered import ONCE_WITHIN_DAYS
from sla.leads import Lead, LeadId, StopReason
from sla.people import MemberId

WITHIN = timedelta(days=ONCE_WITHIN_DAYS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A lead as its source has it; `person` is the same for the same person."""

    lead: Lead
    source: str
    person: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two leads that may be one; `kept` was handed over first, and its dates would hold for both."""

    kept: Sighting
    other: Sighting

    @property
    def owners_differ(self) -> bool:
        mine, theirs = self.kept.lead.owner_id, self.other.lead.owner_id
        return mine is not None and theirs is not None and mine != theirs


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """The ids of the facts that one lead gave to another."""

    touches: tuple[int, ...] = ()
    deals: tuple[int, ...] = ()
    stages: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """That `other` is `same` as `kept`, its facts among them, or that both stay; `by` None: their source says so."""

    kept_id: LeadId
    other_id: LeadId
    same: bool
    by: MemberId | None
    at: datetime
    moved: Moved = field(default_factory=Moved)


OF_THE_RECORD = frozenset({StopReason.MERGED, StopReason.GONE})
"""What is said of a source's record, and not of the person behind it."""


def pairs_of(sightings: Iterable[Sighting], decided: Iterable[Decided]) -> tuple[Pair, ...]:
    """A person's first lead with each of theirs that another source has within 90 days after, undecided so far."""
    closed = {(one.kept_id, one.other_id) for one in decided}
    by_person: dict[str, list[Sighting]] = {}
    for one in sorted(sightings, key=lambda each: (each.lead.handed_off_at, each.lead.id)):
        if one.lead.stop_reason not in OF_THE_RECORD:
            by_person.setdefault(one.person, []).append(one)
    return tuple(
        Pair(kept=first, other=one)
        for first, *rest in by_person.values()
        for one in rest
        if one.source != first.source
        and one.lead.handed_off_at - first.lead.handed_off_at <= WITHIN
        and (first.lead.id, one.lead.id) not in closed
    )


class SameLeads(Protocol):
    def sightings(self, since: datetime, until: datetime) -> tuple[Sighting, ...]:
        """Leads handed over in [since, until) of people whom several sources know."""

    def decided(self) -> tuple[Decided, ...]:
        """What stands, the newest first."""

    def decide(self, decided: Decided) -> None:
        """In place of what was decided about the two before."""

    def undo(self, kept_id: LeadId, other_id: LeadId, at: datetime) -> None: ...

    def move(self, from_id: LeadId, to_id: LeadId) -> Moved:
        """Touches, deals, stages and answers are the other lead's from here on; not that the lead itself is gone."""

    def move_back(self, moved: Moved, to_id: LeadId) -> None: ...

    def stands_for(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, LeadId]:
        """Of those that are the same as another lead, which lead that is in the end."""
