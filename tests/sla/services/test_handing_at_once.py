"""Leads that are handed over, accepted and given on in the same moment, on the databases that must tell them apart."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest

from sla.decisions import DecisionKind
from sla.errors import SlaError
from sla.handed import NewHandoff
from sla.leads import LeadId
from sla.services.accepting import Accepting
from sla.services.handing import Handing
from tests.sla.services.agreement import ANA, BO, MAX, TERMS, at
from tests.sla.services.team import Team
from tests.stores import SqlStore

MONDAY = at("2026-03-16 10:00")
TOGETHER = 6

Answer = TypeVar("Answer")


@pytest.fixture
def team(database_store: SqlStore) -> Team:
    team = Team.of(database_store)
    team.terms = replace(TERMS, sales=replace(TERMS.sales, reject_reasons=("duplicate", "other")))
    return team


def at_once(doings: Iterable[Callable[[], Answer]]) -> list[Answer | SlaError]:
    """What each came to, begun together."""
    every = list(doings)
    barrier = Barrier(len(every))

    def one(doing: Callable[[], Answer]) -> Answer | SlaError:
        barrier.wait()
        try:
            return doing()
        except SlaError as refused:
            return refused

    with ThreadPoolExecutor(len(every)) as threads:
        return list(threads.map(one, every))


def hand_over(team: Team, key: str) -> LeadId:
    new = NewHandoff(
        name="Delta Works", lead_type="website", campaign=None, rep=None,
        fit=frozenset(), behaviour=frozenset(), seen=team.book.at(MONDAY).sha256, key=key,
    )  # fmt: skip
    return Handing(team.desk).hand_over(team.actor(MAX), new, MONDAY).lead.id


def test_reps_get_as_many_each(team: Team) -> None:
    leads = at_once([lambda key=str(number): hand_over(team, key) for number in range(TOGETHER)])
    owners = Counter(team.stored(lead).owner_id for lead in leads if isinstance(lead, int))
    assert owners == {team.members[ANA.email]: TOGETHER / 2, team.members[BO.email]: TOGETHER / 2}


def test_one_form_sent_again_and_again_is_one_lead(team: Team) -> None:
    assert len(set(at_once([lambda: hand_over(team, "V1")] * TOGETHER))) == 1


@pytest.mark.parametrize("attempt", range(4))
def test_a_lead_is_accepted_or_rejected_never_both(team: Team, attempt: int) -> None:
    lead = hand_over(team, "V1")
    owner = next(one for one in (ANA, BO) if team.members[one.email] == team.stored(lead).owner_id)
    accepting, actor = Accepting(team.desk), team.actor(owner)
    found = at_once(
        [
            lambda: accepting.accept(actor, lead, "press", MONDAY),
            lambda: accepting.reject(actor, lead, "duplicate", "", key="form", now=MONDAY),
        ]
    )
    with team.work() as work:
        (kind,) = [one.kind for one in work.decisions.of([lead])[lead]]
    assert sum(isinstance(one, SlaError) for one in found) == 1, f"attempt {attempt}"
    assert team.stored(lead).rejected is (kind is DecisionKind.REJECTED)
