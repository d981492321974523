"""Who owned a lead from when on, by a file of its own; and the templates, which can be imported as they are."""

import pytest
from sqlalchemy.event import listen, remove

from intake import Options, Way
from intake.templates import template
from sla.imports import Kind
from sla.leads import LeadId
from tests.intake.desk import NOW, REAL_NOW, Desk, Store
from tests.stores import SqlStore

LEADS = "Lead ID,Handed off at,Owner email\n1,2026-03-02,{owner}\n"
TITLES = "Lead ID,Owner,Owned from\n"
UTC_FILE = Options(zone="UTC")


def owners(desk: Desk, text: str | bytes, options: Options = UTC_FILE) -> tuple[int, int, int]:
    """How many changes were new, how many were known, how many were rejected."""
    way = Way(now=NOW, real_now=REAL_NOW, progress=lambda _done, _total: None)
    report = desk.importer.take(Kind.OWNERS, desk.write("owners.csv", text), options, way)
    return report.stored.created, report.stored.unchanged, len(report.rejected)


def story(store: Store, external_id: str = "1") -> list[tuple[str, str | None]]:
    """(since when, whose), oldest first, as it holds at each moment."""
    with store.units(store.tenant_id) as work:
        names = {member.id: member.email for member in work.members.all()}
        lead = work.leads.ids_by_external("csv", [external_id])[external_id]
        rows = work.ownerships.of(LeadId(lead))
    held = {f"{row.since:%d %b}": names.get(row.member_id) if row.member_id else None for row in rows}
    return list(held.items())


HISTORY = TITLES + "1,tom@example.com,2026-03-20\n1,Ana Lima,2026-03-02\n1,priya@example.com,2026-03-10\n"
WHOLE = [("02 Mar", "ana@example.com"), ("10 Mar", "priya@example.com"), ("20 Mar", "tom@example.com")]


@pytest.mark.parametrize("owner", ["", "tom@example.com"])
def test_the_whole_history_by_time_not_by_row(desk: Desk, store: Store, owner: str) -> None:
    desk.leads(LEADS.format(owner=owner), UTC_FILE)
    assert owners(desk, HISTORY) == (3, 0, 0)
    assert story(store) == WHOLE
    assert store.owner("1") == "tom@example.com"


def test_a_second_time_changes_nothing_and_a_longer_file_adds(desk: Desk, store: Store) -> None:
    desk.leads(LEADS.format(owner=""), UTC_FILE)
    owners(desk, HISTORY)
    assert owners(desk, HISTORY) == (0, 3, 0)
    assert owners(desk, HISTORY + "1,ana@example.com,2026-04-01\n") == (1, 3, 0)
    assert story(store) == [*WHOLE, ("01 Apr", "ana@example.com")]


def test_before_the_handoff_is_at_the_handoff_the_last_one(desk: Desk, store: Store) -> None:
    desk.leads(LEADS.format(owner=""), UTC_FILE)
    early = TITLES + "1,ana@example.com,2026-02-01\n1,priya@example.com,2026-02-20\n"
    assert owners(desk, early) == (1, 1, 0)
    assert owners(desk, early) == (0, 2, 0)
    assert story(store) == [("02 Mar", "priya@example.com")]


def test_what_is_known_is_never_rewritten(desk: Desk, store: Store) -> None:
    desk.leads(LEADS.format(owner=""), UTC_FILE)
    owners(desk, TITLES + "1,ana@example.com,2026-03-02\n1,tom@example.com,2026-03-20\n")
    assert owners(desk, TITLES + "1,priya@example.com,2026-03-10\n") == (0, 1, 0)
    assert story(store) == [("02 Mar", "ana@example.com"), ("20 Mar", "tom@example.com")]


def test_a_hundred_leads_ask_no_more_of_the_store_than_two(
    desk: Desk, store: Store, sqlite_store: SqlStore
) -> None:
    desk.leads("Lead ID,Handed off at\n" + "".join(f"{n},2026-03-02\n" for n in range(102)), UTC_FILE)

    def statements(numbers: range) -> int:
        made: list[object] = []

        def note(*args: object) -> None:
            made.append(args[2])

        rows = "".join(f"{n},ana@example.com,2026-03-10\n{n},tom@example.com,2026-03-20\n" for n in numbers)
        listen(sqlite_store.engine, "before_cursor_execute", note)
        try:
            assert owners(desk, TITLES + rows) == (2 * len(numbers), 0, 0)
        finally:
            remove(sqlite_store.engine, "before_cursor_execute", note)
        return len(made)

    few, many = statements(range(2)), statements(range(2, 102))
    assert many <= few
    assert store.owner("101") == "tom@example.com"


def test_nobody_of_the_agreement_is_a_bad_row(desk: Desk) -> None:
    desk.leads(LEADS.format(owner=""), UTC_FILE)
    rows = "".join(f"1,ana@example.com,2026-03-{day}\n" for day in range(10, 18))
    assert owners(desk, TITLES + rows + "1,eve@example.com,2026-03-20\n") == (1, 7, 1)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_templates_can_be_imported_as_they_are(desk: Desk, kind: Kind) -> None:
    way = Way(now=NOW, real_now=REAL_NOW, progress=lambda _done, _total: None)
    if kind is not Kind.LEADS:
        desk.leads(template(Kind.LEADS), Options())
    report = desk.importer.take(kind, desk.write("t.csv", template(kind)), Options(), way)
    assert (report.rows, report.rejected, report.warnings, report.unmatched_owners) == (1, (), (), ())
    assert report.stored.created == (0 if kind is Kind.OWNERS else 1)
