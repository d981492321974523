"""What a source brings for a lead of today's reminder is said on its line, once, by the job on the tick."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling.messenger import Absent, Refused
from scheduling.rewriting import RewriteLines
from sla.leads import LeadId
from sla.services.fed_lines import FedLines
from sla.touches import Direction, Role
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Mended, MovedByHand, Stage
from tests.sla.services.agreement import ANA, KIM, TERMS, at, person
from tests.sla.services.team import Team
from tests.stores import AnyStore

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BO = person("Bo Orr")


@pytest.fixture
def stage(store: AnyStore) -> Stage:
    team = Team(store=store, tenant_id=store.tenants.sole(), terms=replace(TERMS, people=(ANA, BO, KIM)))
    stage = Stage(team=team, clock=MovedByHand(moment=MORNING, real=MORNING))
    stage.greet(ANA, BO)
    return stage


@pytest.fixture
def harbour(stage: Stage) -> LeadId:
    """Ana's, late by a day this morning; her reminder lists it."""
    lead = stage.team.lead(at("2026-03-02 10:00"))
    stage.tick(MORNING)
    return lead


def rewrite(stage: Stage, after: timedelta) -> int:
    return RewriteLines(FedLines(stage.team.desk), stage.messenger)(MORNING + after)


def mended(stage: Stage) -> list[Mended]:
    return stage.messenger.mended


def test_a_call_from_a_source_is_said_on_the_line_once(stage: Stage, harbour: LeadId) -> None:
    stage.team.touch(harbour, MORNING + HOUR)
    assert rewrite(stage, HOUR + MINUTE) == 1
    ((line,),) = [one.lines for one in mended(stage)]
    assert (line.lead.id, line.touch.role, line.touch.fact.source) == (harbour, Role.FIRST_ATTEMPT, "feed")
    assert line.zone == ANA.calendar.zone
    assert rewrite(stage, HOUR + 2 * MINUTE) == 0
    assert len(mended(stage)) == 1


def test_what_happened_before_the_reminder_and_came_after_it_is_said_too(
    stage: Stage, harbour: LeadId
) -> None:
    stage.team.touch(harbour, MORNING - HOUR, imported_at=MORNING + MINUTE)
    rewrite(stage, 2 * MINUTE)
    assert [len(one.lines) for one in mended(stage)] == [1]


def test_what_does_not_count_is_no_news_on_the_line(stage: Stage, harbour: LeadId) -> None:
    stage.team.touch(harbour, MORNING + HOUR, direction=Direction.INBOUND)
    assert rewrite(stage, HOUR + MINUTE) == 1
    assert mended(stage) == []
    stage.team.touch(harbour, MORNING + 2 * HOUR)
    rewrite(stage, 3 * HOUR)
    assert [len(one.lines) for one in mended(stage)] == [1]


def test_a_lead_that_is_on_no_reminder_of_today_changes_none(stage: Stage, harbour: LeadId) -> None:
    other = stage.team.lead(at("2026-03-02 10:00"), owner=BO)
    stage.team.touch(other, MORNING + HOUR)
    assert rewrite(stage, HOUR + MINUTE) == 0
    stage.team.touch(harbour, MORNING + 20 * HOUR)
    assert rewrite(stage, 20 * HOUR + MINUTE) == 0


@pytest.mark.parametrize("gone", [Absent(), Refused(reason="edit_window_closed")])
def test_a_message_that_cannot_be_changed_any_more_is_left_alone(
    stage: Stage, harbour: LeadId, gone: Absent | Refused
) -> None:
    stage.messenger.mending = [gone]
    stage.team.touch(harbour, MORNING + HOUR)
    rewrite(stage, HOUR + MINUTE)
    rewrite(stage, HOUR + 2 * MINUTE)
    assert len(mended(stage)) == 1


def test_where_slack_asks_to_wait_the_next_tick_tries_again(stage: Stage, harbour: LeadId) -> None:
    stage.messenger.mending = [Refused(reason="ratelimited", retry_after=MINUTE)]
    stage.team.touch(harbour, MORNING + HOUR)
    assert rewrite(stage, HOUR + MINUTE) == 0
    assert rewrite(stage, HOUR + 2 * MINUTE) == 1
    assert len(mended(stage)) == 2
