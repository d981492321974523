"""The sums behind the board."""

from datetime import datetime

from sla.leads import LeadId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, hours, lead_row, won

DUE = NOW + days(14)


def put(work: UnitOfWork, external_id: str, *, next_due_at: datetime | None = DUE, **said) -> LeadId:
    work.leads.upsert([lead_row(external_id, **said)])
    lead_id = work.leads.ids_by_external("file", [external_id])[external_id]
    work.leads.save_derived({lead_id: derived(next_due_at=next_due_at)})
    return lead_id


def test_delivered_counts_handoffs_of_a_span_by_type(work: UnitOfWork):
    put(work, "before", handed_off_at=NOW - hours(1))
    put(work, "first")
    put(work, "not judged counts too", version=None)
    put(work, "outbound", lead_type="outbound", handed_off_at=NOW + hours(1))
    put(work, "end", handed_off_at=NOW + days(1))
    assert work.leads.delivered(NOW, NOW + days(1)) == {"website": 2, "outbound": 1}
    assert work.leads.delivered(NOW + days(9), NOW + days(10)) == {}


def test_overdue_are_running_clocks_whose_checkpoint_has_passed(work: UnitOfWork):
    put(work, "1")
    put(work, "2", stage="SQL")
    put(work, "3", stage="SQL", lead_type="outbound", next_due_at=DUE - hours(1))
    put(work, "later", next_due_at=DUE + hours(1))
    put(work, "no clock", next_due_at=None)
    put(work, "not judged", version=None)
    work.leads.set_stops(won({put(work, "stopped"): DUE, put(work, "stops later"): DUE + hours(1)}))
    # The one that is won later is still in its stage at this moment, and priced by it.
    assert work.leads.overdue(DUE) == {("website", "MQL"): 2, ("website", "SQL"): 1, ("outbound", "SQL"): 1}
    assert work.leads.overdue(DUE - days(1)) == {}


def test_a_snooze_does_not_move_what_is_overdue(work: UnitOfWork):
    work.leads.snooze(put(work, "1"), DUE + days(3))
    assert work.leads.overdue(DUE) == {("website", "MQL"): 1}


def test_due_between_leaves_out_its_start_and_keeps_its_end(work: UnitOfWork):
    for external_id, at in (
        ("start", DUE),
        ("in", DUE + hours(1)),
        ("end", DUE + days(1)),
        ("out", DUE + days(2)),
    ):
        put(work, external_id, next_due_at=at, stage=external_id)
    put(work, "not handed off yet", handed_off_at=DUE + hours(1), next_due_at=DUE + days(1))
    put(work, "not judged", version=None, next_due_at=DUE + days(1))
    work.leads.set_stops(won({put(work, "stopped", next_due_at=DUE + days(1)): DUE}))
    assert work.leads.due_between(DUE, DUE + days(1)) == {("website", "in"): 1, ("website", "end"): 1}
