"""What a handoff fixed stays until a version says otherwise; leads are counted by when they entered."""

import pytest

from sla.handoff import HandoffFacts
from sla.leads import Lead, LeadId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, hours, lead_row


def put(work: UnitOfWork, external_id: str, **said) -> LeadId:
    work.leads.upsert([lead_row(external_id, **said)])
    return work.leads.ids_by_external("file", [external_id])[external_id]


def stored(work: UnitOfWork, lead_id: LeadId) -> Lead:
    lead = work.leads.get(lead_id)
    assert lead is not None
    return lead


@pytest.mark.parametrize("version", [None, 0, 1, 7])
def test_a_lead_keeps_the_version_of_its_first_row(work: UnitOfWork, version: int | None):
    lead_id = put(work, "1", version=version)
    put(work, "1", version=3, name="Ada King")
    lead = stored(work, lead_id)
    assert (lead.version, lead.name, lead.judged) == (version, "Ada King", version is not None)
    (history,) = work.leads.histories([lead_id])
    assert history.lead.version == version


def test_the_first_of_two_rows_in_one_file_fixes_the_version(work: UnitOfWork):
    work.leads.upsert([lead_row("1", version=1), lead_row("1", version=2)])
    assert stored(work, work.leads.ids_by_external("file", ["1"])["1"]).version == 1


def test_leads_of_every_version_are_judged(work: UnitOfWork):
    for external_id, version in (("listed", None), ("unsigned", 0), ("signed", 2)):
        lead_id = put(work, external_id, version=version)
        work.leads.save_derived({lead_id: derived(next_due_at=NOW + hours(1))})
    found = [
        (one.lead.external_id, one.lead.version) for one in work.leads.handed_off_between(NOW, NOW + days(1))
    ]
    assert found == [("unsigned", 0), ("signed", 2)]
    assert work.leads.overdue(NOW + hours(1)) == {("website", "MQL"): 2}


def test_one_version_judges_from_its_first_moment_and_recounts_all(work: UnitOfWork):
    before, at, after = (
        put(work, str(number), handed_off_at=NOW + hours(number), version=version)
        for number, version in enumerate((5, None, 1))
    )
    work.leads.judge_from(NOW + hours(1), 0, recount_at=NOW + days(2))
    assert [stored(work, one).version for one in (before, at, after)] == [None, 0, 0]
    assert work.leads.behind(NOW + days(2) - hours(1), 9) == ()
    assert work.leads.behind(NOW + days(2), 9) == (before, at, after)


def test_what_a_handoff_fixed_is_fixed_anew_for_the_leads_named(work: UnitOfWork):
    mine, other = put(work, "1", version=1), put(work, "2", version=1)
    columns = derived(follow_up_count=2, first_attempt_at=NOW, next_due_at=NOW + days(14))
    work.leads.save_derived({mine: columns, other: columns})
    facts = HandoffFacts(zone="Asia/Tokyo", version=2, first_attempt_due_at=NOW + hours(1))
    work.leads.refix({mine: facts}, recount_at=NOW + days(3))
    work.leads.refix({}, recount_at=NOW)
    lead, untouched = stored(work, mine), stored(work, other)
    assert (lead.zone, lead.version, lead.first_attempt_due_at) == ("Asia/Tokyo", 2, NOW + hours(1))
    assert (lead.derived.follow_up_count, lead.derived.recount_at) == (2, NOW + days(3))
    assert (lead.name, lead.handed_off_at) == ("Ada Lovelace", NOW)
    assert (untouched.zone, untouched.version, untouched.derived) == ("Europe/Berlin", 1, columns)


def test_a_lead_can_become_listed_only(work: UnitOfWork):
    lead_id = put(work, "1", version=1)
    fixed = HandoffFacts(zone="Europe/Berlin", version=None, first_attempt_due_at=NOW)
    work.leads.refix({lead_id: fixed}, recount_at=NOW)
    assert not stored(work, lead_id).judged


def test_leads_that_lie_ahead_are_found_judged_or_not(work: UnitOfWork):
    put(work, "before", handed_off_at=NOW - hours(1))
    put(work, "late", handed_off_at=NOW + days(9), version=None)
    put(work, "on the moment")
    assert [lead.external_id for lead in work.leads.ahead(NOW)] == ["on the moment", "late"]
    assert work.leads.ahead(NOW + days(10)) == ()
