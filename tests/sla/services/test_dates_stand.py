"""Whatever people plan, put off or hand over: what is overdue stays overdue, and no due date moves."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sla.errors import SlaError
from sla.services.absences import Absences, WantedAway
from sla.services.reassigning import Reassigning
from sla.services.touching import Touching
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, BO, KIM, at
from tests.sla.services.team import Team

people = st.sampled_from([ANA, BO, KIM])
reps = st.sampled_from([ANA, BO])
BEGINS = at("2026-03-10 10:00")
LATE, SOON = 0, 1


class Anything(RuleBasedStateMachine):
    """Two leads, one overdue from the start; time only ever passes."""

    @initialize()
    def begin(self) -> None:
        self.team = Team.of(FakeStore())
        self.leads = [self.team.lead(at("2026-02-20 10:00")), self.team.lead(at("2026-03-04 10:00"))]
        self.now = self.team.come(BEGINS)
        self.due = [self.team.stored(lead).derived.next_due_at for lead in self.leads]
        self.first = [self.team.stored(lead).first_attempt_due_at for lead in self.leads]

    @rule(who=people, which=st.sampled_from([LATE, SOON]), days=st.integers(-2, 20))
    def snooze(self, who, which: int, days: int) -> None:
        with suppress(SlaError):
            Touching(self.team.desk).snooze(self.team.actor(who), self.leads[which], self.now, days=days)

    @rule(who=people, which=st.sampled_from([LATE, SOON]))
    def skip(self, who, which: int) -> None:
        with suppress(SlaError):
            Touching(self.team.desk).snooze(
                self.team.actor(who), self.leads[which], self.now, reason="not today"
            )

    @rule(who=people, to=reps, which=st.sampled_from([LATE, SOON]))
    def reassign(self, who, to, which: int) -> None:
        with suppress(SlaError):
            slack_id = self.team.slack_ids[to.email]
            Reassigning(self.team.desk)(self.team.actor(who), self.leads[which], slack_id, self.now)

    @rule(who=reps, first=st.integers(0, 10), length=st.integers(0, 30), stand_in=st.none() | reps)
    def away(self, who, first: int, length: int, stand_in) -> None:
        day = self.now.date() + timedelta(days=first)
        wanted = WantedAway(
            first=day,
            last=day + timedelta(days=length),
            stand_in_member=self.team.members[stand_in.email] if stand_in else None,
        )
        with suppress(SlaError):
            Absences(self.team.desk).record(self.team.actor(who), wanted, self.now)

    @rule(who=reps)
    def cancel(self, who) -> None:
        absences = Absences(self.team.desk)
        for period in absences.board(self.team.actor(who), self.now).periods[:1]:
            absences.cancel(self.team.actor(who), period.id, self.now)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.now = self.team.come(self.now + timedelta(hours=hours))

    @invariant()
    def dates_stand(self) -> None:
        if not hasattr(self, "due"):
            return
        self.team.come(self.now)
        stored = [self.team.stored(lead) for lead in self.leads]
        assert [lead.derived.next_due_at for lead in stored] == self.due
        assert [lead.first_attempt_due_at for lead in stored] == self.first
        passed = sum(due is not None and due <= self.now for due in self.due)
        with self.team.work() as work:
            assert sum(work.leads.overdue(self.now).values()) == passed >= 1


Anything.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestAnything = Anything.TestCase
