"""Events that wait for their lead: found by any lead that they may be about, each kept once, by its source."""

from dataclasses import replace

from sla.ports import UnitOfWork
from sla.waits import Waiting, WaitingEvent
from tests.storage.examples import NOW, hours

CALL = WaitingEvent(
    source="zapier",
    type="touch",
    external_id="t1",
    leads=("1;2", "1", "2"),
    fields={"lead": "1;2", "activity": "call", "owner": "ü"},
    at=NOW,
)
DEAL = replace(CALL, type="deal", leads=("2",), fields={"lead": "2"}, at=NOW - hours(1))
OTHER = replace(CALL, source="crm", at=NOW + hours(2))


def test_an_event_is_found_by_each_lead_that_it_may_be_about(work: UnitOfWork) -> None:
    work.waits.save([CALL, DEAL, OTHER])
    assert work.waits.about("zapier", ["1"]) == (CALL,)
    assert work.waits.about("zapier", ["1;2", "2", "3"]) == (DEAL, CALL)
    assert work.waits.about("crm", ["2"]) == (OTHER,)
    assert work.waits.about("zapier", []) == work.waits.about("zapier", ["3"]) == ()


def test_the_same_event_again_takes_its_place(work: UnitOfWork) -> None:
    moved = replace(CALL, leads=("7",), fields={"lead": "7"}, at=NOW + hours(1))
    work.waits.save([CALL, OTHER])
    work.waits.save([moved])
    assert work.waits.about("zapier", ["1", "2", "7"]) == (moved,)
    assert work.waits.about("crm", ["1"]) == (OTHER,)


def test_each_is_counted_once_by_its_source(work: UnitOfWork) -> None:
    assert (work.waits.by_source(), work.waits.number("zapier")) == ({}, 0)
    work.waits.save([CALL, DEAL, OTHER])
    assert work.waits.by_source() == {
        "zapier": Waiting(number=2, since=NOW - hours(1)),
        "crm": Waiting(number=1, since=NOW + hours(2)),
    }
    assert [work.waits.number(name) for name in ("zapier", "crm", "make")] == [2, 1, 0]


def test_what_is_dropped_waits_no_longer(work: UnitOfWork) -> None:
    work.waits.save([CALL, DEAL, OTHER])
    assert work.waits.drop("zapier", [CALL.key, ("touch", "t9"), ("stage", "t1")]) == {CALL.key}
    assert work.waits.about("zapier", ["1", "2"]) == (DEAL,)
    assert work.waits.about("crm", ["1"]) == (OTHER,)


def test_what_waited_too_long_is_told(work: UnitOfWork) -> None:
    work.waits.save([CALL, DEAL, OTHER])
    assert work.waits.forget(NOW) == (DEAL,)
    assert work.waits.forget(NOW + hours(3)) == (CALL, OTHER)
    assert work.waits.by_source() == {}
