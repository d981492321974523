"""An input is kept once, in the order in which it came, and is in the hands of one process that lives."""

from dataclasses import replace

from sla.arrivals import NOBODY, Arrival
from sla.people import TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

FIRST = Arrival(key="1.1", slack_id="U1", at=NOW, said='{"text": "log Müßig call"}')
SECOND = replace(FIRST, key="0.9", at=NOW - hours(1))
OTHERS = replace(FIRST, key="2.1", slack_id="U2")


def keys(work: UnitOfWork, *people: str) -> list[tuple[str, str]]:
    return [(one.key, one.holder) for one in work.arrivals.of(people)]


def test_it_is_kept_once_and_in_order(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        work.arrivals.keep([FIRST, OTHERS], "a")
        work.commit()
    with store.units(tenant_id) as work:
        work.arrivals.keep([SECOND, replace(FIRST, said="again")], "b")
        work.commit()
    with store.looks(tenant_id) as work:
        assert keys(work, "U1") == [("1.1", "a"), ("0.9", "b")]
        assert keys(work, "U1", "U2") == [("1.1", "a"), ("2.1", "a"), ("0.9", "b")]
        assert [one.key for one in work.arrivals.of_others("a")] == ["0.9"]


def test_what_is_done_is_gone_and_may_come_again(work: UnitOfWork) -> None:
    work.arrivals.keep([FIRST, SECOND], "a")
    work.arrivals.done(["1.1", "unheard of"], "a")
    assert keys(work, "U1") == [("0.9", "a")]
    work.arrivals.done(["0.9"], "b")
    assert keys(work, "U1") == [("0.9", "a")], "it is another's"


def test_it_is_taken_from_who_does_not_beat(work: UnitOfWork) -> None:
    work.arrivals.keep([FIRST, SECOND, OTHERS], "a")
    seen = work.arrivals.of_others("b")
    assert work.arrivals.take(seen[1:], "b") == (SECOND, OTHERS)
    assert work.arrivals.take(seen, "c") == (FIRST,), "the others have changed hands"
    assert keys(work, "U1", "U2") == [("1.1", "c"), ("0.9", "b"), ("2.1", "b")]


def test_it_is_left_to_who_has_beaten_since(work: UnitOfWork) -> None:
    work.arrivals.keep([FIRST], "a")
    seen = work.arrivals.of_others("b")
    work.arrivals.beat("a")
    work.arrivals.beat("b")
    assert work.arrivals.take(seen, "b") == ()
    assert work.arrivals.take(work.arrivals.of_others("b"), "b") == (FIRST,)


def test_what_is_given_up_is_nobodys(work: UnitOfWork) -> None:
    work.arrivals.keep([FIRST], "a")
    work.arrivals.keep([OTHERS], "b")
    work.arrivals.give_up("a")
    assert keys(work, "U1", "U2") == [("1.1", NOBODY), ("2.1", "b")]
