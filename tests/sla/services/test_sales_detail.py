"""What stands behind sales' lines: who is in them, how long leads waited, and whose time it was."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from sla.absence import NewAbsence
from sla.activity import Outcome, StageChange, TouchRow
from sla.board import OwnBoard, SalesDetail
from sla.cadence import Checkpoint
from sla.habits import Habits
from sla.landmark import Group
from sla.leads import LeadId, LeadRow
from sla.money import Money
from sla.services.recount import recount
from sla.services.status import Status
from sla.touches import Direction, TouchKind
from sla.verdict import Verdict
from tests.sla.services.agreement import ANA, BERLIN, BO, KIM, TERMS, at
from tests.sla.services.team import Team

NOW = "2026-03-18 10:00"
HANDED_OVER = at("2026-03-02 10:00")
"""A Monday; the first attempt is due at noon, day 14 is Monday 16 March."""
IN_TIME = tuple(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10, 16))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TWO_WEEKS = Checkpoint(day=14, need=3)


def detail(team: Team, now: str = NOW) -> SalesDetail:
    found = Status(team.desk).board(team.come(at(now)), detail=True).detail
    assert found is not None
    return found


def own(team: Team, now: str = NOW) -> OwnBoard:
    return Status(team.desk).own(team.actor(ANA), team.come(at(now)))


def asked(team: Team, moment: datetime, *, name: str) -> LeadId:
    """A lead that Ana was asked to accept."""
    row = LeadRow(
        source="test", external_id=name, name=name, lead_type="website", origin="website", stage="lead",
        owner_id=team.members[ANA.email], handed_off_at=moment, zone=BERLIN, version=0,
        first_attempt_due_at=moment + 2 * HOUR, accept_due_at=moment + 8 * HOUR,
    )  # fmt: skip
    with team.work() as work:
        work.leads.upsert([row])
        (lead_id,) = work.leads.ids_by_external("test", [name]).values()
        recount(work, [lead_id], book=team.desk.book(work), now=moment)
        work.commit()
    return lead_id


class TestWaits:
    def test_of_all_leads_due_those_never_tried_included(self, team: Team) -> None:
        leads = team.leads(20, HANDED_OVER)
        team.touch_each(leads[:15], HANDED_OVER + HOUR)
        team.touch_each(leads[15:18], HANDED_OVER + 3 * HOUR)
        found = detail(team).attempts
        assert (found.judged, found.kept, found.never) == (20, 15, 2)
        assert (found.half, found.nine_in_ten) == (HOUR, 3 * HOUR)

    def test_not_reached_when_more_than_a_tenth_were_never_tried(self, team: Team) -> None:
        team.touch_each(team.leads(20, HANDED_OVER)[:17], HANDED_OVER + HOUR)
        assert detail(team).attempts.nine_in_ten is None

    def test_first_contact_is_when_both_spoke(self, team: Team) -> None:
        one, other = team.leads(2, HANDED_OVER)
        team.touch(one, HANDED_OVER + HOUR, outcome=Outcome.REACHED)
        team.touch(other, HANDED_OVER + HOUR)
        team.touch(other, HANDED_OVER + 5 * HOUR, kind=TouchKind.EMAIL, direction=Direction.INBOUND)
        found = detail(team).contacts
        assert (found.judged, found.kept, found.never, found.half) == (2, 1, 0, 3 * HOUR)

    def test_a_reps_own_are_of_the_same_leads_as_the_line(self, team: Team) -> None:
        team.touch(team.lead(HANDED_OVER), HANDED_OVER + HOUR)
        team.touch(team.lead(HANDED_OVER, owner=BO), at("2026-03-04 20:00"))
        board = own(team)
        line, found = board.sales.lines[0], board.detail
        assert found is not None
        assert (found.attempts.judged, found.attempts.kept) == (line.judged, line.kept) == (1, 1)
        assert found.attempts.half == HOUR
        # What the team alone sees.
        assert (found.types, found.quality, found.realised) == ((), (), None)

    def test_the_manager_reads_the_same(self, team: Team) -> None:
        team.touch(team.lead(HANDED_OVER), HANDED_OVER + HOUR)
        seen = Status(team.desk).own(team.actor(KIM), at(NOW), of=team.actor(ANA).slack_id)
        assert seen.detail == own(team).detail


class TestWhoIsInALine:
    def test_stopped_by_the_lead_by_the_rep_and_not_due(self, team: Team) -> None:
        leads = team.leads(6, HANDED_OVER)
        team.touch_each(leads[:2], *IN_TIME)
        team.stop(at("2026-03-10 10:00"), leads[2])
        later = team.leads(3, at("2026-03-10 10:00"))
        team.touch(later[0], at("2026-03-10 11:00"))
        team.stop(at("2026-03-11 10:00"), later[1])
        line = next(one for one in own(team).sales.lines if one.checkpoint == TWO_WEEKS)
        assert (line.kept, line.judged, line.stopped_before, line.not_due) == (2, 5, 1, 2)
        month = next(one for one in own(team).sales.lines if one.checkpoint == Checkpoint(day=28, need=5))
        assert (month.judged, month.not_due) == (0, 7)

    def test_each_follow_up(self, team: Team) -> None:
        leads = team.leads(3, HANDED_OVER)
        team.touch_each(leads[:1], *IN_TIME)
        team.touch_each(leads[1:2], *IN_TIME[:2])
        found = [one for one in detail(team).follow_ups if one.judged]
        assert [(one.number, one.on_time, one.judged) for one in found] == [(1, 2, 3), (2, 1, 3), (3, 1, 3)]
        assert [one.number for one in detail(team).follow_ups] == [1, 2, 3, 4, 5, 6, 7]

    def test_by_lead_type_they_add_up(self, team: Team) -> None:
        website, event = team.leads(22, HANDED_OVER), team.leads(5, HANDED_OVER, kind="event")
        team.touch_each([*website, *event[:2]], *IN_TIME)
        board = Status(team.desk).board(team.come(at(NOW)), detail=True)
        assert board.detail is not None
        assert [one.name for one in board.detail.types] == ["Website leads", "Event leads"]
        for place, line in enumerate(board.sales.lines):
            parts = [one.lines[place] for one in board.detail.types]
            assert (line.kept, line.judged) == (sum(p.kept for p in parts), sum(p.judged for p in parts))
            assert {(p.since, p.last_90_days) for p in parts} == {(line.since, line.last_90_days)}
        (first, second) = (one.lines[1] for one in board.detail.types)
        assert (first.verdict, second.verdict) == (Verdict.KEPT, Verdict.TOO_FEW)

    def test_one_lead_type_is_not_told_twice(self, team: Team) -> None:
        website, _ = TERMS.lead_types
        team.terms = replace(TERMS, lead_types=(replace(website, share=Fraction(1)),), other_type="website")
        team.touch(team.lead(HANDED_OVER), HANDED_OVER + HOUR)
        assert detail(team).types == ()


class TestWhereTheTimeWent:
    def test_queue_and_human_time_of_whom_was_asked(self, team: Team) -> None:
        lead = asked(team, HANDED_OVER, name="asked")
        team.touch(lead, HANDED_OVER + 3 * HOUR)
        team.touch(team.lead(HANDED_OVER), HANDED_OVER + HOUR)
        found = detail(team).split
        assert (found.leads, found.undivided) == (2, 1)
        # The attempt itself accepted it: all of the time was the queue's.
        assert (found.queue.median, found.human.median) == (3 * HOUR, timedelta())
        assert found.system.leads == 0

    def test_captured_is_the_earliest_stage_before_the_handoff(self, team: Team) -> None:
        lead = team.lead(HANDED_OVER)
        change = StageChange(
            source="feed", external_id="s1", lead_id=lead, stage="lead", entered_at=at("2026-02-27 16:00")
        )
        with team.work() as work:
            work.stages.upsert([change])
            work.commit()
        team.touch(lead, HANDED_OVER + HOUR)
        found = detail(team).split.system
        assert (found.leads, found.median) == (1, 2 * HOUR)

    def test_days_away_are_apart(self, team: Team) -> None:
        lead = team.lead(HANDED_OVER)
        ana = team.members[ANA.email]
        with team.work() as work:
            day = at("2026-03-03 10:00").date()
            work.absences.add(
                NewAbsence(member_id=ana, first=day, last=day, stand_in=None, by=ana, at=HANDED_OVER)
            )
            work.commit()
        team.touch(lead, at("2026-03-04 10:00"))
        found = detail(team).split
        assert (found.away.leads, found.away.median) == (1, 8 * HOUR)
        assert detail(team).attempts.half == 8 * HOUR


class TestCounters:
    def test_of_the_last_ninety_days(self, team: Team) -> None:
        lead = team.lead(HANDED_OVER)
        rows = [
            TouchRow(
                source="slack", external_id=f"h{place}", lead_id=lead, kind=TouchKind.CALL,
                direction=Direction.OUTBOUND, outcome=None, note="", occurred_at=moment,
                received_at=moment + late * DAY, by_member=None,
            )
            for place, (moment, late) in enumerate(zip(IN_TIME, (0, 0, 2, 0), strict=True))
        ]  # fmt: skip
        with team.work() as work:
            work.touches.add(rows)
            recount(work, [lead], book=team.desk.book(work), now=at(NOW))
            work.commit()
        team.lead(HANDED_OVER, owner=BO)
        found = own(team).detail
        assert found is not None
        assert found.habits == Habits(closed_by_rep=0, reached=1, gap=5 * DAY, gaps=2, late=1, logged=4)
        assert detail(team).habits.reached == 2

    def test_acceptance_and_the_next_stage_by_lead_type(self, team: Team) -> None:
        lead = asked(team, HANDED_OVER, name="asked")
        team.touch(lead, HANDED_OVER + HOUR)
        asked(team, HANDED_OVER, name="waiting")
        # Day 56 of 5 January is 2 March.
        old = team.leads(4, at("2026-01-05 10:00"))
        team.stop(at("2026-02-10 10:00"), old[0])
        website, event = detail(team).quality
        assert (website.accepted, website.answered, website.agreed) == (1, 1, Fraction(4, 5))
        assert (website.stage, website.advanced, website.entered) == ("won", 1, 4)
        assert (event.answered, event.entered) == (0, 0)

    def test_revenue_of_the_same_leads_beside_their_planned_value(self, team: Team) -> None:
        old = team.leads(4, at("2026-01-05 10:00"))
        team.touch(old[0], at("2026-01-05 11:00"))
        team.deal(old[0], at("2026-02-10 10:00"), 900)
        team.deal(old[1], at("2026-02-11 10:00"))
        team.deal(old[2], at("2026-03-19 10:00"), 5000)  # lies ahead
        team.deal(team.lead(HANDED_OVER), at("2026-03-03 10:00"), 700)  # too young
        found = detail(team).realised
        assert found is not None
        assert (found.leads, found.deals, found.without_amount) == (4, 2, 1)
        assert found.revenue == Money.of(900, "USD")
        assert found.planned == Fraction(400)
        assert found.first == found.last == at("2026-01-05 10:00").date()

    def test_follow_ups_are_compared_among_leads_open_at_the_first_checkpoint(self, team: Team) -> None:
        # Of 5 January day 14 is the 19th and day 56 is 2 March.
        kept, _, gone, late, young = (*team.leads(4, at("2026-01-05 10:00")), team.lead(HANDED_OVER))
        for day in (5, 8, 12, 16):
            team.touch_each([kept, gone], at(f"2026-01-{day:02} 11:00"))
        team.deal(kept, at("2026-02-10 10:00"), 900)
        team.deal(gone, at("2026-01-15 10:00"), 900)  # won before the day
        team.deal(late, at("2026-03-10 10:00"), 900)  # won after the span that every lead is looked at for
        team.deal(young, at("2026-03-10 10:00"), 900)
        found = detail(team).landmark
        assert found is not None
        assert (found.checkpoint, found.until) == (TWO_WEEKS, 56)
        (website,) = found.strata
        assert (website.kept, website.short) == (Group(leads=1, won=1), Group(leads=2, won=0))
        assert (found.low, found.high) == (None, None)
        mine = own(team).detail
        assert mine is not None
        assert mine.landmark is None

    def test_nothing_is_compared_while_no_cadence_is_over(self, team: Team) -> None:
        team.touch(team.lead(HANDED_OVER), HANDED_OVER + HOUR)
        assert detail(team).landmark is None
