"""One tenant's rows in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

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
from sla.feeds import Feed
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

Key = tuple[str, str]


@dataclass(kw_only=True)
class Rows:
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
    conversations: dict[str, tuple[DeliveryId, datetime]] = field(default_factory=dict)

    decisions: list[Decision] = field(default_factory=list)
    commitments: dict[CommitmentId, Commitment] = field(default_factory=dict)
    trial_ended_at: datetime | None = None
    message_settings: list[Change] = field(default_factory=list)
    connections: dict[str, Connection] = field(default_factory=dict)
    same_leads: dict[tuple[LeadId, LeadId], Decided] = field(default_factory=dict)
    switch_proposals: dict[ProposalId, Proposal] = field(default_factory=dict)
    absences: dict[AbsenceId, Absence] = field(default_factory=dict)
    ownerships: list[Ownership] = field(default_factory=list)
    snoozes: list[Snooze] = field(default_factory=list)
    feeds: dict[str, Feed] = field(default_factory=dict)
    feed_leases: dict[str, datetime] = field(default_factory=dict)
    taken_back: set[tuple[str, Key]] = field(default_factory=set)
    forecasts: list[Forecast] = field(default_factory=list)
    drops: dict[str, Dropped] = field(default_factory=dict)
    arrivals: dict[str, tuple[Arrival, Held]] = field(default_factory=dict)
    profiles: dict[tuple[str, Kind, str], Profile] = field(default_factory=dict)

    pushers: dict[str, Pusher] = field(default_factory=dict)
    push_answers: dict[Key, tuple[datetime, Answered]] = field(default_factory=dict)
    push_counts: dict[tuple[str, date, str], Count] = field(default_factory=dict)

    pulse: Pulse = field(default_factory=lambda: Pulse(beat_at=None, is_copy=False, hold=None))
    mark: int = 0
    versions: dict[int, Version] = field(default_factory=dict)
    signatures: dict[tuple[int, MemberId], Signature] = field(default_factory=dict)
    changes_asked: list[ChangeAsked] = field(default_factory=list)
    draft: Draft | None = None
    revision: int = 0
    entries: dict[tuple[str, date], PromiseEntry] = field(default_factory=dict)

    def next_id(self) -> int:
        return next(self.ids)

    def copy(self) -> "Rows":
        """Of the tables; the rows themselves are frozen."""
        return Rows(
            ids=self.ids,
            leads=dict(self.leads),
            lead_keys=dict(self.lead_keys),
            touches=dict(self.touches),
            answers=dict(self.answers),
            breaches=dict(self.breaches),
            deals=dict(self.deals),
            stage_changes=dict(self.stage_changes),
            reached=set(self.reached),
            persons=dict(self.persons),
            members=dict(self.members),
            deliveries=dict(self.deliveries),
            conversations=dict(self.conversations),
            decisions=list(self.decisions),
            commitments=dict(self.commitments),
            trial_ended_at=self.trial_ended_at,
            message_settings=list(self.message_settings),
            connections=dict(self.connections),
            same_leads=dict(self.same_leads),
            switch_proposals=dict(self.switch_proposals),
            absences=dict(self.absences),
            ownerships=list(self.ownerships),
            snoozes=list(self.snoozes),
            feeds=dict(self.feeds),
            feed_leases=dict(self.feed_leases),
            taken_back=set(self.taken_back),
            forecasts=list(self.forecasts),
            pushers=dict(self.pushers),
            push_answers=dict(self.push_answers),
            push_counts=dict(self.push_counts),
            profiles=dict(self.profiles),
            drops=dict(self.drops),
            arrivals=dict(self.arrivals),
            pulse=self.pulse,
            mark=self.mark,
            versions=dict(self.versions),
            signatures=dict(self.signatures),
            changes_asked=list(self.changes_asked),
            draft=self.draft,
            revision=self.revision,
            entries=dict(self.entries),
        )
