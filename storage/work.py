"""One transaction on one tenant's rows, with the repositories that share it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from sla.attendance import Absences, Ownerships, Snoozes
from sla.breaches import Breaches
from sla.commitments import Commitments
from sla.decisions import Decisions
from sla.delivery import Deliveries
from sla.documents import Agreements
from sla.dropped import Drops
from sla.forecasts import Forecasts
from sla.hold import Heartbeat
from sla.imports import Profiles
from sla.lead_answers import Answers
from sla.paths import Paths
from sla.people import TenantId
from sla.ports import Deals, Leads, Members, Touches
from sla.stages import Stages
from sla.trial import Trials
from storage.absences import SqlAbsences
from storage.agreements import SqlAgreements
from storage.answers import SqlAnswers
from storage.breaches import SqlBreaches
from storage.commitments import SqlCommitments
from storage.deals import SqlDeals
from storage.decisions import SqlDecisions
from storage.deliveries import SqlDeliveries
from storage.drops import SqlDrops
from storage.engine import for_reading
from storage.forecasts import SqlForecasts
from storage.heartbeats import SqlHeartbeat
from storage.import_profiles import SqlProfiles
from storage.leads import SqlLeads
from storage.lease_clock import database_now
from storage.members import SqlMembers
from storage.ownerships import SqlOwnerships, SqlSnoozes
from storage.paths import SqlPaths
from storage.stages import SqlStages
from storage.touches import SqlTouches
from storage.trials import SqlTrials

LeaseNow = Callable[[], datetime]


class SqlUnitOfWork:
    """Undone on leaving, unless `commit()` was called. For one thread; begins with its first statement."""

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
    agreements: Agreements
    decisions: Decisions
    commitments: Commitments
    trials: Trials
    absences: Absences
    ownerships: Ownerships
    snoozes: Snoozes
    heartbeat: Heartbeat
    profiles: Profiles
    drops: Drops

    def __init__(
        self, engine: Engine, tenant_id: TenantId, *, read_only: bool, lease_now: LeaseNow | None = None
    ) -> None:
        self._engine = engine
        self._lease_now = lease_now
        self._read_only = read_only
        self.tenant_id = tenant_id

    def __enter__(self) -> Self:
        self._connection = connection = self._engine.connect()
        if self._read_only:
            for_reading(connection)
        self.leads = SqlLeads(connection, self.tenant_id)
        self.touches = SqlTouches(connection, self.tenant_id)
        self.answers = SqlAnswers(connection, self.tenant_id)
        self.breaches = SqlBreaches(connection, self.tenant_id)
        self.deals = SqlDeals(connection, self.tenant_id)
        self.stages = SqlStages(connection, self.tenant_id)
        self.paths = SqlPaths(connection, self.tenant_id)
        self.forecasts = SqlForecasts(connection, self.tenant_id)
        self.members = SqlMembers(connection, self.tenant_id)
        lease_now = self._lease_now or partial(database_now, connection)
        self.deliveries = SqlDeliveries(connection, self.tenant_id, lease_now=lease_now)
        self.agreements = SqlAgreements(connection, self.tenant_id)
        self.decisions = SqlDecisions(connection, self.tenant_id)
        self.commitments = SqlCommitments(connection, self.tenant_id)
        self.trials = SqlTrials(connection, self.tenant_id)
        self.absences = SqlAbsences(connection, self.tenant_id)
        self.ownerships = SqlOwnerships(connection, self.tenant_id)
        self.snoozes = SqlSnoozes(connection, self.tenant_id)
        self.heartbeat = SqlHeartbeat(connection, self.tenant_id)
        self.profiles = SqlProfiles(connection, self.tenant_id)
        self.drops = SqlDrops(connection, self.tenant_id)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def commit(self) -> None:
        """Make what was done so far durable and begin the next transaction on the same rows."""
        self._connection.commit()


class SqlUnits:
    """Opens units of work. With `read_only` they see one moment, wait for no writer and cannot write.

    `lease_now` stands for the database's clock in tests that cannot wait for a lease to run out.
    """

    def __init__(self, engine: Engine, *, read_only: bool = False, lease_now: LeaseNow | None = None) -> None:
        self._engine = engine
        self._read_only = read_only
        self._lease_now = lease_now

    def __call__(self, tenant_id: TenantId) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._engine, tenant_id, read_only=self._read_only, lease_now=self._lease_now)
