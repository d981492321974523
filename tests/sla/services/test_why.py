"""`/sla why`: everything behind a date."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sla.absence import NewAbsence
from sla.activity import Outcome
from sla.cadence import ARTICLE, State
from sla.delivered import Reason
from sla.errors import NotAllowed, NotFound
from sla.lead_story import Explanation
from sla.leads import LeadId
from sla.people import Person
from sla.services.why import Why
from sla.terms import Terms
from sla.touches import NotCounted, Role
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")


def why(team: Team, lead: LeadId, who: Person = ANA, now: datetime = NOW) -> Explanation:
    return Why(team.desk)(team.actor(who), lead, now)


def test_every_touch_with_what_it_counts_as(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    team.touch(lead, at("2026-03-02 09:00"), at("2026-03-02 11:00"), at("2026-03-06 11:00"))
    team.touch(lead, at("2026-03-06 15:00"))
    team.touch(lead, at("2026-03-09 11:00"), outcome=Outcome.BOUNCED)
    team.touch(lead, at("2026-03-19 11:00"), imported_at=NOW)
    found = why(team, lead)
    assert [touch.role or touch.not_counted for touch in found.touches] == [
        NotCounted.BEFORE_HANDOFF,
        Role.FIRST_ATTEMPT,
        Role.FOLLOW_UP,
        NotCounted.SAME_DAY,
        NotCounted.BOUNCED,
        NotCounted.NOT_YET,
    ]


def test_every_date_with_the_moment_it_ends(team: Team) -> None:
    found = why(team, team.lead(at("2026-03-02 10:00")))
    assert found.handed_off_on == date(2026, 3, 2)
    # Clocks go forward on 29 March: the first day ends at 23:00 UTC, the later ones at 22:00.
    assert [(each.checkpoint.day, each.on, each.ends_at) for each in found.deadlines] == [
        (14, date(2026, 3, 16), datetime(2026, 3, 16, 23, tzinfo=UTC)),
        (28, date(2026, 3, 30), datetime(2026, 3, 30, 22, tzinfo=UTC)),
        (56, date(2026, 4, 27), datetime(2026, 4, 27, 22, tzinfo=UTC)),
    ]
    assert (found.standing.state, found.standing.due_on, found.standing.overdue_since) == (
        State.OVERDUE,
        date(2026, 3, 16),
        date(2026, 3, 17),
    )


def test_days_are_the_leads_own(team: Team) -> None:
    # 00:30 in Berlin on the 3rd is the evening of the 2nd in New York.
    found = why(team, team.lead(at("2026-03-03 00:30"), owner=BO), BO)
    assert found.handed_off_on == date(2026, 3, 2)
    assert found.deadlines[0].ends_at == datetime(2026, 3, 17, 4, tzinfo=UTC)


def test_the_agreement_it_goes_by(team: Team) -> None:
    found = why(team, team.lead(at("2026-03-02 10:00")))
    assert (found.cadence, found.version, found.effective_on) == (ARTICLE, 0, date(2026, 1, 1))
    assert (found.type_name, found.now) == ("Website leads", NOW)


def test_whose_it_is(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    own, managers = why(team, lead), why(team, lead, KIM)
    assert (own.owner_name, own.owner_is_reader) == ("Ana Lima", True)
    assert (managers.owner_name, managers.owner_is_reader) == ("Ana Lima", False)


def test_nobodys_and_a_former_reps_lead_has_no_owners_name(team: Team) -> None:
    unowned, bos = (
        team.lead(at("2026-03-02 10:00"), owner=None),
        team.lead(at("2026-03-02 10:00"), owner=BO),
    )
    team.terms = replace(TERMS, people=(ANA, KIM))
    kim = replace(team.actor(ANA), person=KIM)
    for lead in (unowned, bos):
        found = Why(team.desk)(kim, lead, NOW)
        assert (found.owner_name, found.owner_is_reader) == (None, False)


def test_a_lead_of_a_type_that_is_no_longer_named(team: Team) -> None:
    assert why(team, team.lead(at("2026-03-02 10:00"), kind="trade-fair")).type_name == "Event leads"


@pytest.mark.parametrize("who", [BO, MAX])
def test_not_for_others(team: Team, who: Person) -> None:
    with pytest.raises(NotAllowed, match="not yours"):
        why(team, team.lead(at("2026-03-02 10:00")), who)


def test_not_of_a_lead_that_is_not_here(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    for where, wanted in ((team, LeadId(404)), (team.elsewhere(), lead)):
        with pytest.raises(NotFound, match="No such lead"):
            why(where, wanted, KIM)


class TestDaysLeftOut:
    """Friday 6 March to Monday: the working time of a first attempt that has two hours."""

    HANDED = at("2026-03-06 16:30")

    def test_a_holiday_in_its_working_time_is_named(self, team: Team) -> None:
        team.terms = with_holiday(date(2026, 3, 9))
        found = why(team, team.lead(self.HANDED))
        assert found.left_out == (date(2026, 3, 9),)

    def test_a_weekend_is_the_week_itself(self, team: Team) -> None:
        assert why(team, team.lead(self.HANDED)).left_out == ()

    def test_days_away_count_as_they_were_on_the_record_then(self, team: Team) -> None:
        monday = date(2026, 3, 9)
        away(team, monday, moment=at("2026-03-05 09:00"))
        assert why(team, team.lead(self.HANDED)).left_out == (monday,)

    def test_days_away_that_were_said_later_move_nothing(self, team: Team) -> None:
        lead = team.lead(self.HANDED)
        away(team, date(2026, 3, 9), moment=at("2026-03-07 09:00"))
        assert why(team, lead).left_out == ()


def with_holiday(day: date) -> Terms:
    people = [replace(one, calendar=replace(one.calendar, holidays=frozenset({day}))) for one in TERMS.people]
    return replace(TERMS, people=tuple(people))


def away(team: Team, day: date, *, moment: datetime) -> None:
    with team.work() as work:
        ana = team.members[ANA.email]
        work.absences.add(NewAbsence(member_id=ana, first=day, last=day, stand_in=None, by=ana, at=moment))
        work.commit()


def test_a_person_who_came_before_and_which_lead_counts(team: Team) -> None:
    first = team.lead(at("2026-02-10 10:00"), person="ada")
    again = team.lead(at("2026-03-02 10:00"), person="ada")
    assert why(team, first).uncounted is None
    found = why(team, again).uncounted
    assert found is not None
    assert found.counted is not None
    assert (found.reason, found.counted.lead_id) == (Reason.REPEATED, first)
