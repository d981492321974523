"""A rep's list by urgency, its pages, and the nudge that is made of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sla.answers import LeadFilter, LeadPage
from sla.cadence import State
from sla.digest import Nudge
from sla.errors import NotAllowed
from sla.leads import LeadId, Urgency
from sla.people import Actor, Person
from sla.services.touching import Touching
from sla.services.worklist import PAGE, MyLeads
from tests.sla.services.agreement import ANA, BO, KIM, MAX, NEW_YORK, TERMS, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")


def tried(team: Team, start: str, *, name: str, owner: Person = ANA) -> LeadId:
    """A lead with its first attempt made at once."""
    lead = team.lead(at(start), name=name, owner=owner)
    team.touch(lead, at(start))
    return lead


def one_of_each(team: Team) -> None:
    """In no order: two overdue, one due today, two new, one suggested, and three that need nothing."""
    tried(team, "2026-03-13 10:00", name="suggested")
    team.lead(at("2026-03-16 10:00"), name="new, older")
    tried(team, "2026-03-03 10:00", name="overdue, later")
    tried(team, "2026-03-16 10:00", name="later")
    team.lead(at("2026-03-17 10:00"), name="new, newer")
    tried(team, "2026-03-02 10:00", name="overdue, longest")
    tried(team, "2026-03-04 10:00", name="due today")
    team.lead(at("2025-12-30 10:00"), name="from before")
    team.stop(at("2026-03-10 10:00"), team.lead(at("2026-03-02 10:00"), name="won"))


def page(
    team: Team, which: LeadFilter, number: int = 1, *, who: Person = ANA, now: datetime = NOW
) -> LeadPage:
    return MyLeads(team.desk).page(team.actor(who), now, which=which, page=number)


def names(found: LeadPage | Nudge) -> list[str]:
    return [item.lead.name for item in found.items]


def nudge(team: Team, who: Person = ANA, now: datetime = NOW) -> Nudge:
    with team.work() as work:
        member = next(each for each in work.members.all() if each.email == who.email)
        return MyLeads(team.desk).nudge(work, member, who, now)


class TestPages:
    def test_most_urgent_first(self, team: Team) -> None:
        one_of_each(team)
        found = page(team, LeadFilter.DUE)
        assert names(found) == [
            "overdue, longest", "overdue, later", "due today", "new, newer", "new, older",
        ]  # fmt: skip
        assert [item.urgency for item in found.items] == [
            Urgency.OVERDUE, Urgency.OVERDUE, Urgency.DUE_TODAY, Urgency.NEW, Urgency.NEW,
        ]  # fmt: skip
        assert (found.page, found.pages) == (1, 2)
        assert names(page(team, LeadFilter.DUE, 2)) == ["suggested"]

    def test_counts_are_of_all_pages(self, team: Team) -> None:
        one_of_each(team)
        due = {
            Urgency.OVERDUE: 2, Urgency.DUE_TODAY: 1, Urgency.WAITING: 0, Urgency.REMIND: 0, Urgency.NEW: 2,
            Urgency.SUGGESTED: 1, Urgency.LATER: 0,
        }  # fmt: skip
        assert page(team, LeadFilter.DUE, 2).counts == due
        assert page(team, LeadFilter.OVERDUE).counts == due
        assert page(team, LeadFilter.ALL).counts == due | {Urgency.LATER: 3}

    def test_overdue_shows_only_those(self, team: Team) -> None:
        one_of_each(team)
        found = page(team, LeadFilter.OVERDUE)
        assert names(found) == ["overdue, longest", "overdue, later"]
        assert (found.page, found.pages) == (1, 1)

    def test_all_ends_with_those_that_need_nothing(self, team: Team) -> None:
        one_of_each(team)
        assert names(page(team, LeadFilter.ALL, 2))[0] == "suggested"
        assert set(names(page(team, LeadFilter.ALL, 2))[1:]) == {"later", "from before", "won"}

    @pytest.mark.parametrize(("number", "shown"), [(3, 2), (10**18, 2), (0, 1), (-4, 1)])
    def test_beyond_the_end_is_the_last_page_and_before_the_start_the_first(
        self, team: Team, number: int, shown: int
    ) -> None:
        one_of_each(team)
        found = page(team, LeadFilter.DUE, number)
        assert found == page(team, LeadFilter.DUE, shown)
        assert found.page == shown

    def test_beyond_the_end_of_the_overdue_too(self, team: Team) -> None:
        one_of_each(team)
        assert names(page(team, LeadFilter.OVERDUE, 2)) == ["overdue, longest", "overdue, later"]

    def test_a_full_page_is_not_followed_by_an_empty_one(self, team: Team) -> None:
        team.leads(PAGE, at("2026-03-17 10:00"))
        assert page(team, LeadFilter.DUE).pages == 1
        team.lead(at("2026-03-17 10:00"))
        assert page(team, LeadFilter.DUE).pages == 2

    def test_every_lead_is_on_one_page(self, team: Team) -> None:
        leads = team.leads(2 * PAGE + 1, at("2026-03-17 10:00"))
        found = [page(team, LeadFilter.ALL, number) for number in (1, 2, 3)]
        assert sorted(item.lead.id for each in found for item in each.items) == sorted(leads)

    def test_without_leads_there_is_one_empty_page(self, team: Team) -> None:
        found = page(team, LeadFilter.ALL, 3)
        assert (found.items, found.page, found.pages) == ((), 1, 1)

    def test_only_the_reps_own_by_the_reps_own_day(self, team: Team) -> None:
        tried(team, "2026-03-03 18:00", name="Bo's", owner=BO)
        one_of_each(team)
        # 02:00 in Berlin: in New York it is still the 17th, the lead's day 14.
        found = page(team, LeadFilter.DUE, who=BO, now=at("2026-03-18 02:00"))
        assert names(found) == ["Bo's"]
        assert (found.items[0].urgency, found.zone) == (Urgency.DUE_TODAY, NEW_YORK)

    def test_leads_handed_over_later_are_not_shown(self, team: Team) -> None:
        team.lead(at("2026-03-18 10:01"), name="ahead")
        assert names(page(team, LeadFilter.ALL)) == []

    def test_each_item_says_where_it_stands(self, team: Team) -> None:
        one_of_each(team)
        first = page(team, LeadFilter.DUE).items[0]
        assert (first.standing.state, first.standing.due_on, first.standing.to_go) == (
            State.OVERDUE,
            date(2026, 3, 16),
            3,
        )
        assert first.type_name == "Website leads"

    def test_a_type_that_the_agreement_no_longer_names_is_shown_as_its_other_type(self, team: Team) -> None:
        team.lead(at("2026-03-17 10:00"), kind="trade-fair")
        assert page(team, LeadFilter.DUE).items[0].type_name == "Event leads"

    @pytest.mark.parametrize("who", [KIM, MAX])
    def test_who_carries_no_leads_has_no_list(self, team: Team, who: Person) -> None:
        with pytest.raises(NotAllowed, match="You carry no leads"):
            page(team, LeadFilter.DUE, who=who)

    def test_nor_has_a_stranger(self, team: Team) -> None:
        stranger = Actor(slack_id="U99", person=None, member_id=None)
        with pytest.raises(NotAllowed, match="You carry no leads"):
            MyLeads(team.desk).page(stranger, NOW, which=LeadFilter.ALL)


class TestNudge:
    def test_five_at_most_and_the_rest_as_counts(self, team: Team) -> None:
        one_of_each(team)
        found = nudge(team)
        assert names(found) == names(page(team, LeadFilter.DUE))
        assert (found.total, found.all_leads, found.on) == (6, 9, date(2026, 3, 18))

    def test_a_snoozed_lead_is_left_out_until_its_day(self, team: Team) -> None:
        lead = tried(team, "2026-03-02 10:00", name="overdue")
        Touching(team.desk).snooze(team.actor(ANA), lead, NOW)
        assert (nudge(team).total, nudge(team).items) == (0, ())
        assert nudge(team, now=at("2026-03-18 23:59")).total == 0
        assert names(nudge(team, now=at("2026-03-19 00:00"))) == ["overdue"]

    def test_but_not_from_the_list(self, team: Team) -> None:
        lead = tried(team, "2026-03-02 10:00", name="overdue")
        Touching(team.desk).snooze(team.actor(ANA), lead, NOW)
        for which in LeadFilter:
            assert names(page(team, which)) == ["overdue"]

    def test_nothing_due_is_an_empty_one(self, team: Team) -> None:
        tried(team, "2026-03-17 10:00", name="later")
        found = nudge(team)
        assert (found.total, found.items, found.all_leads) == (0, (), 1)
        assert found.counts[Urgency.LATER] == 0

    def test_leads_from_before_the_agreement_never_nudge(self, team: Team) -> None:
        team.terms = replace(TERMS, effective_on=date(2026, 3, 18))
        team.lead(at("2026-03-02 10:00"))
        assert nudge(team).total == 0
