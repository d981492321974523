"""The sums behind the board."""

from datetime import datetime

from sla.leads import Given, LeadId
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


def test_delivered_each_counts_every_span_at_once(work: UnitOfWork):
    put(work, "before", handed_off_at=NOW - hours(1))
    put(work, "start")
    put(work, "outbound", lead_type="outbound", handed_off_at=NOW + hours(1))
    put(work, "next", handed_off_at=NOW + days(1))
    put(work, "end", handed_off_at=NOW + days(9))
    edges = [NOW, NOW + days(1), NOW + days(2), NOW + days(9)]
    assert work.leads.delivered_each(edges) == ({"website": 1, "outbound": 1}, {"website": 1}, {})
    many = [NOW + hours(number) for number in range(450)]
    counts = work.leads.delivered_each(many)
    assert [place for place, one in enumerate(counts) if one] == [0, 1, 24, 216]


def test_in_doubt_are_people_who_came_twice_and_final_rejections(work: UnitOfWork):
    first = put(work, "first", person="ada", name="Ada")
    put(work, "bob", person="bob")
    put(work, "nobody")
    put(work, "nobody else")
    again = put(work, "again", person="ada", handed_off_at=NOW + days(2))
    put(work, "too late", person="bob", handed_off_at=NOW + days(40))
    out = put(work, "out", handed_off_at=NOW + days(1))
    work.leads.save_derived({out: derived(rejected_at=NOW + days(3))})
    work.decisions.take_out(out, NOW + days(6))
    found = work.leads.in_doubt(NOW, NOW + days(30))
    assert [(one.lead_id, one.person, one.out_at) for one in found] == [
        (first, "ada", None),
        (out, None, NOW + days(6)),
        (again, "ada", None),
    ]
    assert (found[0].name, found[0].lead_type, found[0].handed_off_at) == ("Ada", "website", NOW)
    assert work.leads.in_doubt(NOW + days(1), NOW + days(30)) == found[1:2]


def test_who_a_lead_is_can_be_learnt_later_and_is_never_forgotten(work: UnitOfWork):
    put(work, "1")
    put(work, "2", person="ada")
    assert work.leads.upsert([lead_row("1", person="ada")]).updated == 1
    assert work.leads.upsert([lead_row("1"), lead_row("2")]).unchanged == 2
    assert {one.person for one in work.leads.in_doubt(NOW, NOW + days(1))} == {"ada"}


def test_checked_are_those_with_points(work: UnitOfWork):
    member = work.members.ensure(["max@example.com"])["max@example.com"]

    def given(points: int | None) -> Given:
        return Given(by=member, campaign=None, points=points)

    with_points = put(work, "points", given=given(12))
    put(work, "no definition then", given=given(None))
    put(work, "from a file")
    put(work, "later", given=given(3), handed_off_at=NOW + days(1))
    assert work.leads.checked(NOW, NOW + days(1)) == {with_points: "website"}
