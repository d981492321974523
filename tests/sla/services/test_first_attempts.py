"""First attempts within the promised working time, contacted or not (MATHS D8, D11, D15)."""

import pytest

from sla.board import ShareLine
from sla.services.status import Status
from sla.touches import Direction
from sla.verdict import Verdict
from tests.sla.services.agreement import BO, at
from tests.sla.services.team import Team

NOW = "2026-03-18 10:00"
"""A Wednesday: figures go to Tuesday the 17th."""

HANDED_OVER = at("2026-03-02 10:00")
"""A Monday: the first attempt is due at noon."""


def first_attempt(team: Team, now: str = NOW) -> ShareLine:
    line, *_ = Status(team.desk).board(team.come(at(now))).sales.lines
    assert line.checkpoint is None
    return line


def counted(line: ShareLine) -> tuple[int, int, int]:
    return line.kept, line.judged, line.stopped_before


@pytest.mark.parametrize(
    ("handed_over", "attempt", "kept"),
    [
        ("2026-03-09 10:00", "2026-03-09 12:00", 1),
        ("2026-03-09 10:00", "2026-03-09 12:01", 0),
        ("2026-03-06 16:00", "2026-03-09 10:00", 1),  # Friday's last hour and Monday's first
        ("2026-03-06 16:00", "2026-03-09 10:01", 0),
        ("2026-03-07 12:00", "2026-03-09 11:00", 1),  # Saturday: two hours into Monday
        ("2026-03-07 12:00", "2026-03-07 13:00", 1),  # nobody is asked to, but it counts
        ("2026-03-27 16:30", "2026-03-30 10:30", 1),  # clocks go forward in between
        ("2026-03-27 16:30", "2026-03-30 10:31", 0),
    ],
)
def test_in_working_time(team: Team, handed_over: str, attempt: str, kept: int) -> None:
    lead = team.lead(at(handed_over))
    team.touch(lead, at(attempt))
    assert counted(first_attempt(team, "2026-04-01 09:00")) == (kept, 1, 0)


@pytest.mark.parametrize(("attempt", "kept"), [("2026-03-04 17:00", 1), ("2026-03-04 17:01", 0)])
def test_in_the_owners_own_working_time(team: Team, attempt: str, kept: int) -> None:
    # 10:00 in Berlin is four in the morning in New York; two hours from nine there are 17:00 in Berlin.
    lead = team.lead(at("2026-03-04 10:00"), owner=BO)
    team.touch(lead, at(attempt))
    assert counted(first_attempt(team)) == (kept, 1, 0)


def test_leads_never_contacted_are_misses(team: Team) -> None:
    leads = team.leads(20, HANDED_OVER)
    team.touch_each(leads[:15], at("2026-03-02 11:00"))
    line = first_attempt(team)
    assert counted(line) == (15, 20, 0)
    assert line.verdict is Verdict.MISSED


def test_what_comes_in_from_a_lead_is_no_attempt(team: Team) -> None:
    lead = team.lead(HANDED_OVER)
    team.touch(lead, at("2026-03-02 10:30"), direction=Direction.INBOUND)
    assert counted(first_attempt(team)) == (0, 1, 0)


def test_an_attempt_that_lies_ahead_is_not_known(team: Team) -> None:
    known, ahead = team.lead(HANDED_OVER), team.lead(at("2026-03-17 15:00"))
    team.touch(known, at("2026-03-02 11:00"))
    team.touch(ahead, at("2026-03-17 16:00"), imported_at=HANDED_OVER)
    assert counted(first_attempt(team, "2026-03-17 15:30")) == (1, 1, 0)
    assert counted(first_attempt(team)) == (2, 2, 0)


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [("2026-03-02 11:59", (0, 0, 1)), ("2026-03-02 12:00", (0, 1, 0)), ("2026-03-02 12:01", (0, 1, 0))],
)
def test_a_clock_stopped_before_the_moment_stands_beside(
    team: Team, stopped: str, expected: tuple[int, int, int]
) -> None:
    other = team.lead(at("2026-03-18 09:00"))
    team.touch(other, at("2026-03-18 09:30"))
    team.stop(at(stopped), team.lead(HANDED_OVER))
    assert counted(first_attempt(team)) == expected


def test_the_month_to_date_by_the_moment_it_was_due(team: Team) -> None:
    early = team.leads(9, at("2026-02-27 15:30"))  # due on Monday 2 March at 9:30
    earlier = team.leads(9, at("2026-02-27 10:00"))  # due in February
    leads = team.leads(11, HANDED_OVER)
    team.touch_each([*early, *leads], at("2026-03-02 09:30"), at("2026-03-02 11:00"))
    line = first_attempt(team)
    assert counted(line) == (20, 20, 0)
    assert not line.last_90_days
    assert earlier


def test_under_twenty_the_last_ninety_days(team: Team) -> None:
    leads = team.leads(19, HANDED_OVER)
    team.touch_each(leads, at("2026-03-02 11:00"))
    team.leads(5, at("2026-02-27 10:00"))
    line = first_attempt(team)
    assert counted(line) == (19, 24, 0)
    assert line.last_90_days
