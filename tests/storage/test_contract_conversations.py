"""One message at a time and a second in each conversation, whoever sends it."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from sla.delivery import LEASE, PACE, Delivery, Kind, Posted
from sla.ledger import Deliveries
from sla.people import TenantId
from sla.ports import UnitOfWork
from storage.lease_clock import database_now
from tests.storage.examples import NOW, days, hours, new_delivery
from tests.storage.test_concurrency import at_once
from tests.storage.test_contract_deliveries import RealTime
from tests.stores import AnyStore, SqlStore

MILLISECOND = timedelta(milliseconds=1)
ARRIVED = Posted(channel_id="D1", message_ts="1.0")
TO_ANA = ("7", "7:1", "7:2:3")
"""Subjects of messages to one person."""


@pytest.fixture
def real(store: AnyStore) -> RealTime:
    moved = RealTime()
    store.leases.now = lambda: moved.moment
    return moved


@pytest.fixture
def work(store: AnyStore, tenant_id: TenantId, real: RealTime) -> Iterator[UnitOfWork]:
    with store.units(tenant_id) as work:
        for subject in TO_ANA:
            assert work.deliveries.plan(new_delivery(subject))
        yield work


@pytest.fixture
def ledger(work: UnitOfWork) -> Deliveries:
    return work.deliveries


def claimed(ledger: Deliveries, now: datetime = NOW) -> Delivery:
    found = ledger.claim(now)
    assert found is not None
    return found


def sent(ledger: Deliveries, real: RealTime, *, after: timedelta = timedelta(0)) -> Delivery:
    one = claimed(ledger)
    real.moment += after
    assert ledger.posting(one, "D1")
    ledger.sent(one.id, one.attempt, ARRIVED)
    return one


def test_the_next_to_the_same_person_waits_a_second(ledger: Deliveries, real: RealTime):
    assert sent(ledger, real).subject == "7"
    assert ledger.claim(NOW) is None
    assert ledger.paced(NOW) == PACE
    real.moment += PACE - MILLISECOND
    assert ledger.claim(NOW) is None
    assert ledger.paced(NOW) == MILLISECOND
    real.moment += MILLISECOND
    assert ledger.paced(NOW) is None
    assert sent(ledger, real).subject == "7:1"


def test_from_when_it_was_about_to_be_posted_however_long_it_took_to_write(
    ledger: Deliveries, real: RealTime
):
    sent(ledger, real, after=5 * PACE)
    assert ledger.claim(NOW) is None
    real.moment += PACE
    claimed(ledger)


def test_while_one_is_in_hand_there_is_no_other(ledger: Deliveries, real: RealTime):
    one = claimed(ledger)
    real.moment += 20 * PACE
    assert ledger.claim(NOW) is None
    assert ledger.paced(NOW) is None, "nobody knows how long that takes"
    ledger.again(one.id, one.attempt, NOW + hours(1), "ratelimited")
    assert claimed(ledger).subject == "7:1"


def test_what_nobody_settles_holds_it_until_its_lease_is_over(ledger: Deliveries, real: RealTime):
    claimed(ledger)
    real.moment += LEASE
    assert ledger.claim(NOW) is None
    assert ledger.lapse(NOW) == 1
    assert claimed(ledger).subject == "7"


def test_others_go_on_meanwhile_and_nobody_is_passed_over_for_long(ledger: Deliveries, real: RealTime):
    ledger.plan(new_delivery("8", due_at=NOW + hours(0.1)))
    ledger.plan(new_delivery("70", due_at=NOW + hours(0.2)))
    later, order = NOW + hours(1), []
    while (one := ledger.claim(later)) is not None:
        ledger.dropped(one.id, one.attempt, "test")
        order.append(one.subject)
    assert order == ["7", "8", "70"]
    real.moment += PACE
    assert claimed(ledger, later).subject == "7:1"


def test_a_clock_that_was_put_back_stops_nobody(ledger: Deliveries, real: RealTime):
    sent(ledger, real)
    real.moment -= hours(3)
    assert ledger.paced(NOW) is None
    claimed(ledger)


def test_what_is_not_due_is_not_waited_for(ledger: Deliveries, real: RealTime):
    ledger.plan(new_delivery("9"))
    ledger.plan(new_delivery("9", kind=Kind.HELLO, due_at=NOW + hours(1)))
    for _ in range(2):
        one = claimed(ledger)
        ledger.dropped(one.id, one.attempt, "test")
    assert ledger.paced(NOW - days(1)) is None
    assert ledger.paced(NOW) == PACE


def test_several_claimers_keep_the_pace_of_each_conversation(database_store: SqlStore):
    """On the database's own clock: four claimers, three people with three messages each."""
    tenant_id = database_store.tenants.sole()
    with database_store.units(tenant_id) as work:
        for person in (1, 2, 3):
            for about in (1, 2, 3):
                assert work.deliveries.plan(new_delivery(f"{person}:{about}"))
        work.commit()
    ends = time.monotonic() + 20

    def claim_all() -> list[tuple[str, datetime]]:
        taken: list[tuple[str, datetime]] = []
        while time.monotonic() < ends:
            with database_store.units(tenant_id) as work:
                one = work.deliveries.claim(NOW)
                work.commit()
            if one is None:
                with database_store.looks(tenant_id) as work:
                    if not work.deliveries.in_state("planned"):
                        break
                time.sleep(0.01)
                continue
            with database_store.engine.connect() as connection:
                at = database_now(connection)
            with database_store.units(tenant_id) as work:
                assert work.deliveries.posting(one, "D1")
                work.deliveries.sent(one.id, one.attempt, ARRIVED)
                work.commit()
            taken.append((one.subject, at))
        return taken

    taken = [each for one in at_once(claim_all) for each in one]
    assert len(taken) == len({subject for subject, _ in taken}) == 9
    for person in "123":
        moments = sorted(at for subject, at in taken if subject[0] == person)
        assert all(after - before >= PACE - 20 * MILLISECOND for before, after in pairwise(moments))
    began, ended = min(at for _, at in taken), max(at for _, at in taken)
    assert ended - began < timedelta(seconds=6), "nobody starves"
