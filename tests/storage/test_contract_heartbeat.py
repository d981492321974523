"""When the ledger was last at work never goes back, and a hold ends that it is a copy."""

from sla.hold import Hold, Pulse
from sla.people import TenantId
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

NEVER = Pulse(beat_at=None, is_copy=False, hold=None)
HOLD = Hold(since=NOW - hours(1), until=NOW)


def test_it_beats_forward_only(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        assert work.heartbeat.read() == NEVER
        assert work.heartbeat.beat(NOW) == NOW
        assert work.heartbeat.beat(NOW - hours(1)) == NOW
        assert work.heartbeat.beat(NOW + hours(1)) == NOW + hours(1)
        work.commit()
    with store.looks(tenant_id) as work:
        assert work.heartbeat.read() == Pulse(beat_at=NOW + hours(1), is_copy=False, hold=None)


def test_a_hold_stays_through_beats_until_another(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        work.heartbeat.put_on(HOLD)
        work.heartbeat.beat(NOW)
        assert work.heartbeat.read().hold == HOLD
        later = Hold(since=NOW, until=NOW + hours(2))
        work.heartbeat.put_on(later)
        assert work.heartbeat.read() == Pulse(beat_at=NOW, is_copy=False, hold=later)


def test_what_is_not_committed_was_not(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        work.heartbeat.beat(NOW)
    with store.units(tenant_id) as work:
        assert work.heartbeat.read() == NEVER
