"""What could not be delivered at all is told once to whoever can put it right; the rest goes on (DESIGN §6)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling.messenger import Refused
from sla.delivery import Kind, State
from sla.people import Role, Side
from sla.troubles import OF_A_CHANNEL, OF_A_PERSON, Trouble, TroubleNote
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import MovedByHand, Stage
from tests.sla.services.agreement import ANA, KIM, MAX, TERMS, at, person
from tests.sla.services.team import Team
from tests.stores import AnyStore

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
REP, HEAD = person("Cy Orr"), person("Hope Orr", Role.MANAGER, Side.MARKETING)
CREW = (ANA, REP, KIM, MAX)


@pytest.fixture
def stage(store: AnyStore) -> Stage:
    """Two reps with a lead each, U1 and U2, and a manager of each side: Kim, U3, of sales, and Max, U4."""
    terms = replace(TERMS, people=CREW)
    team = Team(store=store, tenant_id=store.tenants.sole(), terms=terms)
    stage = Stage(team=team, clock=MovedByHand(moment=MORNING, real=MORNING))
    stage.greet(ANA, REP)
    for each in (ANA, REP):
        team.lead(at("2026-03-17 10:00"), owner=each)
    return stage


def told(stage: Stage) -> list[tuple[str, TroubleNote]]:
    return [
        (post.to, post.content) for post in stage.messenger.posted if isinstance(post.content, TroubleNote)
    ]


def over(stage: Stage, days: int) -> None:
    for n in range(days):
        for minutes in range(3):
            stage.tick(MORNING + n * DAY + minutes * MINUTE)


@pytest.mark.parametrize("reason", OF_A_CHANNEL)
def test_a_channel_is_told_of_once_to_the_managers_of_both_sides(stage: Stage, reason: str) -> None:
    stage.messenger.nowhere["sla"] = Refused(reason=reason)
    over(stage, 6)
    note = TroubleNote(trouble=OF_A_CHANNEL[reason], name="sla", on=MORNING.date())
    assert sorted(told(stage), key=str) == [("U3", note), ("U4", note)]
    assert [row.reason for row in stage.rows(State.FAILED)] == [reason] * 4, "one a working day"
    assert [post.to for post in stage.messenger.posted].count("U1") == 4, "the reps had theirs"


@pytest.mark.parametrize("reason", OF_A_PERSON)
def test_a_person_is_told_of_once_to_the_managers_of_their_side(stage: Stage, reason: str) -> None:
    stage.messenger.nowhere["U1"] = Refused(reason=reason)
    over(stage, 3)
    note = TroubleNote(trouble=Trouble.ACCOUNT, name=ANA.name, on=MORNING.date())
    assert told(stage) == [("U3", note)]
    shown = stage.messenger.shown()
    assert (shown.count((Kind.DIGEST, "sla")), shown.count((Kind.NUDGE, "U2"))) == (3, 3)


def test_the_same_again_much_later_is_told_again(stage: Stage) -> None:
    stage.messenger.nowhere["sla"] = Refused(reason="is_archived")
    over(stage, 1)
    del stage.messenger.nowhere["sla"]
    over(stage, 8)
    stage.messenger.nowhere["sla"] = Refused(reason="is_archived")
    stage.tick(MORNING + 8 * DAY)
    stage.tick(MORNING + 8 * DAY + MINUTE)
    assert [note.on.day for to, note in told(stage) if to == "U3"] == [18, 26]


def test_what_only_the_operator_can_put_right_is_nobodys_message(stage: Stage) -> None:
    stage.messenger.nowhere["sla"] = Refused(reason="missing_scope")
    stage.messenger.script["U1"] = [Refused(reason="invalid_blocks")]
    over(stage, 2)
    assert told(stage) == []


def test_a_note_that_cannot_be_delivered_makes_no_other(stage: Stage) -> None:
    stage.messenger.nowhere |= {
        "sla": Refused(reason="is_archived"),
        "U3": Refused(reason="account_inactive"),
    }
    over(stage, 3)
    assert [to for to, _ in told(stage)] == ["U4"]
    assert len([row for row in stage.rows() if row.kind is Kind.TROUBLE]) == 2


def test_nobody_is_written_to_outside_their_hours(stage: Stage) -> None:
    stage.messenger.nowhere["sla"] = Refused(reason="is_archived")
    stage.tick(MORNING)
    stage.tick(MORNING + timedelta(hours=9))
    assert told(stage) == []
    stage.tick(MORNING + DAY)
    assert {to for to, _ in told(stage)} == {"U3", "U4"}


def test_what_was_put_right_meanwhile_is_not_told(stage: Stage) -> None:
    stage.messenger.nowhere["sla"] = Refused(reason="is_archived")
    stage.messenger.nowhere["U3"] = Refused(reason="ratelimited", retry_after=timedelta(hours=7))
    stage.tick(MORNING)
    stage.tick(MORNING + timedelta(hours=6))
    stage.messenger.nowhere.clear()
    stage.tick(MORNING + DAY)
    assert "U3" not in [to for to, _ in told(stage)]
