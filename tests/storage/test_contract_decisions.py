"""Decisions are added once and read in order; what they change in a lead's row stays with it."""

from dataclasses import replace

import pytest

from sla.cadence import Pause
from sla.decisions import Decision, DecisionKind
from sla.leads import Given, Lead, LeadId, LeadRow, Stop, StopReason
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.promises import Criterion
from tests.storage.examples import NOW, days, derived, hours, lead_row


@pytest.fixture
def ana(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["ana@example.com"])["ana@example.com"]


def put(work: UnitOfWork, external_id: str, **said) -> LeadId:
    work.leads.upsert([asked(external_id, **said)])
    return work.leads.ids_by_external("slack", [external_id])[external_id]


def asked(external_id: str, *, given: Given | None = None, wait: float | None = 8, **said) -> LeadRow:
    row = lead_row(external_id, source="slack", **said)
    due_at = None if wait is None else row.handed_off_at + hours(wait)
    return replace(row, accept_due_at=due_at, given=given)


def stored(work: UnitOfWork, lead_id: LeadId) -> Lead:
    lead = work.leads.get(lead_id)
    assert lead is not None
    return lead


def decision(lead_id: LeadId, by: MemberId, key: str = "press 1", **said) -> Decision:
    plain = {"kind": DecisionKind.REJECTED, "at": NOW, "reason": "duplicate", "note": "see L3"}
    return Decision(key=key, lead_id=lead_id, by=by, **(plain | said))


def test_what_a_lead_was_given_with_is_kept_from_its_first_row(work: UnitOfWork, ana: MemberId):
    ticked = (Criterion(name="50 to 500 “people”", points=10), Criterion(name="Demo", points=15))
    given = Given(by=ana, campaign="Spring", points=25, ticked=ticked)
    lead_id = put(work, "1", given=given)
    put(work, "1", given=None, wait=None, name="Ada King")
    lead = stored(work, lead_id)
    assert (lead.given, lead.accept_due_at, lead.name) == (given, NOW + hours(8), "Ada King")


def test_a_lead_without_a_definition_has_no_points(work: UnitOfWork, ana: MemberId):
    given = Given(by=ana, campaign=None, points=None)
    assert stored(work, put(work, "1", given=given)).given == given
    plain = stored(work, put(work, "2", wait=None))
    assert (plain.given, plain.accept_due_at, plain.waits) == (None, None, False)


def test_a_press_decides_once(work: UnitOfWork, ana: MemberId):
    lead_id, other = put(work, "1"), put(work, "2")
    first = decision(lead_id, ana)
    assert work.decisions.add(first)
    assert not work.decisions.add(decision(other, ana, kind=DecisionKind.ACCEPTED, reason=None))
    later = decision(lead_id, ana, "press 2", kind=DecisionKind.DISPUTED, at=NOW + hours(1), reason=None)
    earlier = decision(lead_id, ana, "press 3", kind=DecisionKind.ACCEPTED, at=NOW - hours(1), note="")
    assert work.decisions.add(later)
    assert work.decisions.add(earlier)
    assert work.decisions.of([lead_id, other, lead_id]) == {lead_id: (earlier, first, later)}
    assert work.decisions.of([]) == {}


def test_what_was_given_back_is_listed_from_a_moment_on_latest_first(work: UnitOfWork):
    early, first, second, won = (put(work, name) for name in ("early", "first", "second", "won"))
    returned = StopReason.RETURNED
    work.leads.set_stops(
        {
            early: Stop(at=NOW - hours(1), reason=returned),
            first: Stop(at=NOW, reason=returned),
            second: Stop(at=NOW + hours(1), reason=returned),
            won: Stop(at=NOW, reason=StopReason.WON),
        }
    )
    assert [lead.id for lead in work.decisions.given_back(NOW)] == [second, first]


def test_who_waits_is_who_was_asked_and_has_not_answered(work: UnitOfWork):
    late, soon = put(work, "late", wait=9), put(work, "soon", wait=2)
    put(work, "not asked", wait=None)
    put(work, "tomorrow", handed_off_at=NOW + days(1))
    work.leads.save_derived({put(work, "accepted"): derived(accepted_at=NOW)})
    work.leads.save_derived({put(work, "rejected"): derived(rejected_at=NOW)})
    work.leads.set_stops({put(work, "won"): Stop(at=NOW, reason=StopReason.WON)})
    assert [lead.id for lead in work.decisions.waiting(NOW)] == [soon, late]


def test_who_is_untried_is_who_was_handed_over_and_has_no_attempt(work: UnitOfWork):
    late, soon = put(work, "late", first_attempt_due_at=NOW + hours(9)), put(work, "soon")
    put(work, "not asked", wait=None)
    put(work, "tomorrow", handed_off_at=NOW + days(1))
    work.leads.save_derived({soon: derived(accepted_at=NOW)})
    work.leads.save_derived({put(work, "tried"): derived(first_attempt_at=NOW)})
    work.leads.set_stops({put(work, "won"): Stop(at=NOW, reason=StopReason.WON)})
    assert [lead.id for lead in work.decisions.untried(NOW)] == [soon, late]


def test_leads_that_wait_to_be_dealt_out_are_those_handed_over_here(work: UnitOfWork, ana: MemberId):
    given = Given(by=ana, campaign=None, points=None)
    put(work, "dealt", given=given)
    put(work, "tomorrow", given=given, handed_off_at=NOW + days(1))
    put(work, "imported", wait=None, handed_off_at=NOW + days(1))
    assert work.decisions.queued(NOW) == 1
    assert work.decisions.queued(NOW + days(1)) == 0


def test_the_last_lead_of_each_owner(work: UnitOfWork, ana: MemberId):
    bo, eve = work.members.ensure(["bo@example.com", "eve@example.com"]).values()
    put(work, "old", owner_id=ana, handed_off_at=NOW - days(3))
    put(work, "first", owner_id=ana)
    second, only = put(work, "second", owner_id=ana), put(work, "only", owner_id=bo)
    found = work.decisions.last_handoffs([ana, bo, eve])
    assert {owner: (one.at, one.lead_id) for owner, one in found.items()} == {
        ana: (NOW, second),
        bo: (NOW, only),
    }


def test_a_rejection_is_final_from_a_moment_on_and_a_contest_that_is_upheld_pauses_the_lead(work: UnitOfWork):
    lead_id = put(work, "1")
    work.decisions.take_out(lead_id, NOW + days(3))
    assert stored(work, lead_id).taken_out_at == NOW + days(3)
    work.decisions.take_out(lead_id, None)
    assert stored(work, lead_id).taken_out_at is None
    pause = Pause(start=NOW, end=NOW + days(2))
    work.decisions.resume(lead_id, pause, first_attempt_due_at=NOW + days(2) + hours(1))
    lead = stored(work, lead_id)
    assert (lead.taken_out_at, lead.pause) == (None, pause)
    assert lead.first_attempt_due_at == NOW + days(2) + hours(1)
    assert work.decisions.hold(lead_id) == lead


def test_leads_rejected_for_good_are_in_doubt_by_their_handoff(work: UnitOfWork):
    for name, handed_off_at, out_at in (
        ("counted", NOW, NOW + days(3)),
        ("not final", NOW, NOW + days(9)),
        ("another month", NOW - days(30), NOW),
        ("contested", NOW, None),
    ):
        lead_id = put(work, name, handed_off_at=handed_off_at)
        work.leads.save_derived({lead_id: derived(rejected_at=NOW)})
        work.decisions.take_out(lead_id, out_at)
    found = work.leads.in_doubt(NOW, NOW + days(1))
    assert [one.out_at for one in found] == [NOW + days(3), NOW + days(9)]


def test_rejected_leads_are_found_by_when(work: UnitOfWork):
    ids = [put(work, str(number)) for number in range(3)]
    for lead_id, moment in zip(ids, (NOW, NOW - hours(1), NOW - days(2)), strict=True):
        work.leads.save_derived({lead_id: derived(rejected_at=moment)})
    assert [lead.id for lead in work.decisions.rejected(NOW - hours(1))] == [ids[1], ids[0]]
