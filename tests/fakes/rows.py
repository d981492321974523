"""One tenant's rows in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from sla.absence import Absence, AbsenceId
from sla.activity import DealRow, StageChange, Touch, TouchId
from sla.agreement import ChangeAsked, Draft, PromiseEntry, Signature, Version
from sla.arrivals import Arrival, Held
from sla.breaches import Breach
from sla.commitments import Commitment, CommitmentId
from sla.crm import Connection
from sla.decisions import Decision
from sla.delivery import Delivery, DeliveryId
from sla.dropped import Dropped
from sla.feeds import Feed, Gap, GapId
from sla.forecasts import Forecast
from sla.hold import Pulse
from sla.imports import Kind, Profile
from sla.lead_answers import Answer, AnswerId
from sla.leads import Lead, LeadId
from sla.ownership import Ownership, Snooze
from sla.people import Member, MemberId
from sla.pushed import Answered, Count, Pusher
from sla.same_leads import Decided
from sla.switches import Change
from sla.unheeded import Proposal, ProposalId
from sla.waits import WaitingEvent, WaitKey

Key = tuple[str, str]
_TABLES = (dict, list, set)


@dataclass(kw_only=True)
class Rows:
    """No field has a default of the class's own: what a copy does not hold yet is looked for in its base."""

    ids: Iterator[int]
    leads: dict[LeadId, Lead] = field(default_factory=dict)
    lead_keys: dict[Key, LeadId] = field(default_factory=dict)
    touches: dict[TouchId, Touch] = field(default_factory=dict)
    answers: dict[AnswerId, Answer] = field(default_factory=dict)
    breaches: dict[tuple[LeadId, int], Breach] = field(default_factory=dict)
    deals: dict[Key, DealRow] = field(default_factory=dict)
    stage_changes: dict[Key, StageChange] = field(default_factory=dict)
    reached: set[LeadId] = field(default_factory=set)
    persons: dict[LeadId, str] = field(default_factory=dict)
    members: dict[MemberId, Member] = field(default_factory=dict)
    deliveries: dict[DeliveryId, Delivery] = field(default_factory=dict)
    delivery_keys: dict[str, DeliveryId] = field(default_factory=dict)
    conversations: dict[str, tuple[DeliveryId, datetime]] = field(default_factory=dict)

    decisions: list[Decision] = field(default_factory=list)
    commitments: dict[CommitmentId, Commitment] = field(default_factory=dict)
    trial_ended_at: datetime | None = field(default_factory=lambda: None)
    message_settings: list[Change] = field(default_factory=list)
    connections: dict[str, Connection] = field(default_factory=dict)
    same_leads: dict[tuple[LeadId, LeadId], Decided] = field(default_factory=dict)
    switch_proposals: dict[ProposalId, Proposal] = field(default_factory=dict)
    absences: dict[AbsenceId, Absence] = field(default_factory=dict)
    ownerships: list[Ownership] = field(default_factory=list)
    snoozes: list[Snooze] = field(default_factory=list)
    feeds: dict[str, Feed] = field(default_factory=dict)
    gaps: dict[GapId, Gap] = field(default_factory=dict)
    listed: dict[tuple[DeliveryId, LeadId], int] = field(default_factory=dict)
    feed_leases: dict[str, datetime] = field(default_factory=dict)
    taken_back: set[tuple[str, Key]] = field(default_factory=set)
    forecasts: list[Forecast] = field(default_factory=list)
    drops: dict[str, Dropped] = field(default_factory=dict)
    arrivals: dict[str, tuple[Arrival, Held]] = field(default_factory=dict)
    profiles: dict[tuple[str, Kind, str], Profile] = field(default_factory=dict)

    pushers: dict[str, Pusher] = field(default_factory=dict)
    push_answers: dict[Key, tuple[datetime, Answered]] = field(default_factory=dict)
    push_counts: dict[tuple[str, date, str], Count] = field(default_factory=dict)
    waits: dict[tuple[str, WaitKey], WaitingEvent] = field(default_factory=dict)

    pulse: Pulse = field(default_factory=lambda: Pulse(beat_at=None, is_copy=False, hold=None))
    mark: int = field(default_factory=int)
    versions: dict[int, Version] = field(default_factory=dict)
    signatures: dict[tuple[int, MemberId], Signature] = field(default_factory=dict)
    changes_asked: list[ChangeAsked] = field(default_factory=list)
    draft: Draft | None = field(default_factory=lambda: None)
    revision: int = field(default_factory=int)
    entries: dict[tuple[str, date], PromiseEntry] = field(default_factory=dict)

    def next_id(self) -> int:
        return next(self.ids)

    def copy(self) -> "Rows":
        """To work on: each table is copied when it is first asked for. The rows themselves are frozen."""
        mine = object.__new__(Rows)
        mine._base = self
        return mine

    def settled(self) -> "Rows":
        """What a copy that was worked on has become; it may be worked on further without changing this."""
        whole = object.__new__(Rows)
        asked_for = {name: _own(table) for name, table in vars(self).items() if name != "_base"}
        whole.__dict__ = vars(self._base) | asked_for
        return whole

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            base = vars(self).get("_base")
            if base is None:
                raise AttributeError(name)
            mine = self.__dict__[name] = _own(getattr(base, name))
            return mine


def _own(table: object) -> object:
    return table.copy() if isinstance(table, _TABLES) else table
