"""Several senders at once, each on connections of its own: still every message once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from scheduling.messenger import Ambiguous, Refused
from scheduling.planner import Planner
from sla.delivery import State
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import MovedByHand, Stage
from tests.sla.services.agreement import TERMS, at, person
from tests.sla.services.team import Team
from tests.stores import SqlStore

SENDERS = 3
CREW = tuple(person(f"{name} Poe") for name in ("Ada", "Bea", "Cy", "Di", "Ed", "Fay"))


@pytest.fixture
def stage(sqlite_store: SqlStore) -> Stage:
    """Six reps with a lead to try each."""
    terms = replace(TERMS, people=CREW)
    team = Team(store=sqlite_store, tenant_id=sqlite_store.tenants.sole(), terms=terms)
    stage = Stage(team=team, clock=MovedByHand(moment=MORNING, real=MORNING))
    stage.greet(*CREW)
    for each in CREW:
        team.lead(at("2026-03-17 10:00"), owner=each)
    return stage


def all_at_once(stage: Stage) -> int:
    """Each plans and sends; how many messages they took in hand."""
    barrier = Barrier(SENDERS, timeout=30)

    def one() -> int:
        sender, planner = stage.sender(), Planner(stage.team.desk)
        barrier.wait()
        planner.plan(MORNING)
        return sender.send_due(MORNING)

    with ThreadPoolExecutor(SENDERS) as pool:
        return sum(done.result() for done in [pool.submit(one) for _ in range(SENDERS)])


def test_everybody_gets_one(stage: Stage) -> None:
    assert all_at_once(stage) == 7
    assert Counter(post.to for post in stage.messenger.posted) == Counter(
        ["sla", *(f"U{n}" for n in range(1, 7))]
    )
    assert {row.state for row in stage.rows()} == {State.SENT}
    assert {row.attempt for row in stage.rows()} == {1}
    assert all_at_once(stage) == 0


def test_whatever_slack_answers(stage: Stage) -> None:
    stage.messenger.script["U1"] = [Ambiguous(reason="timed out")]
    stage.messenger.script["U2"] = [Refused(reason="no")]
    stage.messenger.script["U3"] = [Refused(reason="busy", retry_after=timedelta(hours=1))]
    for _ in range(3):
        all_at_once(stage)
    tried = Counter(post.to for post in stage.messenger.tried)
    assert tried == Counter(["sla", *(f"U{n}" for n in range(1, 7))])
    assert Counter(row.state for row in stage.rows()) == {
        State.SENT: 4, State.UNKNOWN: 1, State.FAILED: 1, State.PLANNED: 1,
    }  # fmt: skip
