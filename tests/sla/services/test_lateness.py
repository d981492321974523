"""The ladder of follow-ups that were due: who hears of which lead on which day, and whom it passes over."""

from dataclasses import replace
from datetime import date

import pytest

from sla.absence import NewAbsence
from sla.delivery import Kind
from sla.errors import Conflict
from sla.handed import LateLeads
from sla.leads import LeadId
from sla.people import Actor, Member, Person, Side
from sla.promises import Rung, Tells
from sla.services.home import ShowHome
from sla.services.lateness import Lateness
from sla.services.silence import Silence
from sla.switches import NewChange, Setting
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at
from tests.sla.services.team import Team

HANDED_OVER = at("2026-03-02 10:00")
"""A Monday. Day 14 is Monday 16 March; three working days after it is Thursday the 19th, five Monday the 23rd."""
THURSDAY, NEXT_MONDAY = at("2026-03-19 10:00"), at("2026-03-23 10:00")
LADDER = (Rung(after_days=3, tells=Tells.MANAGER), Rung(after_days=5, tells=Tells.REASSIGN))


@pytest.fixture(autouse=True)
def ladder(team: Team) -> None:
    team.terms = replace(TERMS, ladder=LADDER)


def member(team: Team, who: Person) -> Member:
    with team.work() as work:
        return next(one for one in work.members.all() if one.id == team.members[who.email])


def heard(team: Team, moment, who: Person = KIM) -> LateLeads | None:
    return Lateness(team.desk).note(member(team, who), team.come(moment))


def ids(found: LateLeads | None) -> list[LeadId]:
    return [one.lead.id for one in found.leads] if found else []


def away(team: Team, first: date, last: date, stand_in: Person | None = None) -> None:
    with team.work() as work:
        cover = team.members[stand_in.email] if stand_in else None
        ana = team.members[ANA.email]
        work.absences.add(
            NewAbsence(member_id=ana, first=first, last=last, stand_in=cover, by=ana, at=HANDED_OVER)
        )
        work.commit()


def test_each_lead_comes_on_the_day_of_its_rung_once(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    days = {day: ids(heard(team, at(f"2026-03-{day} 10:00"))) for day in range(16, 26)}
    assert {day for day, found in days.items() if found} == {19, 23}
    assert days[19] == days[23] == [lead]


def test_another_rep_is_offered_at_the_later_rung_only(team: Team) -> None:
    team.lead(HANDED_OVER)
    first, second = heard(team, THURSDAY), heard(team, NEXT_MONDAY)
    assert first is not None
    assert second is not None
    assert ([one.offer for one in first.leads], [one.offer for one in second.leads]) == ([False], [True])
    assert set(second.reps) == {team.members[ANA.email], team.members[BO.email]}
    assert (first.leads[0].need, first.leads[0].owner_name) == (3, ANA.name)


def test_what_was_caught_up_does_not_come(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10, 18)))
    assert heard(team, THURSDAY) is None


def test_with_nobody_on_duty_the_manager_hears_on_the_first_day(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    away(team, date(2026, 3, 9), date(2026, 3, 27))
    assert ids(heard(team, at("2026-03-17 10:00"))) == [lead]
    assert heard(team, THURSDAY) is None


def test_a_stand_in_is_on_duty_unless_away_too(team: Team) -> None:
    team.lead(HANDED_OVER)
    away(team, date(2026, 3, 9), date(2026, 3, 27), stand_in=BO)
    assert heard(team, at("2026-03-17 10:00")) is None
    assert heard(team, THURSDAY) is not None


def test_a_manager_who_is_off_hears_on_the_next_working_day(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    off = replace(KIM, calendar=replace(KIM.calendar, holidays=frozenset({date(2026, 3, 19)})))
    people = tuple(off if one.email == KIM.email else one for one in TERMS.people)
    team.terms = replace(TERMS, ladder=LADDER, people=people)
    assert heard(team, THURSDAY) is None
    assert ids(heard(team, at("2026-03-20 10:00"))) == [lead]


def test_without_a_rung_nobody_hears(team: Team) -> None:
    team.terms = TERMS
    team.lead(HANDED_OVER)
    assert heard(team, THURSDAY) is None


def test_a_late_lead_can_be_given_to_another_rep_and_keeps_its_dates(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    team.come(NEXT_MONDAY)
    before = team.stored(lead).derived.next_due_at
    given = Silence(team.desk).give(team.actor(KIM), lead, team.members[BO.email], NEXT_MONDAY)
    assert (given.rep_name, team.stored(lead).owner_id) == (BO.name, team.members[BO.email])
    assert team.stored(lead).derived.next_due_at == before


def test_one_that_was_caught_up_meanwhile_stays(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10, 18)))
    with pytest.raises(Conflict, match="stays where it is"):
        Silence(team.desk).give(team.actor(KIM), lead, team.members[BO.email], NEXT_MONDAY)


def test_the_rep_reads_on_home_what_the_manager_was_told(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    late = {}
    for day in (18, 19):
        moment = team.come(at(f"2026-03-{day} 10:00"))
        actor: Actor = team.actor(ANA)
        found = ShowHome(team.desk).page(actor, moment).day
        assert found is not None
        late[day] = found.late
    assert late == {18: frozenset(), 19: frozenset({lead})}


def test_home_does_not_say_so_of_days_on_which_the_note_was_off(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    off = NewChange(
        setting=Setting(kind=Kind.LATE, on=False),
        by=team.members[KIM.email],
        changed_at=at("2026-03-18 12:00"),
    )
    with team.work() as work:
        work.message_settings.add(off)
        work.message_settings.add(
            replace(off, setting=Setting(kind=Kind.LATE), changed_at=at("2026-03-20 12:00"))
        )
        work.commit()
    found = ShowHome(team.desk).page(team.actor(ANA), team.come(NEXT_MONDAY)).day
    assert found is not None
    assert lead not in found.late


def test_only_managers_of_sales_are_meant(team: Team) -> None:
    assert KIM.manages(Side.SALES)
    assert not MAX.manages(Side.SALES)
    assert not ANA.manages(Side.SALES)
