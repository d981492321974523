"""Handing leads over, answering them, and what follows a rejection, by the rules alone."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from sla.decisions import DecisionKind
from sla.errors import BadInput, Conflict, NotAllowed
from sla.handed import HandedOver, NewHandoff
from sla.leads import Lead, LeadId
from sla.people import MemberId, Person
from sla.promises import Criterion, QualifiedLead, Routing
from sla.services.accepting import Accepting
from sla.services.disputing import Disputing
from sla.services.handing import Handing
from sla.services.silence import Silence
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at
from tests.sla.services.team import Team

MONDAY = at("2026-03-16 10:00")
DEFINED = replace(
    TERMS,
    qualified=QualifiedLead(
        fit=(Criterion(name="Large", points=10),),
        behaviour=(Criterion(name="Demo", points=15), Criterion(name="Prices", points=5)),
        threshold=20,
    ),
    sales=replace(TERMS.sales, reject_reasons=("duplicate", "unreachable", "other")),
    handoff=replace(TERMS.handoff, unreachable_after=2, dispute_within_days=3),
)


@pytest.fixture(autouse=True)
def defined(team: Team) -> None:
    team.terms = DEFINED


def new(team: Team, key: str = "V1", **changes) -> NewHandoff:
    plain = NewHandoff(
        name="Delta Works", lead_type="website", campaign=None, rep=team.members[ANA.email],
        fit=frozenset({0}), behaviour=frozenset({0}), seen=team.book.at(MONDAY).sha256, key=key,
    )  # fmt: skip
    return replace(plain, **changes)


def hand_over(team: Team, key: str = "V1", *, by: Person = MAX, now=MONDAY, **changes) -> HandedOver:
    return Handing(team.desk).hand_over(team.actor(by), new(team, key, **changes), now)


def rejected(team: Team) -> LeadId:
    lead_id = hand_over(team).lead.id
    Accepting(team.desk).reject(team.actor(ANA), lead_id, "duplicate", "see L3", key="V2", now=MONDAY)
    return lead_id


def kinds(team: Team, lead_id: LeadId) -> list[DecisionKind]:
    with team.work() as work:
        return [one.kind for one in work.decisions.of([lead_id]).get(lead_id, ())]


def only_others(team: Team, *reps: Person) -> None:
    """These reps take leads of a stream only that no lead type is for."""
    emails = {one.email for one in reps}
    people = [replace(one, streams=("Renewals",)) if one.email in emails else one for one in DEFINED.people]
    team.terms = replace(DEFINED, people=tuple(people))


class TestHandingOver:
    def test_it_fixes_who_when_and_what_was_ticked(self, team: Team) -> None:
        lead = hand_over(team, campaign="Spring").lead
        assert lead.accept_due_at == at("2026-03-17 10:00")
        assert lead.first_attempt_due_at == at("2026-03-16 12:00")
        assert lead.given is not None
        assert (lead.given.by, lead.given.points, lead.given.campaign) == (
            team.members[MAX.email],
            25,
            "Spring",
        )
        assert lead.waits

    def test_the_same_form_twice_is_one_lead(self, team: Team) -> None:
        assert hand_over(team).lead.id == hand_over(team, now=MONDAY + timedelta(hours=1)).lead.id

    def test_in_turn_are_those_who_take_leads_of_the_stream(self, team: Team) -> None:
        only_others(team, ANA)
        leads = [hand_over(team, str(number), rep=None).lead for number in range(3)]
        assert {lead.owner_id for lead in leads} == {team.members[BO.email]}

    def test_with_nobody_for_the_stream_a_rep_is_to_be_chosen(self, team: Team) -> None:
        only_others(team, ANA, BO)
        with pytest.raises(
            BadInput, match=f"No rep takes leads of {DEFINED.streams[0].name} in turn"
        ) as refused:
            hand_over(team, rep=None)
        assert refused.value.field == "handoff.rep"
        assert hand_over(team).lead.owner_id == team.members[ANA.email]

    def test_reps_take_turns_even_in_one_moment(self, team: Team) -> None:
        owners = [hand_over(team, f"V{number}", rep=None).rep.name for number in range(4)]
        assert owners == ["Ana Lima", "Bo Reed", "Ana Lima", "Bo Reed"]

    def test_more_than_sales_takes_waits_in_order_and_its_time_runs_from_when_it_is_dealt_out(
        self, team: Team
    ) -> None:
        team.terms = replace(DEFINED, sales=replace(DEFINED.sales, intake_factor=Fraction(2, 5)))
        given = [hand_over(team, f"V{number}", rep=None) for number in range(5)]
        tuesday, wednesday = at("2026-03-17 09:00"), at("2026-03-18 09:00")
        assert [one.waits_until for one in given] == [None, None, tuesday, tuesday, wednesday]
        assert [one.rep.name for one in given[2:]] == ["Ana Lima", "Bo Reed", "Ana Lima"]
        assert given[2].lead.first_attempt_due_at == tuesday + timedelta(hours=2)
        with team.work() as work:
            assert work.decisions.queued(MONDAY) == 3
            assert len(work.decisions.waiting(MONDAY)) == 2
            assert work.decisions.queued(tuesday) == 1
        assert hand_over(team, "V4", rep=None).waits_until == wednesday

    def test_a_lead_for_a_named_rep_waits_too(self, team: Team) -> None:
        team.terms = replace(DEFINED, sales=replace(DEFINED.sales, intake_factor=Fraction(1, 100)))
        hand_over(team, "V1")
        assert hand_over(team, "V2").waits_until == at("2026-03-17 09:00")

    def test_by_hand_needs_a_name(self, team: Team) -> None:
        team.terms = replace(DEFINED, handoff=replace(DEFINED.handoff, routing=Routing.BY_HAND))
        with pytest.raises(BadInput, match="choose a rep") as refused:
            hand_over(team, rep=None)
        assert refused.value.field == "handoff.rep"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": "  "}, "handoff.name"),
            ({"name": "x" * 201}, "handoff.name"),
            ({"campaign": "x" * 101}, "handoff.campaign"),
            ({"lead_type": "gone"}, "handoff.type"),
            ({"rep": MemberId(999)}, "handoff.rep"),
            ({"fit": frozenset()}, "handoff.fit"),
            ({"behaviour": frozenset({1})}, "handoff.behaviour"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_input(self, team: Team, changes, field: str) -> None:
        with pytest.raises(BadInput) as refused:
            hand_over(team, **changes)
        assert refused.value.field == field

    def test_criteria_of_another_agreement_are_not_taken(self, team: Team) -> None:
        with pytest.raises(Conflict, match="agreement changed"):
            hand_over(team, seen="another")

    def test_without_a_definition_quality_is_not_checked(self, team: Team) -> None:
        team.terms = replace(DEFINED, qualified=None)
        lead = hand_over(team, fit=frozenset(), behaviour=frozenset()).lead
        assert lead.given is not None
        assert lead.given.points is None

    @pytest.mark.parametrize("who", [ANA, BO])
    def test_reps_hand_nothing_over(self, team: Team, who: Person) -> None:
        with pytest.raises(NotAllowed):
            hand_over(team, by=who)
        with pytest.raises(NotAllowed):
            Handing(team.desk).form(team.actor(who), MONDAY)

    def test_the_manager_of_sales_may(self, team: Team) -> None:
        assert Handing(team.desk).form(team.actor(KIM), MONDAY).definition == DEFINED.qualified


class TestAnswering:
    def test_accepting_twice_is_accepting_once(self, team: Team) -> None:
        lead_id, accepting = hand_over(team).lead.id, Accepting(team.desk)
        for press in ("P1", "P1", "P2"):
            card = accepting.accept(team.actor(ANA), lead_id, press, MONDAY)
        assert card.lead.derived.accepted_at == MONDAY
        assert kinds(team, lead_id) == [DecisionKind.ACCEPTED]

    def test_others_may_not(self, team: Team) -> None:
        lead_id = hand_over(team).lead.id
        for who in (BO, MAX):
            with pytest.raises(NotAllowed):
                Accepting(team.desk).accept(team.actor(who), lead_id, "P1", MONDAY)

    def test_an_attempt_accepts_and_undoing_it_takes_that_back(self, team: Team) -> None:
        lead_id = hand_over(team).lead.id
        team.touch(lead_id, at("2026-03-16 11:00"))
        assert team.stored(lead_id).derived.accepted_at == at("2026-03-16 11:00")

    def test_after_enough_attempts_an_accepted_lead_is_unreachable(self, team: Team) -> None:
        lead_id, accepting = hand_over(team).lead.id, Accepting(team.desk)
        actor, later = team.actor(ANA), at("2026-03-18 10:00")
        team.touch(lead_id, at("2026-03-16 11:00"))
        with pytest.raises(BadInput, match="1 of 2 attempts so far"):
            accepting.reject(actor, lead_id, "unreachable", "", key="V2", now=later)
        team.touch(lead_id, at("2026-03-17 11:00"))
        with pytest.raises(BadInput, match="You accepted this lead"):
            accepting.reject(actor, lead_id, "duplicate", "", key="V3", now=later)
        card = accepting.reject(actor, lead_id, "unreachable", "", key="V4", now=later)
        assert card.lead.rejected

    def test_a_rejection_stops_the_clock_once(self, team: Team) -> None:
        lead_id = rejected(team)
        lead: Lead = team.stored(lead_id)
        assert (lead.stopped_at, lead.derived.next_due_at, lead.derived.rejected_at) == (MONDAY, None, MONDAY)
        assert lead.taken_out_at == at("2026-03-20 00:00")
        with pytest.raises(Conflict, match="rejected already"):
            Accepting(team.desk).reject(team.actor(ANA), lead_id, "duplicate", "", key="V9", now=MONDAY)
        with pytest.raises(Conflict, match="was rejected"):
            Accepting(team.desk).accept(team.actor(ANA), lead_id, "P9", MONDAY)
        Accepting(team.desk).reject(team.actor(ANA), lead_id, "duplicate", "", key="V2", now=MONDAY)
        assert kinds(team, lead_id) == [DecisionKind.REJECTED]


class TestDisputing:
    def test_upheld_it_comes_back_with_the_time_it_had(self, team: Team) -> None:
        lead_id, disputing = rejected(team), Disputing(team.desk)
        disputing.contest(team.actor(MAX), lead_id, "It is not.", key="V3", now=at("2026-03-16 15:00"))
        assert team.stored(lead_id).taken_out_at is None
        later = at("2026-03-18 10:00")
        disputing.decide(team.actor(KIM), lead_id, uphold=True, press="P1", now=later)
        disputing.decide(team.actor(KIM), lead_id, uphold=False, press="P2", now=later)
        lead = team.stored(lead_id)
        assert kinds(team, lead_id)[-1] is DecisionKind.UPHELD
        assert lead.first_attempt_due_at == at("2026-03-18 12:00")
        assert lead.derived.next_due_at == at("2026-04-02 00:00"), "day 14 is 30 March, and two days more"
        with pytest.raises(Conflict, match="stays with you"):
            Accepting(team.desk).reject(team.actor(ANA), lead_id, "duplicate", "", key="V5", now=later)

    def test_kept_it_is_out_at_once(self, team: Team) -> None:
        lead_id, disputing = rejected(team), Disputing(team.desk)
        disputing.contest(team.actor(MAX), lead_id, "It is not.", key="V3", now=MONDAY)
        disputing.decide(team.actor(KIM), lead_id, uphold=False, press="P1", now=MONDAY)
        assert team.stored(lead_id).taken_out_at == MONDAY
        with pytest.raises(Conflict, match="final"):
            disputing.contest(team.actor(MAX), lead_id, "Still.", key="V4", now=MONDAY)

    def test_who_may_do_what(self, team: Team) -> None:
        lead_id, disputing = rejected(team), Disputing(team.desk)
        for who in (ANA, KIM):
            with pytest.raises(NotAllowed):
                disputing.contest(team.actor(who), lead_id, "No.", key="V3", now=MONDAY)
        for who in (ANA, MAX):
            with pytest.raises(NotAllowed):
                disputing.decide(team.actor(who), lead_id, uphold=True, press="P1", now=MONDAY)
            with pytest.raises(NotAllowed):
                Silence(team.desk).give(team.actor(who), lead_id, team.members[BO.email], MONDAY)

    def test_in_time_or_not_at_all(self, team: Team) -> None:
        lead_id, disputing = rejected(team), Disputing(team.desk)
        assert (
            disputing.open(team.actor(MAX), lead_id, at("2026-03-19 23:59")).rejection.reason == "duplicate"
        )
        with pytest.raises(Conflict, match="3 working days"):
            disputing.contest(team.actor(MAX), lead_id, "No.", key="V3", now=at("2026-03-20 00:00"))


def test_an_accepted_lead_is_not_given_away(team: Team) -> None:
    lead_id = hand_over(team).lead.id
    Accepting(team.desk).accept(team.actor(ANA), lead_id, "P1", MONDAY)
    with pytest.raises(Conflict, match="worked on or closed"):
        Silence(team.desk).give(team.actor(KIM), lead_id, team.members[BO.email], MONDAY)
