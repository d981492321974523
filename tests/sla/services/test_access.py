"""How a lead is found by what people type, and whose are looked through."""

import pytest

from sla.answers import Candidates
from sla.errors import BadInput, NotAllowed, NotFound
from sla.leads import Lead
from sla.people import Actor, Person
from sla.services.touching import Touching
from tests.sla.services.agreement import ANA, BO, KIM, MAX, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
START = at("2026-03-17 10:00")


def find(team: Team, text: str, who: Person = ANA) -> Lead | Candidates:
    return Touching(team.desk).find(team.actor(who), text, NOW)


def named(found: Lead | Candidates) -> str | list[str]:
    return found.name if isinstance(found, Lead) else [lead.name for lead in found.leads]


class TestByLabel:
    @pytest.mark.parametrize("form", ["L{}", "l{}", "{}", " L{} ", "“L{}”"])
    def test_in_any_form(self, team: Team, form: str) -> None:
        lead = team.lead(START)
        assert find(team, form.format(lead)) == team.stored(lead)

    def test_of_somebody_else_is_refused(self, team: Team) -> None:
        lead = team.lead(START, owner=BO)
        with pytest.raises(NotAllowed, match="not yours"):
            find(team, f"L{lead}")
        assert find(team, f"L{lead}", KIM) == team.stored(lead)

    def test_that_nobody_has_is_not_found(self, team: Team) -> None:
        for text in ("L404", "L" + "9" * 18, "L" + "9" * 500):
            with pytest.raises(NotFound, match="No lead of yours is called"):
                find(team, text)

    def test_of_a_lead_not_handed_over_yet_is_not_found(self, team: Team) -> None:
        lead = team.lead(at("2026-03-18 10:01"))
        with pytest.raises(NotFound):
            find(team, f"L{lead}")

    def test_a_number_may_also_be_a_name(self, team: Team) -> None:
        team.lead(START, name="4711 Cologne")
        assert named(find(team, "4711")) == "4711 Cologne"

    def test_in_another_workspace_it_is_not_found(self, team: Team) -> None:
        lead = team.lead(START)
        with pytest.raises(NotFound):
            find(team.elsewhere(), f"L{lead}")


class TestByName:
    @pytest.mark.parametrize("text", ["Blue Fjord AS", "blue", "FJORD", " fjord ", '"blue fjord"', "“fjord”"])
    def test_any_part_in_any_case(self, team: Team, text: str) -> None:
        team.lead(START, name="Blue Fjord AS")
        assert named(find(team, text)) == "Blue Fjord AS"

    @pytest.mark.parametrize(
        ("name", "text"),
        [("Lee's own lead", "lee's"), ("Café Lumière", "LUMIÈRE"), ("100% Bio", "0% b"), ("a_b", "a_b")],
    )
    def test_as_it_is_written(self, team: Team, name: str, text: str) -> None:
        team.lead(START, name=name)
        team.lead(START, name="axb 100 bio")
        assert named(find(team, text)) == name

    def test_several_are_candidates_newest_first(self, team: Team) -> None:
        team.lead(START, name="Harbour East")
        team.lead(at("2026-03-17 11:00"), name="Harbour West")
        found = find(team, " harbour ")
        assert named(found) == ["Harbour West", "Harbour East"]
        assert isinstance(found, Candidates)
        assert found.text == "harbour"

    def test_the_whole_name_beats_those_that_contain_it(self, team: Team) -> None:
        for name in ("Harbour", "Harbour East", "Old Harbour"):
            team.lead(START, name=name)
        assert named(find(team, "harbour")) == "Harbour"

    def test_two_of_one_name_stay_candidates(self, team: Team) -> None:
        for _ in range(2):
            team.lead(START, name="Harbour")
        assert named(find(team, "Harbour")) == ["Harbour", "Harbour"]

    def test_five_candidates_at_most(self, team: Team) -> None:
        for number in range(7):
            team.lead(START, name=f"Harbour {number}")
        assert len(named(find(team, "harbour"))) == 5

    def test_a_rep_looks_through_own_leads_the_manager_through_all(self, team: Team) -> None:
        team.lead(START, name="Harbour East")
        team.lead(START, name="Harbour West", owner=BO)
        assert named(find(team, "harbour")) == "Harbour East"
        assert named(find(team, "harbour", BO)) == "Harbour West"
        assert len(named(find(team, "harbour", KIM))) == 2

    def test_marketing_has_none(self, team: Team) -> None:
        team.lead(START, name="Harbour")
        with pytest.raises(NotFound, match="“harbour”"):
            find(team, "harbour", MAX)

    def test_who_is_not_named_in_the_agreement_is_shown_no_names(self, team: Team) -> None:
        for name in ("Harbour East", "Harbour West"):
            team.lead(START, name=name)
        team.lead(START, name="Nobody's harbour", owner=None)
        stranger = Actor(slack_id="U99", person=None, member_id=None)
        for text in ("harbour", "nobody"):
            with pytest.raises(NotFound, match="No lead of yours"):
                Touching(team.desk).find(stranger, text, NOW)

    def test_leads_not_handed_over_yet_are_not_found(self, team: Team) -> None:
        team.lead(at("2026-03-18 10:01"), name="Harbour")
        with pytest.raises(NotFound):
            find(team, "harbour")

    @pytest.mark.parametrize("text", ["", "  ", '""', "“ ”"])
    def test_nothing_is_no_name(self, team: Team, text: str) -> None:
        with pytest.raises(BadInput, match="Name a lead"):
            find(team, text)

    def test_a_long_text_is_cut_in_the_answer(self, team: Team) -> None:
        with pytest.raises(NotFound) as refusal:
            find(team, "x" * 5000)
        assert len(refusal.value.message) < 200
