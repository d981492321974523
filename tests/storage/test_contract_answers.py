"""What leads answered, on every store alike: once per key, never changed, marked when undone."""

from datetime import date

import pytest

from sla.lead_answers import NextStep
from sla.leads import LeadId, Stored
from sla.ports import UnitOfWork
from tests.sla.services.agreement import at
from tests.storage.examples import NOW, answer_row, days, deal_row, lead_row


@pytest.fixture
def leads(work: UnitOfWork) -> list[LeadId]:
    work.leads.upsert([lead_row("1"), lead_row("2"), lead_row("3")])
    found = work.leads.ids_by_external("file", ["1", "2", "3"])
    return [found[name] for name in ("1", "2", "3")]


def test_an_answer_is_kept_as_it_came_in(work: UnitOfWork, leads: list[LeadId]):
    member = work.members.ensure(["ana@example.com"])["ana@example.com"]
    row = answer_row("p1", leads[0], on=date(2026, 3, 5), by_member=member)
    assert work.answers.add([row]) == Stored(created=1)
    stored = work.answers.by_key("slack", "p1")
    assert stored is not None
    assert (stored.row, stored.undone_at, stored.live) == (row, None, True)
    assert work.answers.get(stored.id) == stored
    assert work.answers.by_key("slack", "p2") is None


def test_the_same_key_twice_changes_nothing(work: UnitOfWork, leads: list[LeadId]):
    row = answer_row("p1", leads[0])
    work.answers.add([row])
    again = answer_row("p1", leads[0], next_step=NextStep.NO_INTEREST)
    assert work.answers.add([again, answer_row("p1", leads[0], source="crm")]) == Stored(
        created=1, unchanged=1
    )
    stored = work.answers.by_key("slack", "p1")
    assert stored is not None
    assert stored.row == row


def test_the_first_undoing_stays(work: UnitOfWork, leads: list[LeadId]):
    work.answers.add([answer_row("p1", leads[0])])
    stored = work.answers.by_key("slack", "p1")
    assert stored is not None
    for moment in (NOW, NOW + days(1)):
        work.answers.undo(stored.id, moment)
    undone = work.answers.get(stored.id)
    assert undone is not None
    assert (undone.undone_at, undone.live, undone.row) == (NOW, False, stored.row)


def test_all_of_some_leads_oldest_first_undone_ones_too(work: UnitOfWork, leads: list[LeadId]):
    work.answers.add(
        [
            answer_row("later", leads[0], at=NOW + days(2)),
            answer_row("first", leads[0]),
            answer_row("of another", leads[1], at=at("2026-03-01 10:00")),
        ]
    )
    stored = work.answers.by_key("slack", "first")
    assert stored is not None
    work.answers.undo(stored.id, NOW)
    found = work.answers.of([leads[0], leads[2]])
    assert {lead: [one.row.external_id for one in each] for lead, each in found.items()} == {
        leads[0]: ["first", "later"]
    }
    assert work.answers.of([]) == {}


def test_the_first_win_of_each_lead(work: UnitOfWork, leads: list[LeadId]):
    work.deals.upsert(
        [
            deal_row("a", leads[0], won_at=NOW + days(2)),
            deal_row("b", leads[0], won_at=NOW),
            deal_row("c", leads[1], won_at=NOW + days(1)),
        ]
    )
    assert work.deals.first_won([leads[0], leads[2]]) == {leads[0]: NOW}
    assert work.deals.first_won([]) == {}
    assert work.deals.leads_of("file", ["a", "b", "c", "none"]) == {leads[0], leads[1]}
    assert work.deals.leads_of("crm", ["a"]) == frozenset()
