"""Own numbers by whoever was on duty; the team's stay whole and say what was nobody's (MATHS §3)."""

from datetime import date

import pytest

from sla.board import ShareLine
from sla.leads import LeadId
from sla.people import Person
from sla.services.absences import Absences, WantedAway
from sla.services.status import Status
from tests.sla.services.agreement import ANA, BO, at
from tests.sla.services.team import Team

HANDED = at("2026-03-02 10:00")  # a Monday; day 14 is Monday 16 March
NOW = at("2026-03-20 10:00")


@pytest.fixture
def late(team: Team) -> LeadId:
    """Ana's, tried once, so that 3 by day 14 were missed."""
    lead = team.lead(HANDED)
    team.touch(lead, at("2026-03-02 10:30"))
    return lead


def line(team: Team, who: Person | None) -> ShareLine:
    """3 by day 14, of one person or the team."""
    status = Status(team.desk)
    side = status.own(team.actor(who), NOW).sales if who else status.board(NOW).sales
    return next(one for one in side.lines if one.checkpoint and one.checkpoint.day == 14)


def judged(team: Team, who: Person | None) -> tuple[int, int, int]:
    found = line(team, who)
    return found.kept, found.judged, found.unattended


def away(team: Team, first: str, last: str, stand_in: Person | None = None) -> None:
    wanted = WantedAway(
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        stand_in_member=team.members[stand_in.email] if stand_in else None,
    )
    Absences(team.desk).record(team.actor(ANA), wanted, at("2026-03-01 12:00"))


def give(team: Team, lead: LeadId, to: Person, moment: str) -> None:
    with team.work() as work:
        work.ownerships.follow([lead], at=at(moment), by=None)
        work.leads.give(lead, team.members[to.email], recount_at=at(moment))
        work.ownerships.follow([lead], at=at(moment), by=None)
        work.commit()


@pytest.mark.usefixtures("late")
def test_a_missed_date_is_its_owners(team: Team):
    assert judged(team, None) == judged(team, ANA) == (0, 1, 0)
    assert judged(team, BO) == (0, 0, 0)


@pytest.mark.usefixtures("late")
def test_with_nobody_on_duty_it_is_in_the_teams_figure_only(team: Team):
    away(team, "2026-03-04", "2026-03-16")
    assert judged(team, None) == (0, 1, 1)
    assert judged(team, ANA) == judged(team, BO) == (0, 0, 0)


@pytest.mark.usefixtures("late")
def test_a_stand_in_answers_for_most_of_the_days(team: Team):
    away(team, "2026-03-03", "2026-03-16", BO)
    assert judged(team, BO) == judged(team, None) == (0, 1, 0)
    assert judged(team, ANA) == (0, 0, 0)


def test_a_lead_given_away_late_stays_whose_it_was(team: Team, late: LeadId):
    give(team, late, BO, "2026-03-13 10:00")
    assert judged(team, ANA) == (0, 1, 0)
    assert judged(team, BO) == (0, 0, 0)


def test_a_lead_given_away_early_is_the_heirs(team: Team, late: LeadId):
    give(team, late, BO, "2026-03-03 10:00")
    assert judged(team, BO) == (0, 1, 0)
    assert judged(team, ANA) == (0, 0, 0)


@pytest.mark.usefixtures("late")
def test_days_that_were_spent_away_before_a_cancelling_stay_spent(team: Team):
    away(team, "2026-03-03", "2026-03-30")
    (period,) = Absences(team.desk).board(team.actor(ANA), at("2026-03-05 10:00")).periods
    Absences(team.desk).cancel(team.actor(ANA), period.id, at("2026-03-16 10:00"))
    assert judged(team, ANA) == (0, 0, 0)
