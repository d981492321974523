"""A unit of work is one transaction on one tenant; tenants are found, made and bound."""

from datetime import timedelta

import pytest

from sla.errors import Conflict
from sla.people import TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, deal_row, lead_row, new_delivery, touch_row
from tests.stores import AnyStore


def test_leaving_without_commit_undoes_everything(store: AnyStore, tenant_id: TenantId):
    with store.units(tenant_id) as work:
        work.leads.upsert([lead_row("kept")])
        work.commit()
        work.leads.upsert([lead_row("lost")])
        work.members.ensure(["lost@example.com"])
        work.deliveries.plan(new_delivery())
    with store.looks(tenant_id) as work:
        assert work.leads.ids_by_external("file", ["kept", "lost"]).keys() == {"kept"}
        assert work.members.all() == ()
        assert work.deliveries.in_state("planned") == ()


def test_an_error_undoes_everything(store: AnyStore, tenant_id: TenantId):
    def fail() -> None:
        with store.units(tenant_id) as work:
            work.leads.upsert([lead_row("lost")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.looks(tenant_id) as work:
        assert work.leads.count() == 0


def test_one_tenant_sees_nothing_of_another(store: AnyStore, tenant_id: TenantId):
    store.tenants.adopt(enterprise_id=None, team_id="T1", name="one")
    other = store.tenants.adopt(enterprise_id=None, team_id="T2", name="two")
    with store.units(tenant_id) as work:
        (owner,) = work.members.ensure(["ana@example.com"]).values()
        work.leads.upsert([lead_row("1", owner_id=owner)])
        (lead_id,) = work.leads.ids_by_external("file", ["1"]).values()
        work.touches.add([touch_row("t", lead_id)])
        work.deals.upsert([deal_row("d", lead_id)])
        work.deliveries.plan(new_delivery())
        work.commit()
    with store.units(other) as work:
        assert work.leads.get(lead_id) is None
        assert work.leads.find("ada", now=NOW, limit=9) == ()
        assert work.leads.histories([lead_id]) == ()
        assert work.leads.behind(NOW, 9) == ()
        assert work.leads.ids_by_external("file", ["1"]) == {}
        assert not work.touches.any_until(NOW)
        assert work.touches.by_key("slack", "t") is None
        assert work.deals.won(NOW, NOW + timedelta(days=1), currency="USD").deals == 0
        assert work.members.all() == ()
        assert work.deliveries.claim(NOW) is None
        assert work.deliveries.plan(new_delivery()), "the key is taken in the other tenant only"
        assert work.leads.upsert([lead_row("1")]).created == 1


def test_the_only_tenant_is_made_once(store: AnyStore):
    assert store.tenants.sole() == store.tenants.sole()


def test_slack_adopts_the_unbound_tenant_and_finds_it_again(store: AnyStore):
    unbound = store.tenants.sole()
    with store.units(unbound) as work:
        work.members.ensure(["ana@example.com"])
        work.commit()
    bound = store.tenants.adopt(enterprise_id="E1", team_id="T1", name="Acme")
    assert bound == unbound
    assert store.tenants.adopt(enterprise_id="E1", team_id="T1", name="Acme") == bound
    assert store.tenants.sole() == bound
    with store.looks(bound) as work:
        assert [member.email for member in work.members.all()] == ["ana@example.com"]


def test_another_workspace_gets_its_own_tenant(store: AnyStore):
    first = store.tenants.adopt(enterprise_id=None, team_id="T1", name="one")
    second = store.tenants.adopt(enterprise_id=None, team_id="T2", name="two")
    same_team_elsewhere = store.tenants.adopt(enterprise_id="E1", team_id="T1", name="three")
    assert len({first, second, same_team_elsewhere}) == 3
    with pytest.raises(Conflict):
        store.tenants.sole()


def test_members_are_made_once_whatever_the_case(work: UnitOfWork):
    first = work.members.ensure(["Ana@Example.com", "bo@example.com", "ana@example.com"])
    assert first.keys() == {"ana@example.com", "bo@example.com"}
    again = work.members.ensure(["ANA@example.com", "cy@example.com"])
    assert again["ana@example.com"] == first["ana@example.com"]
    assert [member.email for member in work.members.all()] == [
        "ana@example.com", "bo@example.com", "cy@example.com",
    ]  # fmt: skip
    assert work.members.ensure([]) == {}


def test_a_slack_account_belongs_to_one_member(work: UnitOfWork):
    ids = work.members.ensure(["ana@example.com", "ana.new@example.com"])
    work.members.link({ids["ana@example.com"]: "U1"})
    work.members.greeted(ids["ana@example.com"])
    linked = work.members.by_slack_id("U1")
    assert linked is not None
    assert (linked.email, linked.greeted) == ("ana@example.com", True)
    work.members.link({ids["ana.new@example.com"]: "U1"})
    moved = work.members.by_slack_id("U1")
    assert moved is not None
    assert (moved.email, moved.greeted) == ("ana.new@example.com", False)
    assert work.members.by_slack_id("U2") is None
