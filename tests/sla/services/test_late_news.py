"""What a feed brings late mends a verdict and says so once; what it no longer has stops, and comes back."""

from datetime import datetime

import pytest

from handlers.views.digest import digest_message
from handlers.views.nudge import nudge_message
from handlers.views.why import why_message
from sla.activity import BY_HAND, StageChange, TouchRow
from sla.digest import Nudge
from sla.leads import LeadId, StopReason
from sla.services.breaching import RecordBreaches
from sla.services.bulletins import Bulletins
from sla.services.recount import recount
from sla.services.stand_up import StandUp
from sla.services.status import Status
from sla.services.why import Why
from sla.touches import Direction, TouchKind
from tests.sla.services.agreement import ANA, BO, at
from tests.sla.services.team import Team

START = at("2026-03-02 10:00")
MONDAY_CALL = at("2026-03-16 15:00")
BROUGHT = at("2026-03-19 14:05")  # on Thursday
FRIDAY = at("2026-03-20 09:00")


@pytest.fixture
def lead(team: Team) -> LeadId:
    """Short on Monday 16 March, by one."""
    lead = team.lead(START, name="Harbour GmbH")
    team.touch(lead, *(at(f"2026-03-{day:02} 11:00") for day in (2, 6, 10)))
    team.come(at("2026-03-17 00:00"))
    assert RecordBreaches(team.desk)(at("2026-03-17 00:00")) == 1
    return lead


def bring(team: Team, lead: LeadId, came_at: datetime = BROUGHT, *, source: str = "hubspot") -> None:
    row = TouchRow(
        source=source, external_id="c1", lead_id=lead, kind=TouchKind.CALL, direction=Direction.OUTBOUND,
        outcome=None, note="", occurred_at=MONDAY_CALL, received_at=came_at, by_member=None,
    )  # fmt: skip
    with team.work() as work:
        work.touches.upsert([row])
        recount(work, [lead], book=team.desk.book(work), now=came_at)
        work.commit()


def nudge(team: Team, now: datetime, who: str = ANA.email) -> Nudge | None:
    return Bulletins(team.desk).nudge(who, now)


def kept(team: Team, now: datetime) -> list[str]:
    found = nudge(team, now)
    return [one.name for one in found.news.kept] if found else []


def test_a_call_of_monday_brought_on_thursday_is_said_once_and_the_record_stays(
    team: Team, lead: LeadId
) -> None:
    assert kept(team, at("2026-03-19 09:00")) == []
    bring(team, lead)
    mornings = {day: kept(team, at(f"2026-03-{day} 09:00")) for day in (20, 23, 24)}
    assert mornings == {20: ["Harbour GmbH"], 23: [], 24: []}
    later = nudge(team, at("2026-03-20 11:30"))
    assert later is not None
    said = nudge_message(later).text
    assert "day 14 of Harbour GmbH, by a call that came later from HubSpot" in said
    explained = Why(team.desk)(team.actor(ANA), lead, FRIDAY)
    assert [one.had for one in explained.breaches] == [2]
    assert "ended with 2 of 3; kept by a call that came later from HubSpot" in why_message(explained).text


def test_it_is_a_correction_and_no_late_logging(team: Team, lead: LeadId) -> None:
    bring(team, lead)
    (line,) = [
        one
        for one in Status(team.desk).board(FRIDAY).sales.lines
        if one.checkpoint is not None and one.checkpoint.day == 14
    ]
    assert (line.kept, line.judged, line.kept_late) == (1, 1, 0)
    digests = [StandUp(team.desk).digest(at(f"2026-03-{day} 09:00")) for day in (19, 20, 23)]
    assert [one.kept_after_all for one in digests] == [0, 1, 0]
    assert "1 follow-up date that had ended short became kept" in digest_message(digests[1]).text


def test_who_logged_it_by_hand_was_told_then(team: Team, lead: LeadId) -> None:
    bring(team, lead, source=BY_HAND)
    assert kept(team, FRIDAY) == []
    assert StandUp(team.desk).digest(FRIDAY).kept_after_all == 1


def test_a_second_late_one_is_no_news_where_the_first_was_enough(team: Team, lead: LeadId) -> None:
    bring(team, lead)
    team.touch(lead, at("2026-03-13 15:00"), imported_at=at("2026-03-20 14:00"))
    assert kept(team, FRIDAY) == ["Harbour GmbH"]
    assert kept(team, at("2026-03-23 09:00")) == []
    assert StandUp(team.desk).digest(at("2026-03-23 09:00")).kept_after_all == 0


def test_what_changes_nothing_of_the_day_is_no_news(team: Team) -> None:
    lead = team.lead(START)
    team.touch(lead, at("2026-03-02 11:00"), at("2026-03-06 11:00"))
    RecordBreaches(team.desk)(team.come(at("2026-03-17 00:00")))
    bring(team, lead)
    assert kept(team, FRIDAY) == []


def delete(team: Team, lead: LeadId, moment: datetime) -> None:
    change = StageChange(
        source="hubspot", external_id="7-gone", lead_id=lead, stage=StopReason.GONE, entered_at=moment
    )
    with team.work() as work:
        work.stages.upsert([change])
        recount(work, [lead], book=team.desk.book(work), now=moment)
        work.commit()


def test_a_deleted_lead_stops_is_told_of_once_and_comes_back(team: Team, lead: LeadId) -> None:
    before = team.stored(lead)
    delete(team, lead, BROUGHT)
    stopped = team.stored(lead)
    assert (stopped.stop_reason, stopped.stopped_at) == (StopReason.GONE, BROUGHT)
    assert stopped.derived.next_due_at is None
    found = nudge(team, FRIDAY)
    assert found is not None
    assert (found.total, [one.name for one in found.news.gone]) == (0, ["Harbour GmbH"])
    assert "*Deleted:* Harbour GmbH, in HubSpot." in nudge_message(found).text
    assert nudge(team, at("2026-03-23 09:00")) is None
    assert nudge(team, FRIDAY, BO.email) is None
    assert "deleted in HubSpot" in why_message(Why(team.desk)(team.actor(ANA), lead, FRIDAY)).text
    with team.work() as work:
        assert work.stages.take_back("hubspot", ["7-gone"], FRIDAY) == {lead}
        recount(work, [lead], book=team.desk.book(work), now=FRIDAY)
        work.commit()
    again = team.stored(lead)
    assert (again.stop_reason, again.derived.next_due_at) == (None, before.derived.next_due_at)


def test_what_was_due_before_it_was_deleted_stays_counted(team: Team, lead: LeadId) -> None:
    other = team.lead(START)
    delete(team, other, at("2026-03-10 10:00"))
    (line,) = [
        one
        for one in Status(team.desk).board(FRIDAY).sales.lines
        if one.checkpoint is not None and one.checkpoint.day == 14
    ]
    assert (line.kept, line.judged, line.stopped_before) == (0, 1, 1)
