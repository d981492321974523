"""Days away: what is recorded and refused, and what it does to reminders, covers and due dates."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scheduling.planner import Planner
from sla.absence import AbsenceId
from sla.answers import LeadFilter
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.handoff import Handoffs
from sla.people import Actor, Person
from sla.services.absences import Absences, WantedAway
from sla.services.bulletins import Bulletins
from sla.services.cover import covered_by
from sla.services.recording import NewTouch
from sla.services.touching import Touching
from sla.services.worklist import MyLeads
from sla.touches import TouchKind
from tests.sla.services.agreement import ANA, BO, MAX, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 09:00")  # a Wednesday
WED, THU, FRI = date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 20)


def go(
    team: Team, who: Person, first: date, last: date, *, stand_in: Person | None = None, now: datetime = NOW
) -> None:
    wanted = WantedAway(
        first=first, last=last, stand_in_member=team.members[stand_in.email] if stand_in else None
    )
    Absences(team.desk).record(team.actor(who), wanted, now)


def covering(team: Team, who: Person, now: datetime) -> Actor:
    """The actor as a command would name them."""
    member = team.members[who.email]
    with team.work() as work:
        covers = frozenset(one.member_id for one in covered_by(work, team.book, member, now))
    return replace(team.actor(who), covers=covers)


def nudged(team: Team, now: datetime) -> set[str]:
    names = {str(number): email.partition("@")[0] for email, number in team.members.items()}
    return {names[new.subject] for new in Planner(team.desk).plan(now) if new.subject in names}


class TestRecording:
    def test_a_period_stands_with_who_covers_and_when_they_are_back(self, team: Team) -> None:
        wanted = WantedAway(first=THU, last=FRI, stand_in_member=team.members[BO.email])
        recorded = Absences(team.desk).record(team.actor(ANA), wanted, NOW)
        assert (recorded.period.first, recorded.period.last, recorded.period.stand_in) == (THU, FRI, BO.name)
        assert recorded.back_on == date(2026, 3, 23)
        board = Absences(team.desk).board(team.actor(ANA), NOW)
        assert board.periods == (recorded.period,)
        same_side = {each.name for each in team.terms.people if each.side is ANA.side}
        assert {one.name for one in board.stand_ins} == same_side - {ANA.name}

    def test_the_same_command_twice_is_one_period(self, team: Team) -> None:
        for _ in range(2):
            go(team, ANA, THU, FRI)
        assert len(Absences(team.desk).board(team.actor(ANA), NOW).periods) == 1

    def test_cancelled_days_can_be_taken_again(self, team: Team) -> None:
        go(team, ANA, THU, FRI)
        (period,) = Absences(team.desk).board(team.actor(ANA), NOW).periods
        assert Absences(team.desk).cancel(team.actor(ANA), period.id, NOW).periods == ()
        go(team, ANA, FRI, FRI)

    @pytest.mark.parametrize(
        ("first", "last", "stand_in", "said"),
        [
            (FRI, THU, None, "before it starts"),
            (date(2026, 3, 17), FRI, None, "has passed"),
            (THU, date(2027, 3, 20), None, "at most 366 days"),
            (THU, FRI, ANA, "for themselves"),
            (THU, FRI, MAX, "other side"),
        ],
    )
    def test_what_does_not_fit(
        self, team: Team, first: date, last: date, stand_in: Person | None, said: str
    ) -> None:
        with pytest.raises(BadInput, match=said):
            go(team, ANA, first, last, stand_in=stand_in)

    def test_overlaps_and_stand_ins_who_are_away_too(self, team: Team) -> None:
        go(team, BO, FRI, FRI)
        with pytest.raises(Conflict, match="You are away on some of these days already"):
            go(team, BO, THU, FRI)
        with pytest.raises(Conflict, match="away on some of these days too"):
            go(team, ANA, THU, FRI, stand_in=BO)
        go(team, ANA, THU, THU, stand_in=BO)

    def test_only_the_person_and_their_manager_plan_them(self, team: Team) -> None:
        of = team.slack_ids[ANA.email]
        wanted = WantedAway(first=THU, last=FRI, of=of)
        with pytest.raises(NotAllowed, match="manager of their own side"):
            Absences(team.desk).record(team.actor(BO), wanted, NOW)
        with pytest.raises(NotAllowed, match="named in the agreement"):
            Absences(team.desk).board(Actor(slack_id="U99", person=None, member_id=None), NOW)
        go(team, ANA, THU, FRI)
        (period,) = Absences(team.desk).board(team.actor(ANA), NOW).periods
        with pytest.raises(NotAllowed):
            Absences(team.desk).cancel(team.actor(BO), period.id, NOW)
        with pytest.raises(Conflict, match="have passed"):
            Absences(team.desk).cancel(team.actor(ANA), period.id, NOW + timedelta(days=9))
        with pytest.raises(NotFound):
            Absences(team.desk).cancel(team.actor(ANA), AbsenceId(10**9), NOW)


class TestReminders:
    def test_nobody_away_is_planned_for(self, team: Team) -> None:
        go(team, ANA, WED, WED)
        assert "ana" not in nudged(team, NOW)
        assert "ana" in nudged(team, NOW + timedelta(days=1))

    def test_days_recorded_after_planning_are_seen_at_sending(self, team: Team) -> None:
        team.lead(at("2026-03-17 10:00"))
        assert Bulletins(team.desk).nudge(ANA.email, NOW) is not None
        Planner(team.desk).plan(NOW)
        go(team, ANA, WED, WED)
        with team.work() as work:
            planned = [one for one in work.deliveries.in_state("planned") if one.subject != "sla"]
        hers = [one for one in planned if one.member_id == team.members[ANA.email]]
        assert hers
        assert [Bulletins(team.desk).private(one, NOW) for one in hers] == [None]

    def test_the_return_says_what_waited(self, team: Team) -> None:
        team.leads(7, at("2026-03-17 10:00"))
        go(team, ANA, WED, FRI)
        nudge = Bulletins(team.desk).nudge(ANA.email, at("2026-03-23 09:00"))
        assert nudge is not None
        assert (nudge.back, nudge.total, len(nudge.items)) == (True, 7, 5)
        later = Bulletins(team.desk).nudge(ANA.email, at("2026-03-24 09:00"))
        assert later is not None
        assert not later.back


class TestDates:
    def test_a_due_date_never_moves_and_suggested_days_do(self, team: Team) -> None:
        lead = team.lead(at("2026-03-16 10:00"))
        team.touch(lead, at("2026-03-16 11:00"))
        before = team.stored(lead).derived
        assert before.suggested_on is not None
        go(team, ANA, before.suggested_on, before.suggested_on)
        team.come(NOW)
        after = team.stored(lead).derived
        assert after.suggested_on is not None
        assert after.suggested_on > before.suggested_on
        assert replace(after, suggested_on=before.suggested_on) == before

    def test_days_on_the_record_at_the_handoff_are_no_working_time(self, team: Team) -> None:
        moment = at("2026-03-19 10:00")
        go(team, ANA, THU, FRI)
        with team.work() as work:
            absences = {ANA.email: work.absences.recorded()}

        def due(absent: dict[str, tuple[object, ...]], at_: datetime = moment) -> datetime:
            handoffs = Handoffs(team.book, first=THU, last=THU, absences=absent)
            return handoffs.facts(ANA, at_, "website").first_attempt_due_at

        assert due({}).date() == THU
        assert due(absences).date() == date(2026, 3, 23)
        late = {ANA.email: tuple(replace(one, at=moment + timedelta(hours=1)) for one in absences[ANA.email])}
        assert due(late) == due({})


class TestStandIn:
    def test_sees_the_urgent_leads_and_may_log(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        assert covering(team, BO, NOW).covers == frozenset()
        go(team, ANA, WED, FRI, stand_in=BO)
        actor = covering(team, BO, NOW)
        (section,) = MyLeads(team.desk).page(actor, NOW, which=LeadFilter.DUE).covered
        assert (section.name, section.until, [one.lead.id for one in section.items]) == (
            ANA.name,
            FRI,
            [lead],
        )
        nudge = Bulletins(team.desk).nudge(BO.email, NOW)
        assert nudge is not None
        assert nudge.covered == (section,)
        new = NewTouch(lead_id=lead, kind=TouchKind.CALL, press="1")
        assert Touching(team.desk).log(actor, new, NOW).lead.id == lead

    def test_only_on_these_days(self, team: Team) -> None:
        lead = team.lead(at("2026-03-17 10:00"))
        go(team, ANA, WED, FRI, stand_in=BO)
        monday = at("2026-03-23 09:00")
        with pytest.raises(NotAllowed):
            Touching(team.desk).log(
                covering(team, BO, monday), NewTouch(lead_id=lead, kind=TouchKind.CALL, press="1"), monday
            )

    def test_who_is_away_too_covers_nobody(self, team: Team) -> None:
        go(team, ANA, WED, FRI, stand_in=BO)
        go(team, BO, THU, THU)
        assert covering(team, BO, NOW).covers == {team.members[ANA.email]}
        assert covering(team, BO, NOW + timedelta(days=1)).covers == frozenset()
