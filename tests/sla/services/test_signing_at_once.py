"""Signatures that arrive in the same moment, on the databases that must tell them apart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from sla.agreed import Signed
from sla.agreement import State
from sla.errors import Conflict
from tests.sla.services.agreement import at
from tests.sla.services.office import ANA, BO, KIM, MAX, NOW, Office
from tests.stores import SqlStore

AHEAD = at("2026-04-10 10:00")


@pytest.fixture
def running(database_store: SqlStore) -> Office:
    return Office(database_store).start()


def at_once(*doings: Callable[[], Signed]) -> list[Signed | Exception]:
    """What each came to, begun together."""
    barrier = Barrier(len(doings))

    def one(doing: Callable[[], Signed]) -> Signed | Exception:
        barrier.wait()
        try:
            return doing()
        except Conflict as refused:
            return refused

    with ThreadPoolExecutor(len(doings)) as threads:
        return list(threads.map(one, doings))


@pytest.mark.parametrize("attempt", range(5))
def test_two_last_signatures_complete_it_exactly_once(running: Office, attempt: int) -> None:
    (lead,) = running.hand_over(AHEAD)
    version = running.proposed().version
    running.sign(version, ANA)
    kim, max_ = running.actor(KIM), running.actor(MAX)
    found = at_once(
        lambda: running.signing.sign(kim, 1, version.sha256, NOW),
        lambda: running.signing.sign(max_, 1, version.sha256, NOW),
    )
    days = [one.begins_on for one in found if isinstance(one, Signed)]
    assert sorted(days, key=str) == [version.effective_on, None], f"attempt {attempt}"
    assert running.stored(1).state is State.SIGNED
    assert running.lead(lead).version == 1
    with running.work() as work:
        assert len(work.agreements.signatures(1)) == 3


def test_one_person_twice(running: Office) -> None:
    version = running.proposed(asked=(KIM, MAX)).version
    running.sign(version, KIM)
    max_ = running.actor(MAX)
    found = at_once(*[lambda: running.signing.sign(max_, 1, version.sha256, NOW)] * 3)
    signed = [one for one in found if isinstance(one, Signed)]
    assert sorted(one.again for one in signed) == [False, True, True]
    assert [one.begins_on for one in signed if one.begins_on] == [version.effective_on]
    with running.work() as work:
        assert len(work.agreements.signatures(1)) == 2


@pytest.mark.parametrize("attempt", range(5))
def test_the_last_signature_and_a_withdrawal(running: Office, attempt: int) -> None:
    """One of them comes first, and the other is told."""
    version = running.proposed(asked=(ANA, BO, MAX)).version
    running.sign(version, ANA, BO)
    kim, max_ = running.actor(KIM), running.actor(MAX)

    def withdraw() -> Signed:
        running.proposing.withdraw(kim, 1, NOW)
        return running.signing.sign(max_, 1, version.sha256, NOW)

    found = at_once(lambda: running.signing.sign(max_, 1, version.sha256, NOW), withdraw)
    state = running.stored(1).state
    refused = [one for one in found if isinstance(one, Conflict)]
    assert refused, f"attempt {attempt}"
    with running.work() as work:
        number = len(work.agreements.signatures(1))
    assert (state, number) in {(State.SIGNED, 3), (State.WITHDRAWN, 2)}
    assert len(running.book.versions) == (2 if state is State.SIGNED else 1)
