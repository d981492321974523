"""What the rules need from the outside, as Protocols: the store, and who is who in Slack.

A unit of work belongs to one tenant: no repository method takes a tenant, so none can reach another's rows.
Leaving a unit of work without `commit()` undoes everything. All moments are aware.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sla.activity import Deals, LeadHistory, Touches
from sla.arrivals import Arriving
from sla.attendance import Attended
from sla.breaches import Breaches
from sla.commitments import Commitments
from sla.decisions import Decisions
from sla.delivered import Handover
from sla.documents import Agreements
from sla.fed import Fed
from sla.forecasts import Forecasts
from sla.handoff import HandoffFacts
from sla.hold import Beating
from sla.inbox import Inboxes
from sla.kept import AtOnce
from sla.lead_answers import Answers
from sla.leads import Derived, Lead, LeadId, LeadRow, Stop, Stored, Worklist, WorklistQuery
from sla.ledger import Deliveries
from sla.messaging import Messaging
from sla.paths import Paths
from sla.people import Member, MemberId, Named, SlackStatus, TenantId
from sla.stages import Stages
from sla.trial import Trials


class Leads(Protocol):
    def get(self, lead_id: LeadId) -> Lead | None: ...

    def find(
        self, text: str, *, now: datetime, limit: int, owner_id: MemberId | None = None
    ) -> tuple[Lead, ...]:
        """Leads handed off by `now` whose name contains `text` in any case; exact names first, then newest.

        With `owner_id` only that member's.
        """

    def like(self, text: str, *, now: datetime, limit: int, owner_id: MemberId | None) -> tuple[Lead, ...]:
        """Leads whose external id is `text`, or whose name holds three letters of it in a row; newest first."""

    def worklist(self, query: WorklistQuery) -> Worklist: ...

    def delivered(self, start: datetime, end: datetime) -> Mapping[str, int]:
        """How many leads of each lead type were handed off in [start, end)."""

    def delivered_each(self, edges: Sequence[datetime]) -> tuple[Mapping[str, int], ...]:
        """The same for each span between neighbouring edges, which ascend; all of them in one query."""

    def in_doubt(self, start: datetime, end: datetime) -> tuple[Handover, ...]:
        """Of the leads handed off in [start, end) those of persons with several of them there, and those that a
        rejection takes out, now or later; by handoff.
        """

    def checked(self, start: datetime, end: datetime) -> Mapping[LeadId, str]:
        """Lead types of those handed off in [start, end) that were held against a definition and met it."""

    def overdue(self, now: datetime) -> Mapping[tuple[str, str], int]:
        """How many leads are overdue now, by (lead type, stage)."""

    def due_between(self, after: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        """How many clocks running at `after` have their checkpoint in (after, until], by (lead type, stage)."""

    def short(self, now: datetime) -> tuple[Lead, ...]:
        """Every lead that is overdue now, the longest due first."""

    def handed_off_between(self, start: datetime, end: datetime) -> tuple[LeadHistory, ...]:
        """Judged leads handed off in [start, end) with their touches, in a fixed number of queries."""

    def histories(self, lead_ids: Sequence[LeadId]) -> tuple[LeadHistory, ...]: ...

    def hold(self, lead_ids: Sequence[LeadId]) -> None:
        """Nobody else derives these until this unit of work ends, so that facts of two do not miss each other."""

    def behind(self, now: datetime, limit: int) -> tuple[LeadId, ...]:
        """Leads whose `recount_at` has come."""

    def ids_by_external(self, source: str, external_ids: Iterable[str]) -> Mapping[str, LeadId]:
        """Where facts of these go: the lead that stands, of one that was found to be the same as another."""

    def own_ids(self, source: str, external_ids: Iterable[str]) -> Mapping[str, LeadId]:
        """The source's own records, for what is said of the record itself, like that it was deleted."""

    def foresee(self, rows: Sequence[LeadRow]) -> Stored:
        """What `upsert` would come to; nothing is written."""

    def upsert(self, rows: Sequence[LeadRow]) -> Stored:
        """Insert or update by (source, external_id), in bulk.

        An owner or a person once set is kept when a row names none; a lead's handoff and what it fixed (zone, judged,
        first-attempt deadline) are never moved by a row that repeats it. A new lead's `recount_at` is its
        handoff.
        """

    def save_derived(self, derived: Mapping[LeadId, Derived]) -> None: ...

    def set_stops(self, stops: Mapping[LeadId, Stop | None]) -> None:
        """As `recount` finds it in the facts; None: the clock runs. The stage stays the funnel's."""

    def reach(self, stages: Mapping[LeadId, str]) -> None:
        """These leads are in these stages by their history, which goes before what a file of leads says."""

    def judge_from(self, moment: datetime, version: int, *, recount_at: datetime) -> None:
        """Judge the leads handed off at or after `moment`, all by `version`, and no others; all are recounted."""

    def refix(self, facts: Mapping[LeadId, HandoffFacts], *, recount_at: datetime) -> None:
        """Fix anew what a handoff fixed, of leads whose handoff lies ahead when a version takes effect."""

    def ahead(self, since: datetime) -> tuple[Lead, ...]:
        """Every lead handed off at or after `since`, judged or not: few, as their handoffs lie ahead."""

    def gone(self, owner_id: MemberId, since: datetime, until: datetime) -> tuple[Lead, ...]:
        """This member's whose source has had them no longer since after `since`, by `until`; by time."""

    def snooze(self, lead_id: LeadId, until: datetime | None) -> None: ...

    def give(self, lead_id: LeadId, owner_id: MemberId, *, recount_at: datetime) -> None:
        """It is this member's from here on; what its handoff fixed stays. `Ownerships.follow` writes it down."""

    def give_each(self, owners: Mapping[LeadId, MemberId], *, recount_at: datetime) -> None:
        """The same for many, and a reminder that was put off comes again."""

    def count_anew(self, owner_id: MemberId, recount_at: datetime) -> None:
        """This member's days have changed: the leads of theirs that have suggested days are recounted."""

    def count(self, *, until: datetime | None = None) -> int: ...


class Members(Protocol):
    def ensure(self, emails: Iterable[str]) -> Mapping[str, MemberId]:
        """The member of each address (lower case), made where it is new."""

    def all(self) -> tuple[Member, ...]: ...

    def by_slack_id(self, slack_id: str) -> Member | None: ...

    def link(self, slack_ids: Mapping[MemberId, str]) -> None: ...

    def greeted(self, member_id: MemberId) -> None: ...
    def opened_home(self, member_id: MemberId, at: datetime) -> None: ...
    def name(self, people: Iterable[Named], at: datetime) -> None:
        """These people are bound by the agreement, as written here; members are made where they are new.

        Who was bound before keeps the moment since when.
        """

    def unname(self, emails: Iterable[str]) -> None:
        """They are bound no longer; what they did stays theirs."""


class UnitOfWork(
    AbstractContextManager["UnitOfWork"], Arriving, AtOnce, Attended, Beating, Fed, Messaging, Protocol
):
    """One transaction on one tenant's rows."""

    tenant_id: TenantId

    def give_way(self) -> None:
        """Before anything else, right after another unit of work: whoever waited to write meanwhile comes first."""

    @property
    def leads(self) -> Leads: ...

    @property
    def touches(self) -> Touches: ...

    @property
    def answers(self) -> Answers: ...
    @property
    def breaches(self) -> Breaches: ...

    @property
    def deals(self) -> Deals: ...

    @property
    def stages(self) -> Stages: ...

    @property
    def paths(self) -> Paths: ...

    @property
    def forecasts(self) -> Forecasts: ...

    @property
    def members(self) -> Members: ...

    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def inboxes(self) -> Inboxes: ...

    @property
    def agreements(self) -> Agreements: ...

    @property
    def decisions(self) -> Decisions: ...
    @property
    def commitments(self) -> Commitments: ...
    @property
    def trials(self) -> Trials: ...

    def commit(self) -> None: ...


Units = Callable[[TenantId], UnitOfWork]
"""Opens a unit of work: `with units(tenant_id) as work: …; work.commit()`. One that was opened for reading
sees a single moment of the store, waits for no writer, and cannot write."""


class Tenants(Protocol):
    """The installed workspaces. Each call is its own transaction."""

    def sole(self) -> TenantId:
        """The only tenant; made, unbound, in an empty store. Conflict where there are several."""

    def adopt(self, *, enterprise_id: str | None, team_id: str, name: str) -> TenantId:
        """The tenant of this Slack workspace; an unbound one is bound to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackUser:
    """What Slack says of a person; `stranger`: a guest, a bot, deactivated or of another team.

    `email` is None where Slack does not tell it.
    """

    id: str
    name: str
    zone: str
    stranger: bool
    email: str | None = None
    status: SlackStatus | None = None


class Directory(Protocol):
    """Who is who in Slack."""

    def user(self, slack_id: str) -> SlackUser | None: ...

    def by_email(self, email: str) -> SlackUser | None: ...
