"""Sales' side: checkpoints kept, of the leads to be judged at them (MATHS D10, D12, D15, D16)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sla.board import SalesSide, ShareLine
from sla.cadence import Checkpoint
from sla.leads import LeadId
from sla.services.status import Status
from sla.verdict import Verdict
from tests.sla.services.agreement import TERMS, at
from tests.sla.services.team import Team

NOW = "2026-03-18 10:00"
"""A Wednesday: figures go to Tuesday the 17th."""

HANDED_OVER = at("2026-03-02 10:00")
"""A Monday; day 14 is Monday 16 March."""

IN_TIME = tuple(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10, 16))
"""A first attempt and three follow-ups, the last on day 14 itself."""

TWO_WEEKS = Checkpoint(day=14, need=3)


def sales(team: Team, now: str = NOW) -> SalesSide:
    return Status(team.desk).board(team.come(at(now))).sales


def checkpoint(team: Team, now: str = NOW) -> ShareLine:
    return next(line for line in sales(team, now).lines if line.checkpoint == TWO_WEEKS)


def cohort(team: Team, kept: int, of: int, handed_over: datetime = HANDED_OVER) -> list[LeadId]:
    """So many leads, of which so many had their three follow-ups by day 14."""
    leads = team.leads(of, handed_over)
    shift = handed_over - HANDED_OVER
    team.touch_each(leads, IN_TIME[0] + shift)
    if kept:
        team.touch_each(leads[:kept], *(moment + shift for moment in IN_TIME[1:]))
    return leads


def counted(line: ShareLine) -> tuple[int, int, int]:
    return line.kept, line.judged, line.stopped_before


class TestMeasured:
    def test_not_without_any_activity(self, team: Team) -> None:
        team.leads(30, HANDED_OVER)
        assert sales(team) == SalesSide(measured=False, lines=(), first_attempt_within=timedelta(hours=2))

    def test_nor_by_activities_that_lie_ahead(self, team: Team) -> None:
        (lead,) = team.leads(1, HANDED_OVER)
        team.touch(lead, at("2026-03-18 10:01"), imported_at=HANDED_OVER)
        assert not sales(team).measured
        assert sales(team, "2026-03-18 10:01").measured

    def test_a_line_for_the_first_attempt_and_each_checkpoint(self, team: Team) -> None:
        cohort(team, 1, 1)
        lines = sales(team).lines
        assert [line.checkpoint and line.checkpoint.day for line in lines] == [None, 14, 28, 56]
        assert {line.target for line in lines} == {TERMS.sales.cadence_target}


class TestCheckpoints:
    @pytest.mark.parametrize(
        ("kept", "of", "verdict"),
        [
            (18, 20, Verdict.KEPT),
            (49, 57, Verdict.TOO_CLOSE),  # 86 %: the range reaches above 90 %
            (31, 38, Verdict.MISSED),  # 82 %: all of the range is below
            (25, 25, Verdict.KEPT),
        ],
    )
    def test_kept_missed_or_too_close(self, team: Team, kept: int, of: int, verdict: Verdict) -> None:
        cohort(team, kept, of)
        line = checkpoint(team)
        assert counted(line) == (kept, of, 0)
        assert line.verdict is verdict
        assert (line.since, line.last_90_days) == (date(2026, 3, 1), False)

    def test_the_first_attempt_is_no_follow_up(self, team: Team) -> None:
        leads = team.leads(20, HANDED_OVER)
        team.touch_each(leads, *IN_TIME[:3])
        assert counted(checkpoint(team)) == (0, 20, 0)

    def test_a_follow_up_after_day_14_comes_too_late(self, team: Team) -> None:
        leads = team.leads(20, HANDED_OVER)
        team.touch_each(leads, *IN_TIME[:3], at("2026-03-17 00:00"))
        assert counted(checkpoint(team)) == (0, 20, 0)

    def test_one_that_is_brought_in_later_but_happened_in_time_counts(self, team: Team) -> None:
        leads = team.leads(20, HANDED_OVER)
        team.touch_each(leads, *IN_TIME, imported_at=at("2026-03-17 20:00"))
        assert counted(checkpoint(team)) == (20, 20, 0)

    def test_leads_stopped_before_the_day_ended_stand_beside(self, team: Team) -> None:
        leads = cohort(team, 16, 40)
        team.stop(at("2026-03-16 23:59"), *leads[20:36])
        team.stop(at("2026-03-17 00:00"), *leads[36:])
        # 16 of 24 are short of the promise; 16 of 40 would put the rep's won leads down as misses.
        assert counted(checkpoint(team)) == (16, 24, 16)

    def test_a_win_that_lies_ahead_stops_nothing_yet(self, team: Team) -> None:
        leads = cohort(team, 20, 20)
        team.stop(at("2026-03-10 10:00"), *leads[:5], imported_at=HANDED_OVER)
        team.stop(at("2026-03-19 10:00"), *leads[5:], imported_at=HANDED_OVER)
        assert counted(checkpoint(team)) == (15, 15, 5)

    def test_a_lead_from_before_the_agreement_is_never_judged(self, team: Team) -> None:
        team.terms = replace(TERMS, effective_on=date(2026, 3, 3))
        cohort(team, 10, 20)
        cohort(team, 5, 5, handed_over=at("2026-03-03 10:00"))
        assert counted(checkpoint(team)) == (5, 5, 0)

    def test_what_falls_due_today_is_not_in_yet(self, team: Team) -> None:
        cohort(team, 20, 20)
        assert checkpoint(team, "2026-03-16 12:00").judged == 0
        assert checkpoint(team, "2026-03-17 00:00").judged == 20

    def test_what_fell_due_at_the_weekend_comes_in_on_tuesday(self, team: Team) -> None:
        cohort(team, 0, 20, handed_over=at("2026-02-28 10:00"))  # due on Saturday 14 March
        assert checkpoint(team, "2026-03-16 09:00").judged == 0
        assert checkpoint(team, "2026-03-17 09:00").judged == 20


class TestCohorts:
    """D15: the month to date, and where it has fewer than twenty leads the last ninety days."""

    @pytest.fixture
    def long(self, team: Team) -> Team:
        team.terms = replace(TERMS, effective_on=date(2025, 1, 1))
        return team

    def test_twenty_in_the_month_leave_earlier_ones_out(self, long: Team) -> None:
        cohort(long, 20, 20)
        cohort(long, 0, 10, handed_over=at("2026-02-14 10:00"))  # due on the last of February
        line = checkpoint(long)
        assert counted(line) == (20, 20, 0)
        assert not line.last_90_days

    def test_nineteen_do_not(self, long: Team) -> None:
        cohort(long, 19, 19)
        cohort(long, 0, 10, handed_over=at("2026-02-14 10:00"))
        line = checkpoint(long)
        assert counted(line) == (19, 29, 0)
        assert line.last_90_days
        assert line.verdict is Verdict.MISSED

    def test_ninety_days_are_ninety_days(self, long: Team) -> None:
        # To Tuesday 17 March, from Thursday 18 December on: 14 + 31 + 28 + 17 days.
        cohort(long, 0, 2, handed_over=at("2025-12-03 10:00"))  # due on the 17th
        cohort(long, 3, 3, handed_over=at("2025-12-04 10:00"))  # due on the 18th
        line = checkpoint(long)
        assert counted(line) == (3, 3, 0)
        assert (line.since, line.verdict) == (date(2025, 12, 18), Verdict.TOO_FEW)

    def test_the_longest_checkpoint_reaches_back_far_enough(self, long: Team) -> None:
        # 56 days before 18 December is 23 October.
        lead = long.lead(at("2025-10-23 10:00"))
        long.touch(lead, *(at("2025-10-23 11:00") + timedelta(days=5 * n) for n in range(8)))
        line = sales(long).lines[-1]
        assert line.checkpoint == Checkpoint(day=56, need=7)
        assert counted(line) == (1, 1, 0)

    def test_stopped_leads_do_not_make_up_the_twenty(self, long: Team) -> None:
        leads = cohort(long, 20, 21)
        long.stop(at("2026-03-10 10:00"), *leads[:2])
        line = checkpoint(long)
        assert counted(line) == (18, 19, 2)
        assert line.last_90_days

    def test_a_closed_month_takes_its_last_weekend_with_it(self, long: Team) -> None:
        # Due on Saturday and Sunday, 30 and 31 May; June's board will not have them any more.
        cohort(long, 20, 20, handed_over=at("2026-05-16 10:00"))
        cohort(long, 0, 4, handed_over=at("2026-05-17 10:00"))
        line = checkpoint(long, "2026-06-01 09:00")
        assert counted(line) == (20, 24, 0)
        assert (line.since, line.last_90_days) == (date(2026, 5, 1), False)
        assert checkpoint(long, "2026-06-02 09:00").last_90_days
