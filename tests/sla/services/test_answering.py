"""What a lead answered stops its clock or does not, brings it up again, and can be taken back exactly."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sla.activity import Outcome
from sla.answers import AnswerLogged, LeadFilter
from sla.cadence import State
from sla.errors import BadInput, Conflict, NotAllowed, NotFound, SlaError
from sla.lead_answers import AnswerId, How, NextStep
from sla.leads import LeadId, StopReason, Urgency
from sla.people import Person
from sla.services.answering import Answering, NewAnswer
from sla.services.recording import NewTouch
from sla.services.touching import Touching
from sla.services.why import Why
from sla.services.worklist import MyLeads
from sla.touches import Direction, NotCounted, Role, TouchKind
from tests.sla.services.agreement import ANA, BO, KIM, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")  # a Wednesday
THURSDAY = date(2026, 3, 19)


@pytest.fixture
def lead(team: Team) -> LeadId:
    """Overdue since 17 March: due on the 16th with 2 of 3."""
    lead = team.lead(at("2026-03-02 10:00"))
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
    return lead


def new(lead: LeadId, step: NextStep = NextStep.MEETING, **said: object) -> NewAnswer:
    plain = NewAnswer(lead_id=lead, how=How.CALLED, next_step=step, press="v", on=THURSDAY)
    return replace(plain, **said)


def say(
    team: Team, lead: LeadId, step: NextStep, *, on: date | None = None, who: Person = ANA, now: datetime = NOW,
    how: How = How.CALLED, press: str = "v",
) -> AnswerLogged:  # fmt: skip
    reason = "has a supplier" if step is NextStep.NO_INTEREST else ""
    answer = new(lead, step, on=on, reason=reason, how=how, press=press)
    return Answering(team.desk).answer(team.actor(who), answer, now)


def urgencies(team: Team, now: datetime) -> list[Urgency]:
    team.come(now)
    page = MyLeads(team.desk).page(team.actor(ANA), now, which=LeadFilter.DUE)
    return [one.urgency for one in page.items]


class TestStops:
    @pytest.mark.parametrize(
        ("step", "on", "reason"),
        [
            (NextStep.MEETING, THURSDAY, StopReason.ANSWERED),
            (NextStep.CONTACT_AGAIN, THURSDAY, StopReason.ANSWERED),
            (NextStep.NOT_NOW, THURSDAY, StopReason.ANSWERED),
            (NextStep.NO_INTEREST, None, StopReason.LOST),
            (NextStep.WRONG_PERSON, None, StopReason.DISQUALIFIED),
        ],
    )
    def test_with_a_next_step_and_undo_restores_exactly(
        self, team: Team, lead: LeadId, step: NextStep, on: date | None, reason: StopReason
    ) -> None:
        before = team.stored(lead)
        logged = say(team, lead, step, on=on)
        after = team.stored(lead)
        assert (after.stopped_at, after.stop_reason, after.derived.next_due_at) == (NOW, reason, None)
        assert (logged.standing.state, after.derived.remind_on) == (State.STOPPED, on)
        Answering(team.desk).undo(team.actor(ANA), logged.answer.id, NOW + timedelta(minutes=10))
        assert team.stored(lead) == before

    def test_without_one_the_clock_runs_on(self, team: Team, lead: LeadId) -> None:
        before = team.stored(lead)
        logged = say(team, lead, NextStep.OPEN)
        assert logged.standing.state is State.OVERDUE
        monday = date(2026, 3, 23)  # the third working day after
        assert team.stored(lead).derived == replace(before.derived, remind_on=monday)
        assert urgencies(team, NOW) == [Urgency.OVERDUE]

    def test_the_earliest_stays_and_the_next_takes_its_place(self, team: Team, lead: LeadId) -> None:
        first = say(team, lead, NextStep.MEETING, on=THURSDAY)
        team.stop(NOW + timedelta(minutes=5), lead)
        assert team.stored(lead).stop_reason is StopReason.ANSWERED
        assert team.stored(lead).derived.remind_on is None
        Answering(team.desk).undo(team.actor(ANA), first.answer.id, NOW + timedelta(minutes=6))
        found = team.stored(lead)
        assert (found.stop_reason, found.stopped_at) == (StopReason.WON, NOW + timedelta(minutes=5))


class TestReminders:
    def test_come_up_on_their_day_until_a_contact_of_that_day(self, team: Team, lead: LeadId) -> None:
        say(team, lead, NextStep.CONTACT_AGAIN, on=THURSDAY)
        assert urgencies(team, NOW + timedelta(hours=1)) == []
        assert urgencies(team, at("2026-03-19 09:00")) == [Urgency.REMIND]
        assert urgencies(team, at("2026-03-23 09:00")) == [Urgency.REMIND]
        Touching(team.desk).log(
            team.actor(ANA), NewTouch(lead_id=lead, kind=TouchKind.CALL, press="c"), at("2026-03-23 09:30")
        )
        assert urgencies(team, at("2026-03-23 09:31")) == []

    def test_a_contact_before_the_day_changes_nothing(self, team: Team, lead: LeadId) -> None:
        say(team, lead, NextStep.MEETING, on=date(2026, 3, 24))
        team.touch(lead, at("2026-03-20 10:00"))
        assert urgencies(team, at("2026-03-24 09:00")) == [Urgency.REMIND]

    @pytest.mark.parametrize(
        ("kind", "outcome", "met"),
        [
            (TouchKind.NOTE, None, False),
            (TouchKind.TASK, None, False),
            (TouchKind.EMAIL, Outcome.BOUNCED, False),
            (TouchKind.MEETING, Outcome.SCHEDULED, False),
            (TouchKind.CALL, Outcome.NO_ANSWER, True),
            (TouchKind.MEETING, Outcome.HELD, True),
        ],
    )
    def test_what_meets_it(
        self, team: Team, lead: LeadId, kind: TouchKind, outcome: Outcome | None, *, met: bool
    ) -> None:
        say(team, lead, NextStep.MEETING, on=THURSDAY)
        team.touch(lead, at("2026-03-19 10:00"), kind=kind, outcome=outcome)
        assert (team.stored(lead).derived.remind_on is None) is met

    def test_the_newest_answer_is_the_one_that_counts(self, team: Team, lead: LeadId) -> None:
        say(team, lead, NextStep.MEETING, on=THURSDAY)
        later = say(
            team, lead, NextStep.NOT_NOW, on=date(2026, 3, 30), press="w", now=NOW + timedelta(hours=1)
        )
        assert team.stored(lead).derived.remind_on == date(2026, 3, 30)
        Answering(team.desk).undo(team.actor(ANA), later.answer.id, NOW + timedelta(hours=1))
        assert team.stored(lead).derived.remind_on == THURSDAY

    def test_a_listed_lead_comes_up_too(self, team: Team) -> None:
        old = team.lead(at("2025-12-01 10:00"))
        say(team, old, NextStep.MEETING, on=NOW.date())
        assert urgencies(team, NOW) == [Urgency.REMIND]


class TestTouch:
    @pytest.mark.parametrize(
        ("how", "kind", "direction", "counted"),
        [
            (How.REACHED, TouchKind.CALL, Direction.OUTBOUND, True),
            (How.CALLED, TouchKind.CALL, Direction.INBOUND, False),
            (How.EMAIL, TouchKind.EMAIL, Direction.INBOUND, False),
            (How.MESSAGE, TouchKind.MESSAGE, Direction.INBOUND, False),
            (How.MET, TouchKind.MEETING, Direction.OUTBOUND, True),
        ],
    )
    def test_an_answer_is_a_touch_too(
        self, team: Team, lead: LeadId, how: How, kind: TouchKind, direction: Direction, *, counted: bool
    ) -> None:
        found = say(team, lead, NextStep.OPEN, how=how).touch
        assert (found.fact.kind, found.fact.direction, found.number) == (
            kind,
            direction,
            3 if counted else None,
        )
        assert found.not_counted is (None if counted else NotCounted.INBOUND)

    def test_it_may_be_the_first_attempt(self, team: Team) -> None:
        fresh = team.lead(at("2026-03-18 09:00"))
        assert say(team, fresh, NextStep.OPEN, how=How.REACHED).touch.role is Role.FIRST_ATTEMPT


class TestRefusals:
    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"on": None}, "answer.on"),
            ({"on": date(2026, 3, 17)}, "answer.on"),
            ({"on": date(2027, 3, 20)}, "answer.on"),
            ({"next_step": NextStep.OPEN}, "answer.on"),
            ({"next_step": NextStep.NO_INTEREST, "on": None, "reason": "  "}, "answer.reason"),
            ({"next_step": NextStep.NO_INTEREST, "on": None, "reason": "x" * 301}, "answer.reason"),
        ],
    )
    def test_at_the_field_that_is_wrong(
        self, team: Team, lead: LeadId, said: dict[str, object], field: str
    ) -> None:
        before = team.stored(lead)
        with pytest.raises(BadInput) as refused:
            Answering(team.desk).answer(team.actor(ANA), new(lead, **said), NOW)
        assert refused.value.field == field
        assert team.stored(lead) == before

    def test_a_lead_that_is_closed_somebody_elses_or_not_here(self, team: Team, lead: LeadId) -> None:
        won = team.lead(at("2026-03-02 10:00"), name="Won Ltd")
        team.stop(at("2026-03-10 10:00"), won)
        cases: list[tuple[type[SlaError], str, Person, LeadId]] = [
            (Conflict, "Won Ltd is won already", ANA, won),
            (NotAllowed, "not yours", BO, lead),
            (NotFound, "No such lead", KIM, LeadId(404)),
        ]
        for kind, words, who, which in cases:
            with pytest.raises(kind, match=words):
                Answering(team.desk).form(team.actor(who), which, NOW)
            with pytest.raises(kind, match=words):
                Answering(team.desk).answer(team.actor(who), new(which), NOW)
        say(team, lead, NextStep.NO_INTEREST, who=KIM)
        with pytest.raises(Conflict, match="lost already"):
            Touching(team.desk).log(
                team.actor(ANA),
                NewTouch(lead_id=lead, kind=TouchKind.CALL, press="c"),
                NOW + timedelta(hours=1),
            )

    def test_the_same_form_twice_is_one_answer(self, team: Team, lead: LeadId) -> None:
        first = say(team, lead, NextStep.NO_INTEREST)
        assert say(team, lead, NextStep.NO_INTEREST, now=NOW + timedelta(seconds=3)).answer == first.answer
        found = Why(team.desk)(team.actor(ANA), lead, NOW + timedelta(seconds=3))
        assert (len(found.answers), len(found.touches)) == (1, 4)

    def test_undo_for_ten_minutes_by_who_logged_it(self, team: Team, lead: LeadId) -> None:
        logged = say(team, lead, NextStep.MEETING, on=THURSDAY)
        undo = Answering(team.desk).undo
        with pytest.raises(Conflict, match="Only the person"):
            undo(team.actor(KIM), logged.answer.id, NOW)
        with pytest.raises(Conflict, match="more than 10 minutes"):
            undo(team.actor(ANA), logged.answer.id, NOW + timedelta(minutes=11))
        with pytest.raises(NotFound, match="not in the record"):
            undo(team.actor(ANA), AnswerId(404), NOW)
        first = undo(team.actor(ANA), logged.answer.id, NOW)
        assert undo(team.actor(ANA), logged.answer.id, NOW) == first
        with pytest.raises(Conflict, match="taken back"):
            say(team, lead, NextStep.MEETING, on=THURSDAY)
