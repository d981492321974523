"""One urgent message a rep and day: for what cannot wait until the next morning, and never a second one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.planner import Planner
from sla.delivery import Kind
from sla.handed import Untried
from sla.leads import LeadId
from sla.services.touching import NewTouch, Touching
from sla.services.urgent import untried_urgent
from sla.touches import TouchKind
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import ANA, at


def touched(stage: Stage, lead: LeadId, moment: datetime) -> None:
    done = NewTouch(lead_id=lead, kind=TouchKind.CALL, press=f"p{lead}{moment}")
    Touching(stage.team.desk).log(stage.team.actor(ANA), done, moment)


@pytest.fixture
def ending(stage: Stage) -> LeadId:
    """Tried once on its first day; its follow-ups are due by the end of Wednesday the 18th."""
    stage.greet(ANA)
    lead = stage.team.lead(at("2026-03-04 10:00"))
    touched(stage, lead, at("2026-03-04 11:00"))
    return lead


def urgent(stage: Stage) -> list[str]:
    """When Ana was sent one."""
    rows = [one for one in stage.rows() if one.kind is Kind.UNTRIED and one.claimed_at]
    return [f"{one.due_at.astimezone(at('2026-03-18 09:00').tzinfo):%a %H:%M}" for one in rows]


def over_the_day(stage: Stage, first: int = 9, last: int = 18) -> None:
    for hour in range(first, last):
        stage.tick(at(f"2026-03-18 {hour:02}:00"))


def test_follow_ups_that_are_short_on_their_last_day(stage: Stage, ending: LeadId) -> None:
    over_the_day(stage)
    assert urgent(stage) == ["Wed 15:00"]
    (found,) = [post.content for post in stage.messenger.posted if isinstance(post.content, Untried)]
    assert [item.lead.id for item in found.ending] == [ending]
    assert (found.ending_total, found.leads) == (1, ())


def test_not_where_they_were_logged_in_time(stage: Stage, ending: LeadId) -> None:
    over_the_day(stage, last=13)
    for day in (9, 11, 18):
        touched(stage, ending, at(f"2026-03-{day:02} 12:30"))
    over_the_day(stage, first=13)
    assert urgent(stage) == []


def test_once_however_many_end(stage: Stage, ending: LeadId) -> None:
    for n in range(6):
        touched(stage, stage.team.lead(at("2026-03-04 10:00")), at(f"2026-03-04 12:0{n}"))
    for minutes in range(0, 9 * 60, 20):
        stage.tick(at("2026-03-18 09:00") + timedelta(minutes=minutes))
    assert urgent(stage) == ["Wed 15:00"]
    (found,) = [post.content for post in stage.messenger.posted if isinstance(post.content, Untried)]
    assert (len(found.ending), found.ending_total) == (5, 7)


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        ("2026-03-18 17:00", "2026-03-18 15:59", False),
        ("2026-03-18 17:00", "2026-03-18 16:00", True),
        ("2026-03-19 09:30", "2026-03-18 16:29", False),
        ("2026-03-19 09:30", "2026-03-18 16:30", True),
        ("2026-03-18 12:00", "2026-03-18 12:00", False),
    ],
)
def test_an_answer_that_is_due_within_a_working_hour(
    stage: Stage, due: str, now: str, *, expected: bool
) -> None:
    lead_id = stage.team.lead(at("2026-03-16 10:00"))
    with stage.team.work() as work:
        (lead,) = (one.lead for one in work.leads.histories([lead_id]))
    waiting = replace(lead, accept_due_at=at(due))
    assert untried_urgent(waiting, ANA, stage.team.book, at(now)) is expected
    assert not untried_urgent(lead, ANA, stage.team.book, at(now))


def test_nothing_is_planned_outside_of_the_last_hours(stage: Stage, ending: LeadId) -> None:
    for moment in ("2026-03-17 16:00", "2026-03-18 14:59", "2026-03-18 17:00", "2026-03-19 16:00"):
        planned = Planner(stage.team.desk).plan(at(moment))
        assert Kind.UNTRIED not in {one.kind for one in planned}, moment
