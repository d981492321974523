"""What managers switched off is neither planned nor sent, and says why; the rest goes on."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from scheduling.planner import Planner
from sla.delivery import Kind, State
from sla.errors import Conflict
from sla.promises import Rung, Tells
from sla.reasons import SWITCHED_OFF
from sla.services.digests import Digests
from sla.switches import NewChange, Setting
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import ANA, KIM, TERMS, at
from tests.sla.services.team import Team

LATER = MORNING + timedelta(minutes=1)


def choose(stage: Stage, setting: Setting, now: datetime = MORNING) -> None:
    with stage.team.work() as work:
        work.message_settings.add(
            NewChange(setting=setting, by=stage.team.members[KIM.email], changed_at=now)
        )
        work.commit()


@pytest.fixture
def with_both(greeted: Stage, with_marketing: Team) -> Stage:
    """Max reads too, but nothing of the month's pace, which was switched off long ago."""
    choose(greeted, Setting(kind=Kind.PACE, on=False), MORNING - timedelta(days=60))
    return greeted


def off(stage: Stage, *kinds: Kind) -> None:
    for kind in kinds:
        choose(stage, Setting(kind=kind, on=False))


def test_a_kind_that_is_off_is_not_planned(with_both: Stage) -> None:
    off(with_both, Kind.NUDGE)
    with_both.tick(MORNING)
    assert with_both.messenger.shown() == [(Kind.DIGEST, "sla"), (Kind.SWITCHED, "U4")]
    assert Kind.NUDGE not in {row.kind for row in with_both.rows()}


def test_on_again_it_comes_as_before(greeted: Stage) -> None:
    off(greeted, Kind.NUDGE)
    choose(greeted, Setting(kind=Kind.NUDGE), LATER)
    greeted.tick(MORNING)
    assert (Kind.NUDGE, "U1") in greeted.messenger.shown()


def test_what_was_planned_before_is_withdrawn_and_says_why(greeted: Stage) -> None:
    Planner(greeted.team.desk).plan(MORNING)
    off(greeted, Kind.NUDGE)
    greeted.sender().send_due(MORNING)
    assert greeted.messenger.shown() == [(Kind.DIGEST, "sla")]
    row = greeted.row(Kind.NUDGE, ANA)
    assert (row.state, row.reason, row.channel_id) == (State.DROPPED, SWITCHED_OFF, None)


def test_no_hello_announces_reminders_that_are_off(stage: Stage) -> None:
    off(stage, Kind.NUDGE)
    stage.tick(MORNING)
    assert Kind.HELLO not in {kind for kind, _ in stage.messenger.shown()}


@pytest.mark.parametrize("kind", [Kind.HELLO, Kind.CARD, Kind.TROUBLE])
def test_what_cannot_be_switched_off_is_sent_whatever_the_store_says(stage: Stage, kind: Kind) -> None:
    off(stage, kind)
    stage.tick(MORNING)
    assert (Kind.HELLO, "U1") in stage.messenger.shown()


def test_the_digest_is_not_posted_by_hand_while_it_is_off(with_both: Stage) -> None:
    off(with_both, Kind.DIGEST)
    with_both.tick(MORNING)
    assert with_both.messenger.shown() == [(Kind.NUDGE, "U1"), (Kind.SWITCHED, "U4")]
    with pytest.raises(Conflict, match="switched off"):
        Digests(with_both.team.desk).post(with_both.team.actor(KIM), LATER)


def test_the_managers_note_comes_at_the_hour_that_was_chosen(stage: Stage) -> None:
    rung = Rung(after_days=3, tells=Tells.MANAGER)
    stage.team.terms = replace(TERMS, ladder=(rung,))
    stage.team.lead(at("2026-03-02 10:00"))
    choose(stage, Setting(kind=Kind.LATE, at=time(15)))
    days = [at("2026-03-16 00:00") + timedelta(minutes=30 * n) for n in range(5 * 48)]
    due = [new.due_at for now in days for new in Planner(stage.team.desk).plan(now) if new.kind is Kind.LATE]
    assert due
    assert {moment.astimezone(MORNING.tzinfo).time() for moment in due} == {time(15)}
