"""The draft is one, its revision never comes twice, and a promise has one entry for a month."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sla.agreement import Draft, Tables
from sla.people import TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import MARCH, NOW, entry, hours
from tests.stores import AnyStore

TABLES: Tables = {
    "team": {"name": "Größe & Söhne 🦉", "zone": "Europe/Berlin"},
    "quota": {"amount": 500_000, "signed": False, "note": None},
    "lead_types": [{"key": "website", "origins": ["Website form", "Chat"]}, {}],
    "empty": [],
}


def test_a_draft_comes_back_as_it_was_saved(work: UnitOfWork):
    (member,) = work.members.ensure(["ana@example.com"]).values()
    assert work.agreements.draft() is None
    saved = work.agreements.save_draft(TABLES, by=member, at=NOW)
    assert saved == Draft(tables=TABLES, revision=saved.revision, by=member, at=NOW)
    draft = work.agreements.draft()
    assert draft == saved
    assert list(draft.tables) == list(TABLES), "in the order of the file"


def test_a_draft_takes_any_mapping_and_text_that_is_no_valid_unicode(work: UnitOfWork):
    tables = MappingProxyType({"team": MappingProxyType({"name": "\ud800 and \x00"})})
    work.agreements.save_draft(tables, by=None, at=NOW)
    draft = work.agreements.draft()
    assert draft is not None
    assert draft.tables == {"team": {"name": "\ud800 and \x00"}}


def test_a_later_draft_takes_the_place_of_the_earlier_one(work: UnitOfWork):
    first = work.agreements.save_draft(TABLES, by=None, at=NOW)
    second = work.agreements.save_draft({"team": {}}, by=None, at=NOW + hours(1))
    assert second.revision > first.revision
    assert work.agreements.draft() == second
    assert (second.tables, second.at) == ({"team": {}}, NOW + hours(1))


def test_a_dropped_draft_leaves_its_revision_behind(work: UnitOfWork):
    first = work.agreements.save_draft(TABLES, by=None, at=NOW)
    for _ in range(2):
        work.agreements.drop_draft()
        assert work.agreements.draft() is None
    second = work.agreements.save_draft(TABLES, by=None, at=NOW)
    assert second.revision > first.revision


def test_to_drop_what_there_is_not_is_nothing(work: UnitOfWork):
    work.agreements.drop_draft()
    assert work.agreements.draft() is None


def test_a_draft_is_read_where_nothing_may_be_written(store: AnyStore, tenant_id: TenantId):
    with store.units(tenant_id) as work:
        saved = work.agreements.save_draft(TABLES, by=None, at=NOW)
        work.commit()
        work.agreements.drop_draft()
    with store.looks(tenant_id) as work:
        assert work.agreements.draft() == saved


def test_a_promise_has_one_entry_for_a_month(work: UnitOfWork):
    ana, bo = work.members.ensure(["ana@example.com", "bo@example.com"]).values()
    first = entry(ana, value="4")
    later = replace(first, value="5, with the white paper", by=bo, at=NOW + hours(1))
    for one in (first, later):
        work.agreements.enter(one)
    assert work.agreements.entries(MARCH) == (later,)


def test_entries_come_newest_month_first_from_a_month_on(work: UnitOfWork):
    (ana,) = work.members.ensure(["ana@example.com"]).values()
    months = [date(2026, 2, 1), date(2026, 4, 1), date(2026, 1, 1), MARCH]
    for key in ("webinars", "articles"):
        for month in months:
            work.agreements.enter(entry(ana, key=key, month=month))
    found = [(one.month.month, one.key) for one in work.agreements.entries(date(2026, 2, 1))]
    assert found == [(month, key) for month in (4, 3, 2) for key in ("articles", "webinars")]
    assert work.agreements.entries(date(2026, 5, 1)) == ()
