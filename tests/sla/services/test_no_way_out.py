"""An overdue lead stays overdue until a follow-up catches it up or its clock stops, whatever else is pressed."""

from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sla.activity import Outcome, TouchId
from sla.decisions import returned_by
from sla.errors import SlaError
from sla.lead_answers import AnswerId, How, NextStep
from sla.services.answering import Answering, NewAnswer
from sla.services.giving_back import GivingBack
from sla.services.recording import NewTouch
from sla.services.recount import derive, facts_of, judged
from sla.services.touching import Touching
from sla.touches import Direction, TouchKind
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, at
from tests.sla.services.team import Team

START = at("2026-03-02 10:00")
kinds = st.sampled_from([TouchKind.CALL, TouchKind.EMAIL, TouchKind.MEETING, TouchKind.MESSAGE])
outcomes = st.none() | st.sampled_from(Outcome)
hours = st.integers(0, 15 * 24)


class Presses(RuleBasedStateMachine):
    """One lead and its owner, who presses whatever there is to press; the clock only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.team = Team.of(FakeStore())
        self.now = START
        self.lead = self.team.lead(START)
        self.presses = 0
        self.touches: list[TouchId] = []
        self.answers: list[AnswerId] = []
        self.was_overdue, self.counted = False, 0

    @property
    def press(self) -> str:
        self.presses += 1
        return str(self.presses)

    @rule(hours=st.integers(1, 20 * 24))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def snoozes(self) -> None:
        Touching(self.team.desk).snooze(self.team.actor(ANA), self.lead, self.now)

    @rule(undo=st.booleans())
    def gives_back(self, *, undo: bool) -> None:
        giving = GivingBack(self.team.desk)
        act = giving.undo if undo else giving.give_back
        try:
            act(self.team.actor(ANA), self.lead, self.press, self.now)
        except SlaError:
            return

    @rule(kind=kinds, outcome=outcomes, ago=hours, direction=st.sampled_from(Direction))
    def logs(self, kind: TouchKind, outcome: Outcome | None, ago: int, direction: Direction) -> None:
        new = NewTouch(
            lead_id=self.lead, kind=kind, press=self.press, outcome=outcome, direction=direction,
            occurred_at=self.now - timedelta(hours=ago),
        )  # fmt: skip
        try:
            self.touches.append(Touching(self.team.desk).log(self.team.actor(ANA), new, self.now).touch_id)
        except SlaError:
            return

    @rule(step=st.sampled_from(NextStep), how=st.sampled_from(How), ahead=st.integers(0, 30))
    def answers_come(self, step: NextStep, how: How, ahead: int) -> None:
        dated = step in {NextStep.MEETING, NextStep.CONTACT_AGAIN, NextStep.NOT_NOW}
        new = NewAnswer(
            lead_id=self.lead, how=how, next_step=step, press=self.press, reason="no",
            on=self.now.date() + timedelta(days=ahead + 1) if dated else None,
        )  # fmt: skip
        try:
            found = Answering(self.team.desk).answer(self.team.actor(ANA), new, self.now)
            self.answers.append(found.answer.id)
        except SlaError:
            return

    @precondition(lambda self: self.touches)
    @rule(which=st.integers(0, 99))
    def undoes_a_touch(self, which: int) -> None:
        try:
            Touching(self.team.desk).undo(
                self.team.actor(ANA), self.touches[which % len(self.touches)], self.now
            )
        except SlaError:
            return

    @precondition(lambda self: self.answers)
    @rule(which=st.integers(0, 99))
    def undoes_an_answer(self, which: int) -> None:
        try:
            Answering(self.team.desk).undo(
                self.team.actor(ANA), self.answers[which % len(self.answers)], self.now
            )
        except SlaError:
            return

    @invariant()
    def the_columns_are_what_the_facts_say(self) -> None:
        self.team.come(self.now)
        with self.team.work() as work:
            (facts,) = facts_of(work, [self.lead])
        stored = self.team.stored(self.lead)
        assert stored.derived == derive(facts, book=self.team.book, owner=ANA, now=self.now)
        stops = [one.row.at for one in facts.answers if one.live and one.row.next_step is not NextStep.OPEN]
        returned = returned_by(facts.decisions)
        stops += [returned.at] if returned else []
        assert stored.stopped_at == min(stops, default=None)
        assert stored.derived.next_due_at is None or not stored.stopped(self.now)

    @invariant()
    def only_a_follow_up_or_a_stop_ends_overdue(self) -> None:
        with self.team.work() as work:
            overdue = bool(work.leads.overdue(self.now))
            (history,) = work.leads.histories([self.lead])
        counted = sum(one.number is not None for one in judged(history, self.now))
        stopped = self.team.stored(self.lead).stopped(self.now)
        if self.was_overdue and not overdue:
            assert stopped or counted > self.counted
        self.was_overdue, self.counted = overdue, counted

    @invariant()
    def a_reminder_alone_makes_nothing_overdue(self) -> None:
        day: date | None = self.team.stored(self.lead).derived.remind_on
        moment: datetime | None = self.team.stored(self.lead).derived.next_due_at
        if day is not None and moment is None:
            with self.team.work() as work:
                assert not work.leads.overdue(self.now + timedelta(days=400))


TestPresses = Presses.TestCase
TestPresses.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
