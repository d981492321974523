"""A rep's list: every lead under one urgency, in order, counted and paged."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sla.leads import Derived, LeadId, Urgency, WorklistQuery
from sla.people import MemberId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, hours, lead_row, won

FIRST = NOW - days(20)
CALLED = NOW - days(19)


@pytest.fixture
def owner(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["ana@example.com"])["ana@example.com"]


def query(owner: MemberId, **said) -> WorklistQuery:
    whole_day = WorklistQuery(
        owner_id=owner, now=NOW, day_ends_at=NOW + hours(14), today=NOW.date(), limit=99
    )
    return replace(whole_day, **said)


def put(work: UnitOfWork, external_id: str, owner: MemberId | None, columns: Derived, **said) -> LeadId:
    work.leads.upsert([lead_row(external_id, owner_id=owner, **{"handed_off_at": FIRST, **said})])
    lead_id = work.leads.ids_by_external("file", [external_id])[external_id]
    work.leads.save_derived({lead_id: columns})
    return lead_id


def listed(work: UnitOfWork, asked: WorklistQuery) -> list[tuple[Urgency, str]]:
    return [(one.urgency, one.lead.external_id) for one in work.leads.worklist(asked).items]


@pytest.mark.parametrize(
    ("columns", "urgency"),
    [
        (derived(first_attempt_at=CALLED, next_due_at=NOW - hours(1)), Urgency.OVERDUE),
        (derived(first_attempt_at=CALLED, next_due_at=NOW), Urgency.OVERDUE),
        (derived(next_due_at=NOW), Urgency.OVERDUE),
        (derived(first_attempt_at=CALLED, next_due_at=NOW + hours(1)), Urgency.DUE_TODAY),
        (derived(next_due_at=NOW + hours(14)), Urgency.DUE_TODAY),
        (derived(next_due_at=NOW, remind_on=NOW.date()), Urgency.OVERDUE),
        (derived(next_due_at=NOW + hours(1), remind_on=NOW.date()), Urgency.DUE_TODAY),
        (derived(next_due_at=NOW + hours(15), remind_on=NOW.date()), Urgency.REMIND),
        (derived(first_attempt_at=CALLED, remind_on=CALLED.date()), Urgency.REMIND),
        (derived(next_due_at=NOW + hours(15), remind_on=NOW.date() + timedelta(days=1)), Urgency.NEW),
        (derived(next_due_at=NOW + hours(15)), Urgency.NEW),
        (derived(next_due_at=NOW + hours(15), suggested_on=NOW.date()), Urgency.NEW),
        (derived(), Urgency.NEW),
        (
            derived(first_attempt_at=CALLED, next_due_at=NOW + days(9), suggested_on=NOW.date()),
            Urgency.SUGGESTED,
        ),
        (derived(first_attempt_at=CALLED, suggested_on=CALLED.date()), Urgency.SUGGESTED),
    ],
)
def test_each_lead_has_one_urgency(work: UnitOfWork, owner: MemberId, columns: Derived, urgency: Urgency):
    put(work, "1", owner, columns)
    found = work.leads.worklist(query(owner))
    assert [one.urgency for one in found.items] == [urgency]
    assert found.counts == {each: int(each is urgency) for each in Urgency}


@pytest.mark.parametrize(
    ("due_at", "urgency"),
    [
        (NOW - hours(2), Urgency.OVERDUE),
        (NOW - hours(1), Urgency.WAITING),
        (NOW, Urgency.WAITING),
        (NOW + hours(1), Urgency.DUE_TODAY),
    ],
)
def test_a_date_that_fell_into_a_silence_is_not_overdue(
    work: UnitOfWork, owner: MemberId, due_at: datetime, urgency: Urgency
):
    put(work, "1", owner, derived(first_attempt_at=CALLED, next_due_at=due_at))
    found = work.leads.worklist(query(owner, known_until=NOW - hours(2)))
    assert [one.urgency for one in found.items] == [urgency]
    assert found.counts == {each: int(each is urgency) for each in Urgency}
    ahead = work.leads.worklist(query(owner, known_until=NOW + hours(2)))
    assert Urgency.WAITING not in {one.urgency for one in ahead.items}


@pytest.mark.parametrize(
    "columns",
    [
        derived(
            first_attempt_at=CALLED, next_due_at=NOW + days(2), suggested_on=NOW.date() + timedelta(days=1)
        ),
        derived(first_attempt_at=CALLED),
    ],
)
def test_what_is_not_urgent_is_listed_only_with_everything(
    work: UnitOfWork, owner: MemberId, columns: Derived
):
    put(work, "1", owner, columns)
    assert work.leads.worklist(query(owner)).total == 0
    assert listed(work, query(owner, everything=True)) == [(Urgency.LATER, "1")]


def test_only_judged_leads_with_a_running_clock_are_urgent(work: UnitOfWork, owner: MemberId):
    overdue = derived(next_due_at=NOW - days(1))
    put(work, "not judged", owner, overdue, version=None)
    work.leads.set_stops(won({put(work, "stopped", owner, overdue): NOW}))
    work.leads.set_stops(won({put(work, "stops later", owner, overdue): NOW + hours(1)}))
    assert listed(work, query(owner)) == [(Urgency.OVERDUE, "stops later")]
    later = [
        external_id
        for urgency, external_id in listed(work, query(owner, everything=True))
        if urgency is Urgency.LATER
    ]
    assert later == ["not judged", "stopped"]


def test_an_answer_brings_up_a_stopped_and_a_listed_lead_too(work: UnitOfWork, owner: MemberId):
    answered = derived(first_attempt_at=CALLED, remind_on=NOW.date())
    work.leads.set_stops(won({put(work, "stopped", owner, answered): CALLED}))
    put(work, "not judged", owner, answered, version=None)
    assert listed(work, query(owner)) == [(Urgency.REMIND, "stopped"), (Urgency.REMIND, "not judged")]


def test_others_leads_and_leads_to_come_are_on_no_list(work: UnitOfWork, owner: MemberId):
    other = work.members.ensure(["bo@example.com"])["bo@example.com"]
    put(work, "of another", other, derived())
    put(work, "of nobody", None, derived())
    put(work, "tomorrow", owner, derived(), handed_off_at=NOW + days(1))
    assert work.leads.worklist(query(owner, everything=True)).total == 0


def test_a_snoozed_lead_sleeps_until_its_moment(work: UnitOfWork, owner: MemberId):
    work.leads.snooze(put(work, "asleep", owner, derived()), NOW + hours(1))
    work.leads.snooze(put(work, "awake", owner, derived()), NOW)
    assert listed(work, query(owner)) == [(Urgency.NEW, "awake")]
    assert listed(work, query(owner, everything=True)) == [(Urgency.NEW, "awake")]
    assert work.leads.worklist(query(owner, with_snoozed=True)).counts[Urgency.NEW] == 2


def test_the_list_is_ordered_by_urgency_then_due_date_and_new_leads_newest_first(
    work: UnitOfWork, owner: MemberId
):
    put(work, "later 2", owner, derived(first_attempt_at=CALLED))
    put(work, "later 1", owner, derived(first_attempt_at=CALLED, next_due_at=NOW + days(8)))
    put(work, "suggested", owner, derived(first_attempt_at=CALLED, suggested_on=NOW.date()))
    put(work, "new 2", owner, derived(next_due_at=NOW + days(2)), handed_off_at=NOW - days(2))
    put(work, "new 1", owner, derived(next_due_at=NOW + days(5)), handed_off_at=NOW - days(1))
    put(work, "new 3", owner, derived(next_due_at=NOW + days(2)), handed_off_at=NOW - days(2))
    put(work, "today", owner, derived(next_due_at=NOW + hours(2)))
    put(work, "overdue 2", owner, derived(next_due_at=NOW - hours(1)))
    put(work, "overdue 1", owner, derived(next_due_at=NOW - hours(2)))
    names = [external_id for _, external_id in listed(work, query(owner, everything=True))]
    assert names == [
        "overdue 1", "overdue 2", "today", "new 1", "new 2", "new 3", "suggested", "later 1", "later 2",
    ]  # fmt: skip


def test_pages_cut_the_items_and_never_the_counts(work: UnitOfWork, owner: MemberId):
    for number in range(5):
        put(work, str(number), owner, derived(next_due_at=NOW - hours(9 - number)))
    put(work, "new", owner, derived())
    page = work.leads.worklist(query(owner, offset=4, limit=2))
    assert [one.lead.external_id for one in page.items] == ["4", "new"]
    assert (page.counts[Urgency.OVERDUE], page.counts[Urgency.NEW], page.total) == (5, 1, 6)
    for nothing in (query(owner, offset=6), query(owner, limit=0)):
        assert work.leads.worklist(nothing).items == ()
        assert work.leads.worklist(nothing).total == 6


def test_one_urgency_alone_keeps_the_counts_of_all(work: UnitOfWork, owner: MemberId):
    put(work, "overdue", owner, derived(next_due_at=NOW - hours(1)))
    put(work, "new 1", owner, derived(), handed_off_at=NOW - days(1))
    put(work, "new 2", owner, derived(), handed_off_at=NOW - days(2))
    found = work.leads.worklist(query(owner, only=Urgency.NEW, offset=1))
    assert [one.lead.external_id for one in found.items] == ["new 2"]
    assert (found.counts[Urgency.OVERDUE], found.counts[Urgency.NEW]) == (1, 2)
