"""One transaction on one tenant's rows, with the repositories that share it."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from time import sleep
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

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
from storage.absences import SqlAbsences
from storage.acts import SqlActs
from storage.agreements import SqlAgreements
from storage.answers import SqlAnswers
from storage.arrivals import SqlArrivals
from storage.breaches import SqlBreaches
from storage.commitments import SqlCommitments
from storage.connections import SqlConnections
from storage.deals import SqlDeals
from storage.decisions import SqlDecisions
from storage.deliveries import SqlDeliveries
from storage.drops import SqlDrops
from storage.engine import for_reading
from storage.feeds import SqlFeeds
from storage.forecasts import SqlForecasts
from storage.gaps import SqlGaps
from storage.heartbeats import SqlHeartbeat
from storage.import_profiles import SqlProfiles
from storage.inboxes import SqlInboxes
from storage.kept import SqlCommanding
from storage.leads import SqlLeads
from storage.lease_clock import database_now
from storage.listed import SqlListed
from storage.members import SqlMembers
from storage.message_settings import SqlMessageSettings
from storage.ownerships import SqlOwnerships, SqlSnoozes
from storage.paths import SqlPaths
from storage.pushes import SqlPushes
from storage.same_leads import SqlSameLeads
from storage.stages import SqlStages
from storage.switch_proposals import SqlProposals
from storage.touches import SqlTouches
from storage.trials import SqlTrials
from storage.waits import SqlWaits

SQLITE_LOOKS_AGAIN = 0.11
"""Seconds, a little more than the longest pause of SQLite's own busy handler."""

LeaseNow = Callable[[], datetime]


class SqlUnitOfWork:
    """Undone on leaving, unless `commit()` was called. For one thread; begins with its first statement.

    A command uses two or three of the repositories, so each is made when it is first asked for.
    """

    def __init__(
        self, engine: Engine, tenant_id: TenantId, *, read_only: bool, lease_now: LeaseNow | None = None
    ) -> None:
        self._engine = engine
        self._lease_now = lease_now
        self._read_only = read_only
        self.tenant_id = tenant_id

    def __enter__(self) -> Self:
        self._connection = self._engine.connect()
        if self._read_only:
            for_reading(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def commit(self) -> None:
        """Make what was done so far durable and begin the next transaction on the same rows."""
        self._connection.commit()

    def give_way(self) -> None:
        """SQLite keeps no queue: whoever waits looks again after up to a tenth of a second."""
        if self._connection.dialect.name == "sqlite":
            sleep(SQLITE_LOOKS_AGAIN)

    @cached_property
    def leads(self) -> Leads:
        return SqlLeads(self._connection, self.tenant_id)

    @cached_property
    def touches(self) -> Touches:
        return SqlTouches(self._connection, self.tenant_id)

    @cached_property
    def answers(self) -> Answers:
        return SqlAnswers(self._connection, self.tenant_id)

    @cached_property
    def breaches(self) -> Breaches:
        return SqlBreaches(self._connection, self.tenant_id)

    @cached_property
    def deals(self) -> Deals:
        return SqlDeals(self._connection, self.tenant_id)

    @cached_property
    def stages(self) -> Stages:
        return SqlStages(self._connection, self.tenant_id)

    @cached_property
    def paths(self) -> Paths:
        return SqlPaths(self._connection, self.tenant_id)

    @cached_property
    def forecasts(self) -> Forecasts:
        return SqlForecasts(self._connection, self.tenant_id)

    @cached_property
    def members(self) -> Members:
        return SqlMembers(self._connection, self.tenant_id)

    @cached_property
    def deliveries(self) -> Deliveries:
        lease_now = self._lease_now or partial(database_now, self._connection)
        return SqlDeliveries(self._connection, self.tenant_id, lease_now=lease_now)

    @cached_property
    def agreements(self) -> Agreements:
        return SqlAgreements(self._connection, self.tenant_id)

    @cached_property
    def decisions(self) -> Decisions:
        return SqlDecisions(self._connection, self.tenant_id)

    @cached_property
    def commitments(self) -> Commitments:
        return SqlCommitments(self._connection, self.tenant_id)

    @cached_property
    def trials(self) -> Trials:
        return SqlTrials(self._connection, self.tenant_id)

    @cached_property
    def absences(self) -> Absences:
        return SqlAbsences(self._connection, self.tenant_id)

    @cached_property
    def ownerships(self) -> Ownerships:
        return SqlOwnerships(self._connection, self.tenant_id)

    @cached_property
    def snoozes(self) -> Snoozes:
        return SqlSnoozes(self._connection, self.tenant_id)

    @cached_property
    def heartbeat(self) -> Heartbeat:
        return SqlHeartbeat(self._connection, self.tenant_id)

    @cached_property
    def inboxes(self) -> Inboxes:
        return SqlInboxes(self._connection, self.tenant_id)

    @cached_property
    def feeds(self) -> Feeds:
        lease_now = self._lease_now or partial(database_now, self._connection)
        return SqlFeeds(self._connection, self.tenant_id, lease_now=lease_now)

    @cached_property
    def listed(self) -> Listed:
        return SqlListed(self._connection, self.tenant_id)

    @cached_property
    def gaps(self) -> Gaps:
        return SqlGaps(self._connection, self.tenant_id)

    @cached_property
    def same_leads(self) -> SameLeads:
        return SqlSameLeads(self._connection, self.tenant_id)

    @cached_property
    def message_settings(self) -> MessageSettings:
        return SqlMessageSettings(self._connection, self.tenant_id)

    @cached_property
    def connections(self) -> Connections:
        return SqlConnections(self._connection, self.tenant_id)

    @cached_property
    def acts(self) -> Acts:
        return SqlActs(self._connection, self.tenant_id)

    @cached_property
    def switch_proposals(self) -> Proposals:
        return SqlProposals(self._connection, self.tenant_id)

    @cached_property
    def pushes(self) -> Pushes:
        return SqlPushes(self._connection, self.tenant_id)

    @cached_property
    def waits(self) -> Waits:
        return SqlWaits(self._connection, self.tenant_id)

    @cached_property
    def profiles(self) -> Profiles:
        return SqlProfiles(self._connection, self.tenant_id)

    @cached_property
    def drops(self) -> Drops:
        return SqlDrops(self._connection, self.tenant_id)

    @cached_property
    def arrivals(self) -> Arrivals:
        return SqlArrivals(self._connection, self.tenant_id)

    @cached_property
    def at_once(self) -> Commanding:
        return SqlCommanding(self._connection, self.tenant_id)
