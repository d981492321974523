"""Who is typing, and which Slack user each person of the agreement is."""

from dataclasses import dataclass, field, replace

import pytest

from sla.errors import NotAllowed
from sla.people import TenantId
from sla.ports import SlackUser
from sla.services.desk import Desk
from sla.services.identity import Identity, Linked
from sla.terms import Terms
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS
from tests.stores import AnyStore


@dataclass
class Workspace:
    """Who is who in Slack, by id and by address; remembers what it was asked."""

    users: dict[str, SlackUser] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def add(self, slack_id: str, email: str = "", *, stranger: bool = False) -> None:
        self.users[slack_id] = SlackUser(id=slack_id, name=slack_id, zone="UTC", stranger=stranger)
        self.addresses[email] = slack_id

    def user(self, slack_id: str) -> SlackUser | None:
        return self.users.get(slack_id)

    def by_email(self, email: str) -> SlackUser | None:
        self.asked.append(email)
        return self.users.get(self.addresses.get(email, ""))


@pytest.fixture
def tenant_id(store: AnyStore) -> TenantId:
    return store.tenants.sole()


@pytest.fixture
def slack() -> Workspace:
    workspace = Workspace()
    workspace.add("UANA", ANA.email)
    workspace.add("UKIM", KIM.email)
    workspace.add("UCEO", "ceo@example.com")
    return workspace


def identity(store: AnyStore, tenant_id: TenantId, slack: Workspace, terms: Terms = TERMS) -> Identity:
    desk = Desk(units=store.units, looks=store.looks, tenant_id=tenant_id, terms=terms)
    return Identity(desk, slack)


class TestLinking:
    def test_by_address_with_those_missing_listed(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        assert identity(store, tenant_id, slack).link() == Linked(
            found=(ANA.email, KIM.email), missing=(BO.email, MAX.email)
        )
        with store.looks(tenant_id) as work:
            assert {member.email: member.slack_id for member in work.members.all()} == {
                ANA.email: "UANA",
                KIM.email: "UKIM",
                BO.email: None,
                MAX.email: None,
            }

    def test_a_second_time_only_those_missing_are_asked_for(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        identity(store, tenant_id, slack).link()
        slack.asked.clear()
        slack.add("UBO", BO.email)
        assert identity(store, tenant_id, slack).link() == Linked(
            found=(ANA.email, BO.email, KIM.email), missing=(MAX.email,)
        )
        assert sorted(slack.asked) == [BO.email, MAX.email]

    def test_a_guest_with_the_address_is_missing(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        slack.add("UBO", BO.email, stranger=True)
        assert BO.email in identity(store, tenant_id, slack).link().missing

    def test_people_that_the_agreement_no_longer_names_are_left_alone(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        identity(store, tenant_id, slack).link()
        slack.asked.clear()
        fewer = replace(TERMS, people=(ANA, BO))
        assert identity(store, tenant_id, slack, fewer).link() == Linked(
            found=(ANA.email,), missing=(BO.email,)
        )
        assert slack.asked == [BO.email]


class TestActors:
    def test_a_person_of_the_agreement(self, store: AnyStore, tenant_id: TenantId, slack: Workspace) -> None:
        asked = identity(store, tenant_id, slack)
        asked.link()
        actor = asked.actor("UANA")
        with store.looks(tenant_id) as work:
            member = work.members.by_slack_id("UANA")
        assert member is not None
        assert (actor.slack_id, actor.person, actor.member_id) == ("UANA", ANA, member.id)

    def test_anybody_else_of_the_workspace_is_nobody_in_particular(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        actor = identity(store, tenant_id, slack).actor("UCEO")
        assert (actor.person, actor.member_id, actor.side, actor.is_manager) == (None, None, None, False)

    def test_who_was_named_once_has_no_leads_any_more(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        identity(store, tenant_id, slack).link()
        actor = identity(store, tenant_id, slack, replace(TERMS, people=(BO, KIM))).actor("UANA")
        assert (actor.person, actor.member_id) == (None, None)

    def test_guests_and_unknown_users_are_refused(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        slack.add("UGUEST", stranger=True)
        for slack_id in ("UGUEST", "U404"):
            with pytest.raises(NotAllowed, match="members of this workspace only"):
                identity(store, tenant_id, slack).actor(slack_id)

    def test_a_person_who_became_a_guest_is_refused_too(
        self, store: AnyStore, tenant_id: TenantId, slack: Workspace
    ) -> None:
        identity(store, tenant_id, slack).link()
        slack.add("UANA", ANA.email, stranger=True)
        with pytest.raises(NotAllowed):
            identity(store, tenant_id, slack).actor("UANA")
