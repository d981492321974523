"""Who is typing, and which Slack user each person of the agreement is."""

from dataclasses import replace

import pytest

from sla.errors import NotAllowed
from sla.services.identity import Identity, Linked
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at
from tests.sla.services.team import Team
from tests.sla.services.workspace import Workspace
from tests.stores import AnyStore

NOW = at("2026-03-18 09:00")


@pytest.fixture
def slack() -> Workspace:
    workspace = Workspace()
    workspace.add("UANA", ANA.email)
    workspace.add("UKIM", KIM.email)
    workspace.add("UCEO", "ceo@example.com")
    return workspace


@pytest.fixture
def team(store: AnyStore) -> Team:
    """Nobody is linked to Slack yet."""
    return Team(store=store, tenant_id=store.tenants.sole(), linked=False)


class TestLinking:
    def test_by_address_with_those_missing_listed(self, team: Team, slack: Workspace) -> None:
        assert Identity(team.desk, slack).link() == Linked(
            found=(ANA.email, KIM.email), missing=(BO.email, MAX.email)
        )
        with team.work() as work:
            assert {member.email: member.slack_id for member in work.members.all()} == {
                ANA.email: "UANA",
                KIM.email: "UKIM",
                BO.email: None,
                MAX.email: None,
            }

    def test_a_second_time_only_those_missing_are_asked_for(self, team: Team, slack: Workspace) -> None:
        Identity(team.desk, slack).link()
        slack.asked.clear()
        slack.add("UBO", BO.email)
        assert Identity(team.desk, slack).link() == Linked(
            found=(ANA.email, BO.email, KIM.email), missing=(MAX.email,)
        )
        assert sorted(slack.asked) == [BO.email, MAX.email]

    def test_a_guest_with_the_address_is_missing(self, team: Team, slack: Workspace) -> None:
        slack.add("UBO", BO.email, stranger=True)
        assert BO.email in Identity(team.desk, slack).link().missing

    def test_people_that_the_agreement_no_longer_names_are_left_alone(
        self, team: Team, slack: Workspace
    ) -> None:
        Identity(team.desk, slack).link()
        slack.asked.clear()
        team.terms = replace(TERMS, people=(ANA, BO))
        assert Identity(team.desk, slack).link() == Linked(found=(ANA.email,), missing=(BO.email,))
        assert slack.asked == [BO.email]


class TestActors:
    def test_a_person_of_the_agreement(self, team: Team, slack: Workspace) -> None:
        asked = Identity(team.desk, slack)
        asked.link()
        actor = asked.actor("UANA", NOW)
        with team.work() as work:
            member = work.members.by_slack_id("UANA")
        assert member is not None
        assert (actor.slack_id, actor.person, actor.member_id) == ("UANA", ANA, member.id)

    def test_anybody_else_of_the_workspace_is_nobody_in_particular(
        self, team: Team, slack: Workspace
    ) -> None:
        actor = Identity(team.desk, slack).actor("UCEO", NOW)
        assert (actor.person, actor.member_id, actor.side, actor.is_manager) == (None, None, None, False)

    def test_who_was_named_once_has_no_leads_any_more(self, team: Team, slack: Workspace) -> None:
        Identity(team.desk, slack).link()
        team.terms = replace(TERMS, people=(BO, KIM))
        actor = Identity(team.desk, slack).actor("UANA", NOW)
        assert (actor.person, actor.member_id) == (None, None)

    def test_guests_and_unknown_users_are_refused(self, team: Team, slack: Workspace) -> None:
        slack.add("UGUEST", stranger=True)
        for slack_id in ("UGUEST", "U404"):
            with pytest.raises(NotAllowed, match="members of this workspace only"):
                Identity(team.desk, slack).actor(slack_id, NOW)

    def test_a_person_who_became_a_guest_is_refused_too(self, team: Team, slack: Workspace) -> None:
        Identity(team.desk, slack).link()
        slack.add("UANA", ANA.email, stranger=True)
        with pytest.raises(NotAllowed):
            Identity(team.desk, slack).actor("UANA", NOW)
