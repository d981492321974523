"""Which messages were acted on is kept alike by every store, and counted in one way."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import event

from sla.acted import ActedOn, Counted
from sla.delivery import Delivery, Kind, Posted, State
from sla.people import MemberId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, hours, new_delivery
from tests.stores import AnyStore, SqlStore

ANA, BO = MemberId(7), MemberId(8)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def unhurried(store: AnyStore) -> None:
    """Every look at the clock is a second later."""
    seconds = count()
    store.leases.now = lambda: NOW + timedelta(seconds=next(seconds))


def sent(
    work: UnitOfWork, ts: str, *, subject: str = "7", kind: Kind = Kind.NUDGE, due: timedelta = timedelta(0)
) -> Delivery:
    """Due `due` from now, claimed and posted then; to be acted on within a day and a half."""
    at = NOW + due
    new = replace(new_delivery(subject, kind=kind, due_at=at), act_by=at + hours(36))
    assert work.deliveries.plan(new)
    claimed = work.deliveries.claim(at)
    assert claimed is not None
    assert claimed.subject == subject
    work.deliveries.sent(claimed.id, claimed.attempt, Posted(channel_id="D7", message_ts=ts))
    return claimed


def rates(work: UnitOfWork, *kinds: Kind, until: timedelta = timedelta(days=9)) -> dict[Kind, ActedOn]:
    return dict(work.acts.rates(kinds or tuple(Kind), since=NOW - days(28), until=NOW + until))


def test_the_first_press_counts_and_only_on_its_own_message(work: UnitOfWork) -> None:
    first, second = sent(work, "1.0"), sent(work, "2.0", due=days(1))
    work.acts.pressed("D7", "1.0", NOW + hours(2))
    work.acts.pressed("D7", "1.0", NOW + hours(3))
    work.acts.pressed("D8", "2.0", NOW + hours(26))
    work.acts.pressed("D7", "3.0", NOW + hours(26))
    found = {one.id: work.deliveries.get(one.id) for one in (first, second)}
    assert [one.acted_at if one else None for one in found.values()] == [NOW + hours(2), None]
    assert rates(work) == {Kind.NUDGE: ActedOn(sent=2, acted=1)}


def test_what_comes_after_its_time_is_no_act_on_it(work: UnitOfWork) -> None:
    sent(work, "1.0")
    work.acts.pressed("D7", "1.0", NOW + hours(36))
    assert rates(work) == {Kind.NUDGE: ActedOn(sent=1, acted=0)}


def test_only_what_has_had_its_time_is_counted(work: UnitOfWork) -> None:
    sent(work, "1.0")
    sent(work, "2.0", due=days(1))
    assert rates(work, until=hours(36)) == {Kind.NUDGE: ActedOn(sent=1, acted=0)}
    assert rates(work, until=hours(35)) == {}


@pytest.mark.parametrize(
    ("who", "after", "acted"),
    [(ANA, hours(1), 1), (ANA, hours(0), 1), (ANA, -MINUTE, 0), (ANA, hours(36), 0), (BO, hours(1), 0)],
)
def test_a_touch_of_ones_own_lead_in_time_is_an_act(
    work: UnitOfWork, who: MemberId, after: timedelta, acted: int
) -> None:
    sent(work, "1.0")
    work.acts.touched([(who, NOW + after), (who, NOW + after), (MemberId(99), NOW), (who, NOW - days(2))])
    assert rates(work) == {Kind.NUDGE: ActedOn(sent=1, acted=acted)}


def test_a_touch_is_no_act_on_what_asked_for_something_else(work: UnitOfWork) -> None:
    sent(work, "1.0", kind=Kind.LATE)
    work.acts.touched([(ANA, NOW + hours(1))])
    assert rates(work, Kind.LATE) == {Kind.LATE: ActedOn(sent=1, acted=0)}


def test_what_did_not_arrive_or_asks_for_nothing_is_left_out(work: UnitOfWork) -> None:
    work.deliveries.plan(replace(new_delivery("7"), act_by=NOW + hours(36)))
    lost = work.deliveries.claim(NOW)
    assert lost is not None
    work.deliveries.failed(lost.id, lost.attempt, "account_inactive")
    work.deliveries.plan(new_delivery("8", kind=Kind.HELLO))
    hello = work.deliveries.claim(NOW)
    assert hello is not None
    work.deliveries.sent(hello.id, hello.attempt, Posted(channel_id="D8", message_ts="9.0"))
    assert rates(work) == {}


def test_each_kind_by_itself(work: UnitOfWork) -> None:
    sent(work, "1.0")
    sent(work, "2.0", kind=Kind.CARD, subject="7:1")
    work.acts.pressed("D7", "2.0", NOW + hours(1))
    assert rates(work) == {
        Kind.NUDGE: ActedOn(sent=1, acted=0),
        Kind.CARD: ActedOn(sent=1, acted=1),
    }
    assert set(rates(work, Kind.CARD)) == {Kind.CARD}


def test_what_arrived_and_what_was_held_back_by_kind(work: UnitOfWork) -> None:
    sent(work, "1.0", due=-days(29))
    sent(work, "2.0")
    for number in (1, 2):
        work.deliveries.plan(new_delivery(f"7:{number}", kind=Kind.DECIDED))
    one = work.deliveries.claim(NOW)
    assert one
    work.inboxes.hold(one, also={Kind.DECIDED}, now=NOW)
    work.deliveries.plan(new_delivery("9", kind=Kind.CARD))
    lost = work.deliveries.claim(NOW)
    assert lost
    work.deliveries.failed(lost.id, lost.attempt, "account_inactive")
    assert work.acts.counts(NOW - days(28)) == {Kind.NUDGE: Counted(sent=1), Kind.DECIDED: Counted(held=2)}


def test_a_batch_of_many_reps_is_one_change_of_the_ledger(sqlite_store: SqlStore) -> None:
    updates: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("UPDATE delivery"):
            updates.append(statement)

    with sqlite_store.units(sqlite_store.tenants.sole()) as work:
        for member in range(500):
            sent(work, f"{member}.0", subject=str(member))
        touched = [(MemberId(member), NOW + hours(1) + member * MINUTE) for member in range(499)]
        event.listen(sqlite_store.engine, "before_cursor_execute", note)
        work.acts.touched(touched)
        event.remove(sqlite_store.engine, "before_cursor_execute", note)
        assert len(updates) == 1
        assert rates(work) == {Kind.NUDGE: ActedOn(sent=500, acted=499)}
        found = {one.subject: one.acted_at for one in work.deliveries.in_state(State.SENT)}
        assert found == {str(who): at for who, at in touched} | {"499": None}
