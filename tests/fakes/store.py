"""The store in memory: the same ports as `storage`, written as plainly as possible, so that it can judge it too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from types import TracebackType
from typing import Self

from sla.errors import Conflict
from sla.people import Member, MemberId, TenantId
from sla.ports import Deals, Deliveries, Leads, Members, Touches
from tests.fakes.facts import FakeDeals, FakeTouches
from tests.fakes.leads import FakeLeads
from tests.fakes.ledger import FakeDeliveries
from tests.fakes.rows import Rows


class FakeMembers:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def ensure(self, emails: Iterable[str]) -> Mapping[str, MemberId]:
        wanted = sorted({email.casefold() for email in emails})
        known = {member.email: member.id for member in self._rows.members.values()}
        for email in wanted:
            if email not in known:
                known[email] = MemberId(self._rows.next_id())
                self._put(Member(id=known[email], email=email, slack_id=None, greeted=False))
        return {email: known[email] for email in wanted}

    def all(self) -> tuple[Member, ...]:
        return tuple(self._rows.members[member_id] for member_id in sorted(self._rows.members))

    def by_slack_id(self, slack_id: str) -> Member | None:
        return next((one for one in self._rows.members.values() if one.slack_id == slack_id), None)

    def link(self, slack_ids: Mapping[MemberId, str]) -> None:
        for member_id, slack_id in slack_ids.items():
            before = self.by_slack_id(slack_id)
            if before is not None:
                self._put(replace(before, slack_id=None))
            self._put(replace(self._rows.members[member_id], slack_id=slack_id))

    def greeted(self, member_id: MemberId) -> None:
        self._put(replace(self._rows.members[member_id], greeted=True))

    def _put(self, member: Member) -> None:
        self._rows.members[member.id] = member


class FakeUnitOfWork:
    """Works on a copy of the tenant's rows, which `commit()` puts in their place."""

    tenant_id: TenantId
    leads: Leads
    touches: Touches
    deals: Deals
    members: Members
    deliveries: Deliveries

    def __init__(self, store: "FakeStore", tenant_id: TenantId) -> None:
        self._store = store
        self.tenant_id = tenant_id

    def __enter__(self) -> Self:
        self._rows = self._store.rows[self.tenant_id].copy()
        self.leads = FakeLeads(self._rows)
        self.touches = FakeTouches(self._rows)
        self.deals = FakeDeals(self._rows)
        self.members = FakeMembers(self._rows)
        self.deliveries = FakeDeliveries(self._rows, self.tenant_id)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def commit(self) -> None:
        self._store.rows[self.tenant_id] = self._rows.copy()


@dataclass(kw_only=True)
class FakeTenant:
    enterprise_id: str | None = None
    team_id: str | None = None
    name: str = ""
    terms_sha: str | None = None


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
                self.known[tenant_id] = replace(wanted, terms_sha=tenant.terms_sha)
                return tenant_id
        return self._make(wanted)

    def terms_sha(self, tenant_id: TenantId) -> str | None:
        return self.known[tenant_id].terms_sha

    def set_terms_sha(self, tenant_id: TenantId, sha256: str) -> None:
        self.known[tenant_id].terms_sha = sha256

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

    def units(self, tenant_id: TenantId) -> FakeUnitOfWork:
        return FakeUnitOfWork(self, tenant_id)

    looks = units
