"""What is kept of the stages that leads entered; on every store."""

import pytest

from sla.activity import StageChange
from sla.leads import LeadId, Stored
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, hours, lead_row


@pytest.fixture
def lead_id(work: UnitOfWork) -> LeadId:
    work.leads.upsert([lead_row("1"), lead_row("2")])
    return work.leads.ids_by_external("file", ["1"])["1"]


def change(external_id: str, lead_id: LeadId, stage: str = "SQL", after: float = 1) -> StageChange:
    return StageChange(
        source="file", external_id=external_id, lead_id=lead_id, stage=stage, entered_at=NOW + days(after)
    )


def test_a_fact_is_kept_once_as_its_source_says_now(work: UnitOfWork, lead_id: LeadId):
    first, second = change("a", lead_id), change("b", lead_id, "won", after=0.5)
    assert work.stages.upsert([first, second]) == Stored(created=2)
    again = [change("a", lead_id, "lost"), second, change("c", lead_id, "lost")]
    stored = work.stages.upsert(again)
    assert stored == Stored(created=1, updated=1, unchanged=1)
    assert (stored.new, stored.changed) == ({"c"}, {"a"})
    assert set(work.stages.of([lead_id])[lead_id]) == {second, again[0], again[2]}


def test_what_its_source_takes_back_is_gone_until_it_says_it_again(work: UnitOfWork, lead_id: LeadId):
    work.stages.upsert([change("a", lead_id), change("b", lead_id, "won")])
    assert work.stages.take_back("file", ["a", "unknown"], NOW) == {lead_id}
    assert work.stages.take_back("file", ["a"], NOW) == frozenset()
    assert [one.external_id for one in work.stages.of([lead_id])[lead_id]] == ["b"]
    assert work.stages.upsert([change("a", lead_id)]) == Stored(updated=1)
    assert len(work.stages.of([lead_id])[lead_id]) == 2
    assert work.stages.leads_of("file", ["a", "none"]) == {lead_id}


def test_leads_without_any_are_left_out(work: UnitOfWork, lead_id: LeadId):
    assert work.stages.of([lead_id, LeadId(10**6)]) == {}
    assert work.stages.of([]) == {}


def test_a_reached_stage_goes_before_the_files_and_prices_the_clock(work: UnitOfWork, lead_id: LeadId):
    due = NOW + hours(1)
    work.leads.save_derived({lead_id: derived(next_due_at=due)})
    work.leads.reach({lead_id: "opportunity"})
    assert work.leads.upsert([lead_row("1")]) == Stored(unchanged=1)
    lead = work.leads.get(lead_id)
    assert lead is not None
    assert lead.stage == "opportunity"
    assert work.leads.overdue(due) == {("website", "opportunity"): 1}
    assert work.leads.histories([lead_id])[0].lead.stage == "opportunity"
