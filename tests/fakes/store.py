"""The store in memory: the same ports as `storage`, written as plainly as possible, so that it can judge it too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sla.acted import Acts
from sla.activity import Deals, Touches
from sla.arrivals import Arrivals
from sla.attendance import Absences, Ownerships, Snoozes
from sla.breaches import Breaches
from sla.commitments import Commitments
from sla.crm import Connections
from sla.decisions import Decisions
from sla.documents import Agreements
from sla.dropped import Drops
from sla.errors import Conflict
from sla.feeds import Feeds, Gaps
from sla.forecasts import Forecasts
from sla.hold import Heartbeat
from sla.imports import Profiles
from sla.inbox import Inboxes
from sla.kept import Commanding
from sla.lead_answers import Answers
from sla.ledger import Deliveries
from sla.listed import Listed
from sla.paths import Paths
from sla.people import TenantId
from sla.ports import Leads, Members
from sla.pushed import Pushes
from sla.same_leads import SameLeads
from sla.stages import Stages
from sla.switches import MessageSettings
from sla.trial import Trials
from sla.unheeded import Proposals
from sla.waits import Waits
from tests.fakes.acts import FakeActs
from tests.fakes.agreements import FakeAgreements
from tests.fakes.answers import FakeAnswers
from tests.fakes.arrivals import FakeArrivals
from tests.fakes.away import FakeAbsences, FakeOwnerships, FakeSnoozes
from tests.fakes.breaches import FakeBreaches
from tests.fakes.commitments import FakeCommitments
from tests.fakes.connections import FakeConnections
from tests.fakes.decisions import FakeDecisions
from tests.fakes.facts import FakeDeals, FakeStages, FakeTouches
from tests.fakes.feeds import FakeFeeds, FakeGaps
from tests.fakes.forecasts import FakeForecasts, FakePaths
from tests.fakes.heartbeat import FakeHeartbeat
from tests.fakes.imports import FakeDrops, FakeProfiles
from tests.fakes.inboxes import FakeInboxes
from tests.fakes.kept import FakeCommanding
from tests.fakes.leads import FakeLeads
from tests.fakes.ledger import FakeDeliveries
from tests.fakes.listed import FakeListed
from tests.fakes.members import FakeMembers
from tests.fakes.message_settings import FakeMessageSettings
from tests.fakes.pushes import FakePushes
from tests.fakes.rows import Rows
from tests.fakes.same_leads import FakeSameLeads
from tests.fakes.switch_proposals import FakeProposals
from tests.fakes.trials import FakeTrials
from tests.fakes.waits import FakeWaits

MADE_OF_ROWS: Mapping[str, Callable[[Rows], object]] = {
    "leads": FakeLeads,
    "touches": FakeTouches,
    "answers": FakeAnswers,
    "breaches": FakeBreaches,
    "deals": FakeDeals,
    "stages": FakeStages,
    "paths": FakePaths,
    "forecasts": FakeForecasts,
    "members": FakeMembers,
    "inboxes": FakeInboxes,
    "agreements": FakeAgreements,
    "decisions": FakeDecisions,
    "commitments": FakeCommitments,
    "same_leads": FakeSameLeads,
    "trials": FakeTrials,
    "message_settings": FakeMessageSettings,
    "connections": FakeConnections,
    "acts": FakeActs,
    "switch_proposals": FakeProposals,
    "absences": FakeAbsences,
    "ownerships": FakeOwnerships,
    "snoozes": FakeSnoozes,
    "heartbeat": FakeHeartbeat,
    "pushes": FakePushes,
    "profiles": FakeProfiles,
    "drops": FakeDrops,
    "gaps": FakeGaps,
    "listed": FakeListed,
    "waits": FakeWaits,
    "arrivals": FakeArrivals,
}


class FakeUnitOfWork:
    """Works on a copy of the tenant's rows, which `commit()` puts in their place."""

    tenant_id: TenantId
    leads: Leads
    touches: Touches
    answers: Answers
    breaches: Breaches
    deals: Deals
    stages: Stages
    paths: Paths
    forecasts: Forecasts
    members: Members
    deliveries: Deliveries
    inboxes: Inboxes
    agreements: Agreements
    decisions: Decisions
    commitments: Commitments
    feeds: Feeds
    gaps: Gaps
    listed: Listed
    same_leads: SameLeads
    trials: Trials
    message_settings: MessageSettings
    connections: Connections
    acts: Acts
    switch_proposals: Proposals
    absences: Absences
    ownerships: Ownerships
    snoozes: Snoozes
    heartbeat: Heartbeat
    pushes: Pushes
    waits: Waits
    profiles: Profiles
    arrivals: Arrivals
    at_once: Commanding
    drops: Drops

    def __init__(self, store: "FakeStore", tenant_id: TenantId) -> None:
        self._store = store
        self.tenant_id = tenant_id

    def __enter__(self) -> Self:
        self._rows = self._store.rows[self.tenant_id].copy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def commit(self) -> None:
        self._store.rows[self.tenant_id] = self._rows.settled()

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Made when it is asked for: most units of work need two or three of these."""
            made_of_rows = MADE_OF_ROWS.get(name)
            made = self.__dict__[name] = made_of_rows(self._rows) if made_of_rows else self._made(name)
            return made

    def _made(self, name: str) -> object:
        match name:
            case "deliveries":
                return FakeDeliveries(self._rows, self.tenant_id, lease_now=self._store.leases)
            case "feeds":
                return FakeFeeds(self._rows, lease_now=self._store.leases)
            case "at_once":
                return FakeCommanding(self, self._rows)
        raise AttributeError(name)

    def give_way(self) -> None: ...


@dataclass
class LeaseClock:
    """The clock that leases run on, in a test's hand; None: a database's own, and the fake's stands still."""

    now: Callable[[], datetime] | None = None

    def __call__(self) -> datetime:
        return self.now() if self.now else datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class FakeTenant:
    enterprise_id: str | None = None
    team_id: str | None = None
    name: str = ""


@dataclass
class FakeTenants:
    store: "FakeStore"
    known: dict[TenantId, FakeTenant] = field(default_factory=dict)

    def sole(self) -> TenantId:
        if len(self.known) > 1:
            raise Conflict("several workspaces")
        return next(iter(self.known), None) or self._make(FakeTenant())

    def adopt(self, *, enterprise_id: str | None, team_id: str, name: str) -> TenantId:
        wanted = FakeTenant(enterprise_id=enterprise_id, team_id=team_id, name=name)
        for tenant_id, tenant in self.known.items():
            if (tenant.enterprise_id, tenant.team_id) == (enterprise_id, team_id):
                return tenant_id
        for tenant_id, tenant in self.known.items():
            if tenant.team_id is None:
                self.known[tenant_id] = wanted
                return tenant_id
        return self._make(wanted)

    def _make(self, tenant: FakeTenant) -> TenantId:
        tenant_id = TenantId(len(self.known) + 1)
        self.known[tenant_id] = tenant
        self.store.rows[tenant_id] = Rows(ids=self.store.ids)
        return tenant_id


class FakeStore:
    """`units` and `looks` are the same here; nothing is refused for being opened to read only."""

    def __init__(self) -> None:
        self.ids = count(1)
        self.rows: dict[TenantId, Rows] = {}
        self.tenants = FakeTenants(self)
        self.leases = LeaseClock()

    def units(self, tenant_id: TenantId) -> FakeUnitOfWork:
        return FakeUnitOfWork(self, tenant_id)

    looks = units
