"""Several senders, planners and importers at once, each on its own connection."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sla.delivery import DeliveryId
from sla.leads import Stored
from sla.people import TenantId
from tests.storage.examples import NOW, lead_row, new_delivery
from tests.stores import SqlStore

WORKERS = 4
Found = TypeVar("Found")


def at_once(work: Callable[[], Found]) -> list[Found]:
    """What `work` returned in each of several threads that began together."""
    start = Barrier(WORKERS)

    def begin() -> Found:
        start.wait()
        return work()

    with ThreadPoolExecutor(WORKERS) as pool:
        return [future.result() for future in [pool.submit(begin) for _ in range(WORKERS)]]


def test_no_two_senders_claim_the_same_message(database_store: SqlStore):
    tenant_id = database_store.tenants.sole()
    with database_store.units(tenant_id) as work:
        for number in range(24):
            work.deliveries.plan(new_delivery(f"rep {number}"))
        work.commit()

    def claim_all() -> list[DeliveryId]:
        claimed: list[DeliveryId] = []
        while True:
            with database_store.units(tenant_id) as work:
                delivery = work.deliveries.claim(NOW)
                if delivery is None:
                    return claimed
                claimed.append(delivery.id)
                work.commit()

    claimed = [one for worker in at_once(claim_all) for one in worker]
    assert len(claimed) == len(set(claimed)) == 24
    with database_store.looks(tenant_id) as work:
        assert {one.attempt for one in work.deliveries.in_state("sending")} == {1}


def test_a_message_that_another_sender_is_claiming_is_passed_over(postgres_store: SqlStore):
    tenant_id = postgres_store.tenants.sole()
    with postgres_store.units(tenant_id) as work:
        work.deliveries.plan(new_delivery("ana"))
        work.deliveries.plan(new_delivery("bo"))
        work.commit()
    with postgres_store.units(tenant_id) as one, postgres_store.units(tenant_id) as other:
        first, second = one.deliveries.claim(NOW), other.deliveries.claim(NOW)
        assert first is not None
        assert second is not None
        assert {first.subject, second.subject} == {"ana", "bo"}
        assert one.deliveries.claim(NOW) is None


def test_planners_of_one_key_make_one_message(database_store: SqlStore):
    tenant_id = database_store.tenants.sole()

    def plan() -> Counter[str]:
        made: Counter[str] = Counter()
        for number in range(6):
            with database_store.units(tenant_id) as work:
                made[f"rep {number}"] += work.deliveries.plan(new_delivery(f"rep {number}"))
                work.commit()
        return made

    assert sum(at_once(plan), start=Counter()) == {f"rep {number}": 1 for number in range(6)}


def test_one_workspace_is_adopted_once(database_store: SqlStore):
    def adopt() -> tuple[TenantId, TenantId]:
        sole = database_store.tenants.sole()
        return sole, database_store.tenants.adopt(enterprise_id=None, team_id="T1", name="Acme")

    for _ in range(5):
        assert len({tenant_id for found in at_once(adopt) for tenant_id in found}) == 1
        database_store.empty()


def test_importers_of_one_file_store_each_lead_once(database_store: SqlStore):
    tenant_id = database_store.tenants.sole()
    rows = [lead_row(str(number)) for number in range(50)]

    def load() -> Stored:
        with database_store.units(tenant_id) as work:
            assert work.leads.count() in {0, 50}  # reads first, then writes
            work.members.ensure(["ana@example.com"])
            stored = work.leads.upsert(rows)
            work.commit()
            return stored

    assert sum(at_once(load), start=Stored()) == Stored(created=50, unchanged=150)
