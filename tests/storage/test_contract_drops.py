"""A dropped file is kept once, with all that was chosen for it, and found by its step."""

from dataclasses import replace

from sla.dropped import Dropped, Step
from sla.imports import Kind
from sla.people import TenantId
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

DROP = Dropped(file_id="F1", slack_id="U1", channel_id="D1", thread_ts="1.2", at=NOW)
CHOSEN = replace(
    DROP,
    step=Step.SHOWN,
    answer_ts="1.3",
    kind=Kind.TOUCHES,
    source="crm",
    columns={"lead": "Nr", "owner": ""},
    zone="Europe/Berlin",
    dates="d/m/Y",
    found={"lead": "Nr", "activity": "every row is a call"},
    titles=("Nr", "Müßig"),
)


def test_it_is_kept_once(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        assert work.drops.add(DROP)
        assert not work.drops.add(replace(DROP, thread_ts="9.9"))
        work.commit()
    with store.looks(tenant_id) as work:
        assert work.drops.get("F1") == DROP
        assert work.drops.get("F2") is None


def test_all_that_was_chosen_comes_back(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        work.drops.add(DROP)
        work.drops.save(CHOSEN)
        assert work.drops.get("F1") == CHOSEN


def test_by_step_the_longest_there_first(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        work.drops.add(replace(DROP, file_id="F2", at=NOW + hours(1)))
        work.drops.add(DROP)
        work.drops.add(replace(CHOSEN, file_id="F3"))
        assert [one.file_id for one in work.drops.at_step(Step.TO_SHOW)] == ["F1", "F2"]
        assert work.drops.at_step(Step.RUNNING) == ()
