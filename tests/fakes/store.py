"""The store in memory: the same ports as `storage`, written as plainly as possible, so that it can judge it too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from types import TracebackType
from typing import Self

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
from sla.feeds import Feeds
from sla.forecasts import Forecasts
from sla.hold import Heartbeat
from sla.imports import Profiles
from sla.inbox import Inboxes
from sla.kept import Commanding
from sla.lead_answers import Answers
from sla.ledger import Deliveries
from sla.paths import Paths
from sla.people import TenantId
from sla.ports import Leads, Members
from sla.pushed import Pushes
from sla.same_leads import SameLeads
from sla.stages import Stages
from sla.switches import MessageSettings
from sla.trial import Trials
from sla.unheeded import Proposals
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
from tests.fakes.feeds import FakeFeeds
from tests.fakes.forecasts import FakeForecasts, FakePaths
from tests.fakes.heartbeat import FakeHeartbeat
from tests.fakes.imports import FakeDrops, FakeProfiles
from tests.fakes.inboxes import FakeInboxes
from tests.fakes.kept import FakeCommanding
from tests.fakes.leads import FakeLeads
from tests.fakes.ledger import FakeDeliveries
from tests.fakes.members import FakeMembers
from tests.fakes.message_settings import FakeMessageSettings
from tests.fakes.pushes import FakePushes
from tests.fakes.rows import Rows
from tests.fakes.same_leads import FakeSameLeads
from tests.fakes.switch_proposals import FakeProposals
from tests.fakes.trials import FakeTrials


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
    profiles: Profiles
    arrivals: Arrivals
    at_once: Commanding
    drops: Drops

    def __init__(self, store: "FakeStore", tenant_id: TenantId) -> None:
        self._store = store
        self.tenant_id = tenant_id

    def __enter__(self) -> Self:
        self._rows = self._store.rows[self.tenant_id].copy()
        self.leads = FakeLeads(self._rows)
        self.touches = FakeTouches(self._rows)
        self.answers = FakeAnswers(self._rows)
        self.breaches = FakeBreaches(self._rows)
        self.deals = FakeDeals(self._rows)
        self.stages = FakeStages(self._rows)
        self.paths = FakePaths(self._rows)
        self.forecasts = FakeForecasts(self._rows)
        self.members = FakeMembers(self._rows)
        self.deliveries = FakeDeliveries(self._rows, self.tenant_id, lease_now=self._store.leases)
        self.inboxes = FakeInboxes(self._rows)
        self.agreements = FakeAgreements(self._rows)
        self.decisions = FakeDecisions(self._rows)
        self.commitments = FakeCommitments(self._rows)
        self.feeds = FakeFeeds(self._rows, lease_now=self._store.leases)
        self.same_leads = FakeSameLeads(self._rows)
        self.trials = FakeTrials(self._rows)
        self.message_settings = FakeMessageSettings(self._rows)
        self.connections = FakeConnections(self._rows)
        self.acts = FakeActs(self._rows)
        self.switch_proposals = FakeProposals(self._rows)
        self.absences = FakeAbsences(self._rows)
        self.ownerships = FakeOwnerships(self._rows)
        self.snoozes = FakeSnoozes(self._rows)
        self.heartbeat = FakeHeartbeat(self._rows)
        self.pushes = FakePushes(self._rows)
        self.profiles = FakeProfiles(self._rows)
        self.arrivals = FakeArrivals(self._rows)
        self.at_once = FakeCommanding(self, self._rows)
        self.drops = FakeDrops(self._rows)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def commit(self) -> None:
        self._store.rows[self.tenant_id] = self._rows.copy()


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
