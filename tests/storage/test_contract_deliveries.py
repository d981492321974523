"""The ledger: planned once, claimed by one, settled by the newest attempt only."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sla.delivery import LEASE, LOOKS, PACE, Delivery, DeliveryId, Kind, Posted, State, Tally
from sla.ledger import Deliveries
from sla.people import TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, hours, new_delivery
from tests.stores import AnyStore

ARRIVED = Posted(channel_id="D1", message_ts="1772442000.000100")
REAL = NOW + days(300)
KEY = new_delivery().key


class RealTime:
    """The database's clock, moved by hand."""

    moment = REAL


REAL_TIME = RealTime()


@pytest.fixture
def real(store: AnyStore) -> RealTime:
    REAL_TIME.moment = REAL
    store.leases.now = lambda: REAL_TIME.moment
    return REAL_TIME


@pytest.fixture
def work(store: AnyStore, tenant_id: TenantId, real: RealTime) -> Iterator[UnitOfWork]:
    with store.units(tenant_id) as work:
        yield work


@pytest.fixture
def ledger(work: UnitOfWork) -> Deliveries:
    return work.deliveries


def claimed(ledger: Deliveries, *, at: datetime = NOW) -> Delivery:
    """Waits for the second of its conversation where that is all that is in the way."""
    delivery = ledger.claim(at)
    if delivery is None and ledger.paced(at) is not None:
        REAL_TIME.moment += PACE
        delivery = ledger.claim(at)
    assert delivery is not None
    return delivery


def state(ledger: Deliveries) -> Delivery:
    delivery = ledger.by_key(KEY)
    assert delivery is not None
    return delivery


SETTLED: dict[str, Callable[[Deliveries, DeliveryId, int], None]] = {
    "failed": lambda ledger, one, attempt: ledger.failed(one, attempt, "channel_not_found"),
    "dropped": lambda ledger, one, attempt: ledger.dropped(one, attempt, "logged since"),
    "unknown": lambda ledger, one, attempt: ledger.unknown(one, attempt, "timeout", look_at=NOW + hours(2)),
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
    assert one.reference.startswith(new.mark(work.tenant_id))
    assert len(one.reference) > len(one.mark)


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
    assert ledger.claim(NOW) is None
    assert claimed(ledger, at=NOW + hours(1)).subject == "later"


def test_what_has_expired_is_not_claimed(ledger: Deliveries):
    ledger.plan(new_delivery())
    assert ledger.claim(NOW + hours(8)) is None
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
    assert ledger.claim(NOW) is None
    again = claimed(ledger, at=NOW + hours(1))
    assert (again.attempt, again.reason) == (2, None)


def test_leases_lapse_on_real_time_and_plans_on_the_products(ledger: Deliveries, real: RealTime):
    ledger.plan(new_delivery("sending"))
    one = claimed(ledger)
    assert ledger.posting(one, "D1")
    ledger.plan(new_delivery("waiting"))
    real.moment += LEASE / 2
    assert ledger.lapse(NOW + hours(7)) == 0
    real.moment += LEASE / 2
    assert ledger.lapse(NOW + hours(7)) == 1
    (lost,) = ledger.in_state("unknown")
    assert (lost.subject, lost.lease_until, lost.attempt) == ("sending", None, 1)
    assert lost.next_at == NOW + hours(7) + LOOKS[0]
    assert ledger.lapse(NOW + hours(8)) == 1
    (late,) = ledger.in_state("dropped")
    assert (late.subject, late.reason) == ("waiting", "expired")
    real.moment += days(9)
    assert ledger.lapse(NOW + days(9)) == 0
    ledger.sent(one.id, 1, ARRIVED)
    assert ledger.in_state("unknown") == ()


def test_an_attempt_that_was_not_yet_about_to_post_is_planned_again(ledger: Deliveries, real: RealTime):
    ledger.plan(new_delivery())
    first = claimed(ledger)
    real.moment += LEASE
    assert ledger.lapse(NOW) == 1
    assert (state(ledger).state, state(ledger).reason) == (State.PLANNED, "lease ran out")
    assert not ledger.posting(first, "D1"), "it is held no longer"
    second = claimed(ledger)
    assert second.attempt == 2
    assert not ledger.posting(first, "D1"), "somebody else holds it"
    assert ledger.posting(second, "D1")


def test_why_it_was_refused_is_kept_where_it_expires(ledger: Deliveries):
    ledger.plan(new_delivery())
    ledger.again(claimed(ledger).id, 1, NOW + hours(9), "ratelimited")
    ledger.lapse(NOW + hours(8))
    assert (state(ledger).state, state(ledger).reason) == (State.DROPPED, "expired, ratelimited")


def test_nothing_may_be_posted_when_half_of_the_lease_has_run(ledger: Deliveries, real: RealTime):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    real.moment += LEASE / 2
    assert ledger.posting(one, "D1")
    assert state(ledger).channel_id == "D1"
    real.moment += timedelta(milliseconds=1)
    assert not ledger.posting(one, "D2")
    assert state(ledger).channel_id == "D1"


def test_a_new_attempt_has_posted_nowhere_yet(ledger: Deliveries):
    ledger.plan(new_delivery())
    ledger.posting(claimed(ledger), "D1")
    ledger.again(state(ledger).id, 1, NOW, "ratelimited")
    assert claimed(ledger).channel_id is None


def test_when_it_was_claimed_is_kept(ledger: Deliveries):
    ledger.plan(new_delivery())
    assert claimed(ledger, at=NOW + hours(1)).claimed_at == NOW + hours(1)


def in_doubt(ledger: Deliveries, subject: str = "ana") -> Delivery:
    """One that is to be looked for at NOW + 1 hour."""
    ledger.plan(new_delivery(subject))
    one = claimed(ledger)
    assert ledger.posting(one, "D1")
    ledger.unknown(one.id, one.attempt, "timeout", look_at=NOW + hours(1))
    return one


def unconfirmed(ledger: Deliveries, subject: str = "ana") -> Delivery:
    in_doubt(ledger, subject)
    one = ledger.look_up(NOW + hours(1))
    assert one is not None
    ledger.not_found(one, look_at=None)
    return one


class TestLookingItUp:
    def test_when_it_is_time_and_by_one_at_once(self, ledger: Deliveries):
        in_doubt(ledger)
        assert ledger.look_up(NOW + hours(0.99)) is None
        one = ledger.look_up(NOW + hours(1))
        assert one is not None
        assert (one.state, one.looks, one.channel_id) == (State.UNKNOWN, 0, "D1")
        assert ledger.look_up(NOW + hours(1)) is None, "for a minute it is somebody else's"
        assert ledger.look_up(NOW + hours(1) + LOOKS[0]) == replace(
            one, next_at=NOW + hours(1) + 2 * LOOKS[0]
        )

    def test_in_vain_it_is_looked_for_again_and_then_given_up(self, ledger: Deliveries):
        in_doubt(ledger)
        first = ledger.look_up(NOW + hours(1))
        assert first is not None
        ledger.not_found(first, look_at=NOW + hours(2))
        assert (state(ledger).looks, state(ledger).next_at) == (1, NOW + hours(2))
        ledger.not_found(first, look_at=None)
        assert state(ledger).state is State.UNKNOWN, "that look was counted already"
        second = ledger.look_up(NOW + hours(2))
        assert second is not None
        ledger.not_found(second, look_at=None)
        assert (state(ledger).state, state(ledger).looks, state(ledger).reason) == (
            State.UNCONFIRMED,
            2,
            "timeout",
        )
        assert ledger.look_up(NOW + days(9)) is None

    def test_a_look_that_failed_does_not_count(self, ledger: Deliveries):
        in_doubt(ledger)
        one = ledger.look_up(NOW + hours(1))
        assert one is not None
        ledger.look_later(one, NOW + hours(3))
        assert (state(ledger).looks, state(ledger).next_at) == (0, NOW + hours(3))

    def test_why_it_cannot_be_found_is_kept(self, ledger: Deliveries):
        in_doubt(ledger)
        one = ledger.look_up(NOW + hours(1))
        assert one is not None
        ledger.not_found(one, look_at=None, reason="missing_scope")
        assert state(ledger).reason == "missing_scope"

    @pytest.mark.parametrize("told", [False, True])
    def test_an_ok_wins_however_late(self, ledger: Deliveries, *, told: bool):
        one = unconfirmed(ledger)
        if told:
            tell(ledger, one)
        ledger.sent(one.id, one.attempt, ARRIVED)
        assert state(ledger).state is State.SENT


def tell(ledger: Deliveries, *doubtful: Delivery) -> Delivery:
    """By a message of another kind to the same person, which is on its way."""
    ledger.plan(new_delivery(kind=Kind.SIGN))
    carrier = claimed(ledger)
    assert ledger.posting(carrier, "D1", telling=[one.id for one in doubtful])
    ledger.sent(carrier.id, carrier.attempt, ARRIVED)
    return carrier


def untold(ledger: Deliveries, recipient: str = "ana") -> list[DeliveryId]:
    """As a message to them that is not written yet would see it."""
    anybody = state(ledger)
    return [found.id for found in ledger.untold(replace(anybody, id=DeliveryId(0), subject=recipient))]


class TestTelling:
    def test_the_recipient_alone(self, ledger: Deliveries):
        one = unconfirmed(ledger)
        unconfirmed(ledger, "anatol")
        many = unconfirmed(ledger, "ana:7:2")
        assert untold(ledger) == [one.id, many.id]
        assert untold(ledger, "an") == []

    def test_once(self, ledger: Deliveries):
        one = unconfirmed(ledger)
        carrier = tell(ledger, one)
        assert (state(ledger).state, state(ledger).told_in) == (State.TOLD, carrier.id)
        assert untold(ledger) == []

    @pytest.mark.parametrize("became", [*SETTLED, "sending"])
    def test_again_where_the_message_that_says_so_did_not_arrive(self, ledger: Deliveries, became: str):
        one = unconfirmed(ledger)
        ledger.plan(new_delivery(kind=Kind.SIGN))
        carrier = claimed(ledger)
        ledger.posting(carrier, "D1", telling=[one.id])
        if became in SETTLED:
            SETTLED[became](ledger, carrier.id, 1)
        assert state(ledger).state is State.UNCONFIRMED
        on_its_way = became in {"unknown", "sending"}
        assert untold(ledger) == ([] if on_its_way else [one.id])

    def test_a_second_attempt_speaks_of_it_too(self, ledger: Deliveries):
        one = unconfirmed(ledger)
        ledger.plan(new_delivery(kind=Kind.SIGN))
        carrier = claimed(ledger)
        ledger.posting(carrier, "D1", telling=[one.id])
        ledger.again(carrier.id, 1, NOW, "ratelimited")
        assert [found.id for found in ledger.untold(claimed(ledger))] == [one.id]

    def test_only_what_is_unconfirmed_still(self, ledger: Deliveries):
        one = unconfirmed(ledger)
        ledger.sent(one.id, one.attempt, ARRIVED)
        tell(ledger, one)
        assert (state(ledger).state, state(ledger).told_in) == (State.SENT, None)


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


def test_the_tally_counts_by_kind_and_state_and_knows_since_when_somebody_waits(ledger: Deliveries) -> None:
    assert ledger.tally(NOW) == Tally(counts={}, waiting_since=None)
    ledger.plan(new_delivery())
    assert ledger.tally(NOW - hours(1)).waiting_since is None
    due = state(ledger).due_at
    assert ledger.tally(NOW + hours(1)) == Tally(
        counts={(state(ledger).kind, State.PLANNED): 1}, waiting_since=due
    )
    one = claimed(ledger)
    ledger.sent(one.id, one.attempt, ARRIVED)
    assert ledger.tally(NOW + hours(1)) == Tally(counts={(one.kind, State.SENT): 1}, waiting_since=None)


@pytest.mark.parametrize("outcome", ["failed", "dropped"])
def test_one_that_nothing_was_posted_of_can_be_planned_again(ledger: Deliveries, outcome: str):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    getattr(ledger, outcome)(one.id, one.attempt, "is_archived")
    later = NOW + hours(9)
    ledger.reopen(one, later, expires_at=later + hours(1))
    assert (state(ledger).state, state(ledger).reason) == (State.PLANNED, None)
    assert ledger.claim(later - hours(1)) is None
    again = claimed(ledger, at=later)
    assert (again.attempt, again.reference, again.expires_at) == (2, one.reference, later + hours(1))


@pytest.mark.parametrize("outcome", ["sent", "unknown", "sending"])
def test_one_that_may_have_been_posted_never_is(ledger: Deliveries, outcome: str):
    ledger.plan(new_delivery())
    one = claimed(ledger)
    if outcome == "sent":
        ledger.sent(one.id, one.attempt, Posted(channel_id="C1", message_ts="1.0"))
    elif outcome == "unknown":
        ledger.unknown(one.id, one.attempt, "no answer", look_at=NOW)
    ledger.reopen(one, NOW, expires_at=NOW + hours(1))
    assert state(ledger).state == outcome
