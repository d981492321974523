"""The ledger: planned once, claimed by one, settled by the newest attempt only."""

from collections.abc import Callable
from datetime import datetime

import pytest

from sla.delivery import LEASE, Delivery, DeliveryId, Kind, Posted, State
from sla.ports import Deliveries, UnitOfWork
from tests.storage.examples import NOW, days, hours, new_delivery

ARRIVED = Posted(channel_id="D1", message_ts="1772442000.000100")
REAL = NOW + days(300)
KEY = new_delivery().key


@pytest.fixture
def ledger(work: UnitOfWork) -> Deliveries:
    return work.deliveries


def claimed(ledger: Deliveries, *, at: datetime = NOW) -> Delivery:
    delivery = ledger.claim(at, REAL)
    assert delivery is not None
    return delivery


def state(ledger: Deliveries) -> Delivery:
    delivery = ledger.by_key(KEY)
    assert delivery is not None
    return delivery


SETTLED: dict[str, Callable[[Deliveries, DeliveryId, int], None]] = {
    "failed": lambda ledger, one, attempt: ledger.failed(one, attempt, "channel_not_found"),
    "dropped": lambda ledger, one, attempt: ledger.dropped(one, attempt, "logged since"),
    "unknown": lambda ledger, one, attempt: ledger.unknown(one, attempt, "timeout"),
    "planned": lambda ledger, one, attempt: ledger.again(one, attempt, NOW + hours(1), "ratelimited"),
}


def test_a_planned_message_waits_under_its_key(ledger: Deliveries, work: UnitOfWork):
    new = new_delivery()
    assert ledger.plan(new)
    one = state(ledger)
    assert (one.kind, one.subject, one.on, one.tenant_id) == (Kind.NUDGE, "ana", NOW.date(), work.tenant_id)
    assert (one.due_at, one.expires_at, one.next_at) == (NOW, NOW + hours(8), NOW)
    assert (one.state, one.attempt, one.lease_until) == (State.PLANNED, 0, None)
    assert (one.channel_id, one.message_ts, one.reason) == (None, None, None)
    assert len(one.reference) == 32


def test_a_key_is_planned_once(ledger: Deliveries):
    assert ledger.plan(new_delivery())
    reference = state(ledger).reference
    assert not ledger.plan(new_delivery())
    assert not ledger.plan(new_delivery(due_at=NOW + hours(9))), "the same local date"
    assert state(ledger).reference == reference


@pytest.mark.parametrize(("apart", "planned"), [(7.9, False), (8, True), (-7.9, False), (-8, True)])
def test_messages_of_one_kind_to_one_subject_are_eight_hours_apart(
    ledger: Deliveries, apart: float, *, planned: bool
):
    evening = NOW.replace(hour=20)
    assert ledger.plan(new_delivery(due_at=evening))
    on_another_day = new_delivery(due_at=evening + hours(apart))
    other_date = on_another_day.on if on_another_day.on != evening.date() else evening.date() - days(7)
    moved = type(on_another_day)(
        kind=Kind.NUDGE,
        subject="ana",
        on=other_date,
        due_at=on_another_day.due_at,
        expires_at=on_another_day.expires_at,
    )
    assert ledger.plan(moved) is planned
    assert ledger.plan(new_delivery("bo", due_at=evening + hours(1)))
    assert ledger.plan(new_delivery(kind=Kind.DIGEST, due_at=evening + hours(1)))


def test_a_hello_is_said_once_whatever_the_day(ledger: Deliveries):
    assert ledger.plan(new_delivery(kind=Kind.HELLO))
    assert not ledger.plan(new_delivery(kind=Kind.HELLO, due_at=NOW + days(30)))


def test_the_earliest_that_is_due_is_claimed_with_a_lease_on_real_time(ledger: Deliveries):
    ledger.plan(new_delivery("later", due_at=NOW + hours(1)))
    ledger.plan(new_delivery("second"))
    ledger.plan(new_delivery("first", due_at=NOW - hours(1)))
    one = claimed(ledger)
    assert (one.subject, one.state, one.attempt, one.lease_until) == ("first", State.SENDING, 1, REAL + LEASE)
    assert claimed(ledger).subject == "second"
    assert ledger.claim(NOW, REAL) is None
    assert claimed(ledger, at=NOW + hours(1)).subject == "later"


def test_what_has_expired_is_not_claimed(ledger: Deliveries):
    ledger.plan(new_delivery())
    assert ledger.claim(NOW + hours(8), REAL) is None
    assert claimed(ledger, at=NOW + hours(7)).subject == "ana"


def test_an_ok_is_kept_with_where_it_arrived(ledger: Deliveries):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    ledger.sent(one.id, 1, ARRIVED)
    sent = state(ledger)
    assert (sent.state, sent.channel_id, sent.message_ts) == (State.SENT, "D1", "1772442000.000100")
    assert (sent.lease_until, sent.reason) == (None, None)
    ledger.sent(one.id, 1, Posted(channel_id="D2", message_ts="2"))
    assert state(ledger) == sent, "the first answer stays"


@pytest.mark.parametrize("expected", SETTLED)
def test_the_holder_of_the_newest_attempt_settles_it(ledger: Deliveries, expected: str):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    SETTLED[expected](ledger, one.id, 1)
    settled = state(ledger)
    assert (settled.state, settled.lease_until) == (State(expected), None)
    assert settled.reason is not None


@pytest.mark.parametrize("late", SETTLED)
def test_an_old_attempt_settles_nothing(ledger: Deliveries, late: str):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    ledger.again(one.id, 1, NOW, "ratelimited")
    second = claimed(ledger)
    assert (second.id, second.attempt) == (one.id, 2)
    SETTLED[late](ledger, one.id, 1)
    ledger.sent(one.id, 1, ARRIVED)
    assert state(ledger) == second


@pytest.mark.parametrize("first", SETTLED)
@pytest.mark.parametrize("second", SETTLED)
def test_what_is_settled_stays_settled_except_for_an_ok(ledger: Deliveries, first: str, second: str):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    SETTLED[first](ledger, one.id, 1)
    settled = state(ledger)
    SETTLED[second](ledger, one.id, 1)
    assert state(ledger) == settled
    ledger.sent(one.id, 1, ARRIVED)
    assert state(ledger).state is State.SENT
    SETTLED[second](ledger, one.id, 1)
    assert state(ledger).state is State.SENT


def test_nobody_settles_what_was_never_claimed(ledger: Deliveries):
    ledger.plan(new_delivery())
    planned = state(ledger)
    for settle in SETTLED.values():
        settle(ledger, planned.id, 0)
    ledger.sent(planned.id, 0, ARRIVED)
    assert state(ledger) == planned


def test_a_refusal_that_may_pass_is_claimed_again_not_before_its_time(ledger: Deliveries):
    ledger.plan(new_delivery())
    ledger.again(claimed(ledger).id, 1, NOW + hours(1), "ratelimited")
    assert (state(ledger).next_at, state(ledger).due_at) == (NOW + hours(1), NOW)
    assert ledger.claim(NOW, REAL) is None
    again = claimed(ledger, at=NOW + hours(1))
    assert (again.attempt, again.reason) == (2, None)


def test_leases_lapse_on_real_time_and_plans_on_the_products(ledger: Deliveries):
    ledger.plan(new_delivery("sending"))
    one = claimed(ledger)
    ledger.plan(new_delivery("waiting"))
    assert ledger.lapse(NOW + hours(7), REAL + LEASE / 2) == 0
    assert ledger.lapse(NOW + hours(7), REAL + LEASE) == 1
    (lost,) = ledger.in_state("unknown")
    assert (lost.subject, lost.lease_until, lost.attempt) == ("sending", None, 1)
    assert ledger.lapse(NOW + hours(8), REAL + LEASE) == 1
    (late,) = ledger.in_state("dropped")
    assert late.subject == "waiting"
    assert ledger.lapse(NOW + days(9), REAL + days(9)) == 0
    ledger.sent(one.id, 1, ARRIVED)
    assert ledger.in_state("unknown") == ()


def test_the_ledger_is_read_by_state_and_by_subject(ledger: Deliveries):
    ledger.plan(new_delivery("bo", due_at=NOW + hours(1)))
    ledger.plan(new_delivery("ana", due_at=NOW + days(1)))
    ledger.plan(new_delivery("ana"))
    claimed(ledger)
    assert [one.subject for one in ledger.in_state("planned", "sending")] == ["ana", "bo", "ana"]
    assert [one.due_at for one in ledger.in_state("sending")] == [NOW]
    assert ledger.in_state() == ()
    last = ledger.last(Kind.NUDGE, "ana")
    assert last is not None
    assert last.due_at == NOW + days(1)
    assert ledger.last(Kind.DIGEST, "ana") is None
    assert ledger.by_key("nudge:nobody:2026-01-01") is None
