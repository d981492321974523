"""The ledger by recipient: what a day has brought somebody, and what was held back from them."""

from datetime import datetime, timedelta

import pytest

from sla.delivery import Delivery, Kind, Posted, State
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, hours, new_delivery
from tests.stores import AnyStore

ARRIVED = Posted(channel_id="D7", message_ts="1.0")
SINGLE = {Kind.REJECTED, Kind.BACK}


@pytest.fixture(autouse=True)
def unhurried(store: AnyStore) -> None:
    """Every look at the clock is a second later."""
    moment = NOW

    def later() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    store.leases.now = later


def plan(work: UnitOfWork, subject: str, kind: Kind = Kind.REJECTED, *, due_at: datetime = NOW) -> None:
    assert work.deliveries.plan(new_delivery(subject, kind=kind, due_at=due_at))


def claimed(work: UnitOfWork, now: datetime = NOW) -> Delivery:
    found = work.deliveries.claim(now)
    assert found is not None
    return found


def sent(work: UnitOfWork, now: datetime = NOW, *, telling: tuple[Delivery, ...] = ()) -> Delivery:
    one = claimed(work, now)
    assert work.deliveries.posting(one, "D7", telling=[each.id for each in telling])
    work.deliveries.sent(one.id, one.attempt, ARRIVED)
    return one


def states(work: UnitOfWork) -> dict[str, State]:
    return {one.subject: one.state for one in work.inboxes.of("7", NOW - days(30))}


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        ("sending", True), ("sent", True), ("unknown", True),
        ("planned", False), ("failed", False), ("dropped", False),
    ],
)  # fmt: skip
def test_what_was_posted_or_may_have_been_is_taken(work: UnitOfWork, outcome: str, *, counts: bool):
    plan(work, "7:1")
    one = claimed(work)
    ledger = work.deliveries
    match outcome:
        case "sent":
            ledger.sent(one.id, one.attempt, ARRIVED)
        case "unknown":
            ledger.unknown(one.id, one.attempt, "timeout", look_at=NOW)
        case "planned":
            ledger.again(one.id, one.attempt, NOW + hours(1), "ratelimited")
        case "failed":
            ledger.failed(one.id, one.attempt, "no")
        case "dropped":
            ledger.dropped(one.id, one.attempt, "nothing to say")
    assert work.inboxes.taken("7", NOW - hours(1)).get(Kind.REJECTED, 0) == counts


def test_of_one_person_and_since_a_moment(work: UnitOfWork):
    plan(work, "7:1")
    plan(work, "7", Kind.NUDGE)
    plan(work, "70:1")
    plan(work, "7:2", due_at=NOW + hours(2))
    for now in (NOW, NOW, NOW, NOW + hours(2)):
        sent(work, now)
    assert dict(work.inboxes.taken("7", NOW)) == {Kind.REJECTED: 2, Kind.NUDGE: 1}
    assert dict(work.inboxes.taken("7", NOW + hours(1))) == {Kind.REJECTED: 1}
    assert dict(work.inboxes.taken("8", NOW)) == {}


def test_holding_one_holds_what_else_is_due_of_these_kinds(work: UnitOfWork):
    for subject in ("7:1", "7:2", "70:3"):
        plan(work, subject)
    plan(work, "7:4", Kind.CARD)
    plan(work, "7:5", due_at=NOW + hours(1))
    work.inboxes.hold(claimed(work), also=SINGLE, now=NOW)
    assert states(work) == {
        "7:1": State.HELD, "7:2": State.HELD, "7:4": State.PLANNED, "7:5": State.PLANNED,
    }  # fmt: skip
    assert work.inboxes.taken("7", NOW - hours(1)) == {}
    assert [claimed(work).subject for _ in range(2)] == ["70:3", "7:4"]


def test_an_attempt_that_is_over_holds_nothing(work: UnitOfWork):
    plan(work, "7:1")
    old = claimed(work)
    work.deliveries.again(old.id, old.attempt, NOW, "ratelimited")
    new = claimed(work)
    work.inboxes.hold(old, also=(), now=NOW)
    assert states(work) == {"7:1": State.SENDING}
    work.deliveries.sent(new.id, new.attempt, ARRIVED)
    assert states(work) == {"7:1": State.SENT}


class TestBundle:
    def held(self, work: UnitOfWork) -> Delivery:
        plan(work, "7:1", due_at=NOW - days(1))
        work.inboxes.hold(claimed(work, NOW - days(1)), also=SINGLE, now=NOW - days(1))
        plan(work, "7", Kind.HELD)
        return claimed(work)

    def test_brings_what_was_held_on_earlier_days(self, work: UnitOfWork):
        bundle = self.held(work)
        plan(work, "7:2")
        work.deliveries.again(bundle.id, bundle.attempt, NOW, "test")
        work.inboxes.hold(claimed(work), also=SINGLE, now=NOW)
        assert [one.subject for one in work.inboxes.held_before(bundle)] == ["7:1"]

    def test_and_once_it_has_arrived_they_are_said(self, work: UnitOfWork):
        bundle = self.held(work)
        held = work.inboxes.held_before(bundle)
        assert work.deliveries.posting(bundle, "D7", telling=[one.id for one in held])
        assert states(work)["7:1"] is State.HELD
        work.deliveries.sent(bundle.id, bundle.attempt, ARRIVED)
        assert states(work) == {"7:1": State.BUNDLED, "7": State.SENT}
        assert work.inboxes.held_before(bundle) == ()

    @pytest.mark.parametrize(("became", "open_again"), [("unknown", False), ("failed", True)])
    def test_where_it_may_not_have_the_next_one_waits_for_it(
        self, work: UnitOfWork, became: str, *, open_again: bool
    ):
        bundle = self.held(work)
        held = work.inboxes.held_before(bundle)
        work.deliveries.posting(bundle, "D7", telling=[one.id for one in held])
        if became == "unknown":
            work.deliveries.unknown(bundle.id, bundle.attempt, "timeout", look_at=NOW + hours(9))
        else:
            work.deliveries.failed(bundle.id, bundle.attempt, "no")
        plan(work, "7", Kind.HELD, due_at=NOW + days(1))
        nxt = claimed(work, NOW + days(1))
        assert bool(work.inboxes.held_before(nxt)) is open_again
