"""What is decided about leads that two sources have, on every store alike."""

from dataclasses import replace

import pytest

from sla.activity import StageChange
from sla.leads import LeadId, StopReason
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.same_leads import Decided, Moved
from tests.storage.examples import NOW, answer_row, days, deal_row, hours, lead_row, touch_row


@pytest.fixture
def by(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["max@example.com"])["max@example.com"]


def put(work: UnitOfWork, source: str, key: str, person: str | None, *, ago: int = 1) -> LeadId:
    row = lead_row(key, source=source, handed_off_at=NOW - days(ago))
    work.leads.upsert([replace(row, person=person)])
    return work.leads.ids_by_external(source, [key])[key]


def same(kept: LeadId, other: LeadId, by: MemberId, *, moved: Moved | None = None) -> Decided:
    return Decided(kept_id=kept, other_id=other, same=True, by=by, at=NOW, moved=moved or Moved())


def test_people_of_several_sources_are_found_by_handoff(work: UnitOfWork):
    later, first = put(work, "a", "1", "p", ago=2), put(work, "b", "1", "p", ago=5)
    put(work, "a", "2", "q")
    put(work, "a", "3", "q")
    put(work, "b", "4", None)
    put(work, "b", "5", "p", ago=40)
    found = work.same_leads.sightings(NOW - days(30), NOW)
    assert [(one.lead.id, one.source, one.person) for one in found] == [(first, "b", "p"), (later, "a", "p")]
    assert work.same_leads.sightings(NOW - days(3), NOW) == ()


def test_what_was_decided_stands_until_it_is_undone(work: UnitOfWork, by: MemberId):
    one, two, three = (put(work, source, "1", "p") for source in ("a", "b", "c"))
    first = same(one, two, by, moved=Moved(touches=(4, 5), answers=(6,)))
    second = replace(first, other_id=three, same=False, at=NOW + hours(1), moved=Moved())
    work.same_leads.decide(first)
    work.same_leads.decide(second)
    assert work.same_leads.decided() == (second, first)
    work.same_leads.undo(one, two, NOW)
    assert work.same_leads.decided() == (second,)
    again = replace(first, same=False, by=None)
    work.same_leads.decide(again)
    assert set(work.same_leads.decided()) == {second, again}


def test_an_id_leads_to_the_lead_that_stands_in_the_end(work: UnitOfWork, by: MemberId):
    one, two, three, apart = (put(work, source, "1", "p") for source in "abcd")
    work.same_leads.decide(same(two, three, by))
    work.same_leads.decide(same(one, two, by))
    work.same_leads.decide(replace(same(one, apart, by), same=False))
    assert work.same_leads.stands_for([one, two, three, apart]) == {two: one, three: one}
    assert work.leads.ids_by_external("c", ["1", "nobody"]) == {"1": one}
    assert work.leads.ids_by_external("d", ["1"]) == {"1": apart}
    assert work.leads.own_ids("c", ["1", "nobody"]) == {"1": three}
    work.same_leads.undo(one, two, NOW)
    assert work.leads.ids_by_external("c", ["1"]) == {"1": two}


def test_facts_move_and_move_back(work: UnitOfWork):
    one, two = put(work, "a", "1", "p"), put(work, "b", "1", "p")
    work.touches.add([touch_row("1", one), touch_row("2", two), touch_row("3", two)])
    work.deals.upsert([deal_row("1", two)])
    work.answers.add([answer_row("1", two)])
    stages = (("1", "SQL"), ("2", StopReason.GONE), ("3", StopReason.MERGED))
    work.stages.upsert(
        [
            StageChange(source="crm", external_id=key, lead_id=two, stage=stage, entered_at=NOW)
            for key, stage in stages
        ]
    )
    moved = work.same_leads.move(two, one)
    assert [len(ids) for ids in (moved.touches, moved.deals, moved.stages, moved.answers)] == [2, 1, 1, 1]
    assert [len(history.touches) for history in work.leads.histories([one, two])] == [3, 0]
    assert set(work.deals.first_won([one, two])) == set(work.answers.of([one, two])) == {one}
    entered = {lead_id: [one.external_id for one in of] for lead_id, of in work.stages.of([one, two]).items()}
    assert entered == {one: ["1"], two: ["2", "3"]}
    work.same_leads.move_back(moved, two)
    assert [len(history.touches) for history in work.leads.histories([one, two])] == [1, 2]
    assert set(work.deals.first_won([one, two])) == set(work.answers.of([one, two])) == {two}
