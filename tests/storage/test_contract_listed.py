"""What today's reminders list, and what sources brought for it since, is kept alike by every store."""

from collections.abc import Sequence
from itertools import count

import pytest
from sqlalchemy import event

from sla.activity import BY_HAND
from sla.delivery import Delivery, Kind, Posted
from sla.leads import LeadId
from sla.listed import OutOfDate, Unsaid
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, hours, lead_row, new_delivery, touch_row
from tests.stores import AnyStore, SqlStore


@pytest.fixture(autouse=True)
def unhurried(store: AnyStore) -> None:
    """Every look at the clock is an hour later."""
    turns = count()
    store.leases.now = lambda: NOW + hours(next(turns))


def leads(work: UnitOfWork, number: int = 2) -> list[LeadId]:
    names = [str(place) for place in range(number)]
    work.leads.upsert([lead_row(name) for name in names])
    found = work.leads.ids_by_external("file", names)
    return [found[name] for name in names]


def reminder(work: UnitOfWork, those: Sequence[LeadId], *, subject: str = "7", on: int = 0) -> Delivery:
    """Claimed, its lines written down, posted."""
    at = NOW + days(on)
    assert work.deliveries.plan(new_delivery(subject, kind=Kind.NUDGE, due_at=at))
    claimed = work.deliveries.claim(at)
    assert claimed is not None
    work.listed.put(claimed.id, those, at)
    work.deliveries.sent(claimed.id, claimed.attempt, Posted(channel_id="D7", message_ts=f"{on}.0"))
    return claimed


def brought(work: UnitOfWork, name: str, lead: LeadId, *, source: str = "hubspot") -> int:
    """The touch's number."""
    work.touches.add([touch_row(name, lead, source=source)])
    (history,) = work.leads.histories([lead])
    return max(int(one.id) for one in history.touches)


def due(work: UnitOfWork, limit: int = 9) -> list[tuple[int, tuple[Unsaid, ...]]]:
    return [(one.delivery.id, one.lines) for one in work.listed.out_of_date(NOW + hours(1), limit)]


def test_what_a_source_brings_for_a_listed_lead_is_not_said_yet(work: UnitOfWork) -> None:
    ada, bo = leads(work)
    known = brought(work, "1", ada)
    sent = reminder(work, [ada])
    assert due(work) == []
    brought(work, "2", bo)
    new = brought(work, "3", ada)
    assert due(work) == [(sent.id, (Unsaid(lead_id=ada, after=known, newest=new),))]


def test_the_message_it_is_in_comes_with_it(work: UnitOfWork) -> None:
    ada, _ = leads(work)
    sent = reminder(work, [ada])
    brought(work, "1", ada)
    (one,) = work.listed.out_of_date(NOW + hours(1), 9)
    assert isinstance(one, OutOfDate)
    assert (one.delivery.id, one.delivery.channel_id, one.delivery.message_ts) == (sent.id, "D7", "0.0")


def test_a_press_and_what_was_undone_are_no_news(work: UnitOfWork) -> None:
    ada, bo = leads(work)
    reminder(work, [ada, bo])
    brought(work, "1", ada, source=BY_HAND)
    brought(work, "2", bo)
    work.touches.take_back("hubspot", ["2"], NOW)
    assert due(work) == []


def test_what_was_said_is_said_once_and_the_next_is_news_again(work: UnitOfWork) -> None:
    ada, _ = leads(work)
    sent = reminder(work, [ada])
    first = brought(work, "1", ada)
    ((_, lines),) = due(work)
    work.listed.said(sent.id, lines)
    assert due(work) == []
    second = brought(work, "2", ada)
    assert due(work) == [(sent.id, (Unsaid(lead_id=ada, after=first, newest=second),))]


def test_a_message_that_is_on_its_way_or_over_is_left_alone(work: UnitOfWork) -> None:
    ada, _ = leads(work)
    assert work.deliveries.plan(new_delivery("7", kind=Kind.NUDGE))
    claimed = work.deliveries.claim(NOW)
    assert claimed is not None
    work.listed.put(claimed.id, [ada], NOW)
    brought(work, "1", ada)
    assert due(work) == []
    work.deliveries.sent(claimed.id, claimed.attempt, Posted(channel_id="D7", message_ts="1.0"))
    assert len(due(work)) == 1
    assert work.listed.out_of_date(claimed.expires_at, 9) == ()


def test_the_lines_of_earlier_days_are_dropped(work: UnitOfWork) -> None:
    ada, bo = leads(work)
    reminder(work, [ada])
    later = reminder(work, [bo], on=1)
    brought(work, "1", ada)
    brought(work, "2", bo)
    assert [one for one, _ in due(work)] == [later.id]


def test_a_message_tried_again_lists_what_it_says_then(work: UnitOfWork) -> None:
    ada, bo = leads(work)
    sent = reminder(work, [ada])
    work.listed.put(sent.id, [bo], NOW)
    brought(work, "1", ada)
    brought(work, "2", bo)
    ((_, lines),) = due(work)
    assert [one.lead_id for one in lines] == [bo]


def test_no_more_lines_than_are_asked_for(work: UnitOfWork) -> None:
    those = leads(work, 5)
    reminder(work, those)
    for place, lead in enumerate(those):
        brought(work, str(place), lead)
    ((_, lines),) = due(work, 3)
    assert [one.lead_id for one in lines] == those[:3]


def test_many_reminders_are_read_at_once(sqlite_store: SqlStore) -> None:
    reads: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        reads.append(statement)

    with sqlite_store.units(sqlite_store.tenants.sole()) as work:
        those = leads(work, 40)
        for place, lead in enumerate(those):
            reminder(work, [lead], subject=str(place))
            brought(work, str(place), lead)
        event.listen(sqlite_store.engine, "before_cursor_execute", note)
        found = work.listed.out_of_date(NOW + hours(1), 100)
        event.remove(sqlite_store.engine, "before_cursor_execute", note)
    assert (len(found), len(reads)) == (40, 2)
