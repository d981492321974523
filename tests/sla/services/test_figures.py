"""The figures for scripts: of any moment from the facts, the same as the board's where both are asked now."""

from datetime import timedelta

import pytest

from sla.activity import StageChange
from sla.board import Figures
from sla.leads import LeadId, StopReason
from sla.services.figures import ReadFigures
from sla.services.recount import recount
from sla.services.status import Status
from tests.sla.services.agreement import ANA, at
from tests.sla.services.team import Team

HANDED_OVER = at("2026-03-02 10:00")
NOW = "2026-03-18 10:00"
HOUR = timedelta(hours=1)


def figures(team: Team, now: str = NOW) -> Figures:
    return ReadFigures(team.desk)(team.come(at(now)))


def entered(team: Team, lead_id: LeadId, stage: str, moment: str, *, known_at: str) -> None:
    change = StageChange(
        source="feed", external_id=f"{stage}{moment}", lead_id=lead_id, stage=stage, entered_at=at(moment)
    )
    book = team.book
    with team.work() as work:
        work.stages.upsert([change])
        recount(work, [lead_id], book=book, now=at(known_at))
        work.commit()


@pytest.mark.parametrize("stages", [("lost", "won"), ("won", "lost")])
def test_the_earliest_of_several_ends_stops_the_clock(team: Team, stages: tuple[str, str]) -> None:
    (lead,) = team.leads(1, HANDED_OVER)
    first, second = stages
    entered(team, lead, second, "2026-03-12 10:00", known_at=NOW)
    entered(team, lead, first, "2026-03-11 10:00", known_at=NOW)
    entered(team, lead, second, "2026-03-13 10:00", known_at=NOW)
    found = team.stored(lead)
    assert (found.stopped_at, found.stop_reason) == (at("2026-03-11 10:00"), first)


def test_exposures_are_the_boards_own(team: Team) -> None:
    leads = team.leads(6, HANDED_OVER)
    team.touch_each(leads[:4], *(HANDED_OVER + n * 24 * HOUR for n in range(5)))
    team.leads(3, at("2026-03-05 10:00"))
    team.stop(at("2026-03-10 10:00"), leads[0])
    found, board = figures(team).board, Status(team.desk).board(at(NOW), detail=True)
    assert board.overdue.leads > 0
    assert board.at_risk.leads > 0
    assert found == board


def test_an_earlier_moment_is_told_from_the_facts(team: Team) -> None:
    (lead,) = team.leads(1, HANDED_OVER)
    before = figures(team, "2026-03-17 10:00").board.overdue.leads
    team.touch(
        lead, *(at(f"2026-03-17 {hour}:00") + n * 24 * HOUR for n, hour in enumerate((11, 11, 11, 11)))
    )
    team.come(at("2026-03-25 10:00"))
    again = ReadFigures(team.desk)(at("2026-03-17 10:00"))
    assert (before, again.board.overdue.leads) == (1, 1)
    assert again.since_start.first_attempts.attempted == 0


def test_the_whole_history_beside_the_month(team: Team) -> None:
    early, late = team.leads(2, at("2026-01-12 10:00"))
    team.touch(early, at("2026-01-12 11:00"))
    entered(team, late, "lost", "2026-01-13 10:00", known_at="2026-01-13 10:00")
    found = figures(team, "2026-03-18 10:00").since_start
    assert found.leads == 2
    first = found.checkpoints[0]
    assert (first.judged, first.kept, first.stopped_by_lead, first.not_due) == (1, 0, 1, 0)
    attempts = found.first_attempts
    assert (attempts.judged, attempts.kept, attempts.attempted, attempts.median) == (2, 1, 1, HOUR)


def test_time_is_that_of_the_owner_or_the_teams_where_there_is_none(team: Team) -> None:
    """Ana's own hours may differ from the team's; both are measured by whom the lead is with."""
    own = team.lead(HANDED_OVER, owner=ANA)
    nobodys = team.lead(HANDED_OVER, owner=None)
    for lead in (own, nobodys):
        team.touch(lead, at("2026-03-03 10:00"))
    day = sum(
        (end - start for start, end in team.terms.calendar.windows(HANDED_OVER.date())), start=timedelta()
    )
    assert figures(team).since_start.first_attempts.median == day


def test_an_end_ahead_stops_nothing_before_it_comes(team: Team) -> None:
    (lead,) = team.leads(1, HANDED_OVER)
    entered(team, lead, "lost", "2026-03-12 10:00", known_at="2026-03-03 10:00")
    assert not team.stored(lead).stopped(team.come(at("2026-03-12 09:59")))
    assert team.stored(lead).derived.next_due_at is not None
    team.come(at("2026-03-12 10:00"))
    found = team.stored(lead)
    assert (found.stop_reason, found.derived.next_due_at) == (StopReason.LOST, None)
