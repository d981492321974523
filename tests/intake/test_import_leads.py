"""Leads from files: names, types, owners, what a handoff fixes, and twice being once."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import Options
from sla.errors import BadInput
from sla.leads import StopReason, Stored
from tests.intake.desk import NOW, Desk, Store

NEW_YORK = Options(zone="America/New_York")
REPS = ("ana@example.com", "tom@example.com")


def test_a_lead_is_stored_with_what_its_handoff_fixes(desk: Desk, store: Store) -> None:
    report = desk.leads(
        "Record ID,First Name,Last Name,Company,Create Date,Lead Source,Owner Email\n"
        "17,Grace,Hopper,Navy,2026-03-04 10:15,Website,Ana Lima (ANA@example.com)\n"
        "18,Alan,Turing,,2025-12-31 23:59,,\n",
        NEW_YORK,
    )
    assert report.stored == Stored(created=2)
    grace, alan = store.history("17").lead, store.history("18").lead
    assert (grace.name, grace.origin, grace.lead_type, grace.stage) == (
        "Grace Hopper (Navy)", "Website", "inbound", "MQL",
    )  # fmt: skip
    assert grace.handed_off_at == datetime(2026, 3, 4, 15, 15, tzinfo=UTC)
    assert (grace.zone, grace.judged) == ("America/Sao_Paulo", True)
    assert grace.first_attempt_due_at == datetime(2026, 3, 4, 17, 15, tzinfo=UTC)
    assert grace.derived.next_due_at == datetime(2026, 3, 19, 3, tzinfo=UTC), "the end of day 14 in São Paulo"
    assert (alan.name, alan.origin, alan.owner_id) == ("Alan Turing", "unknown", None)
    assert (alan.zone, alan.judged, alan.derived.next_due_at) == ("America/New_York", False, None)
    assert alan.first_attempt_due_at == datetime(2026, 1, 2, 16, tzinfo=UTC), (
        "past New Year, two hours into Friday"
    )


def test_the_report_shows_how_the_file_was_read(desk: Desk) -> None:
    report = desk.leads(
        "ID;Name;Angelegt;Owner\n7;Jörg;04.03.2026;bob@example.com\n8;Zoë;05.03.2026;eve@example.com\n".encode(
            "cp1252"
        ),
        replace(NEW_YORK, columns={"handed_off": "angelegt"}),
    )
    assert dict(report.columns) == {
        "external_id": "ID",
        "name": "Name",
        "handed_off": "Angelegt",
        "owner": "Owner",
    }
    assert report.dates == "04.03.2026 read as 4 March 2026"
    assert (report.encoding, report.delimiter, report.zone) == ("cp1252", "semicolon", "America/New_York")
    assert report.unmatched_owners == ("bob@example.com", "eve@example.com")
    assert "was read as cp1252" in report.warnings[0]
    assert report.rejected_file is None


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Grace Hopper,,,Navy", "Grace Hopper (Navy)"),
        (",Grace,Hopper,", "Grace Hopper"),
        (",,Hopper,Navy", "Hopper (Navy)"),
        (",,,Navy", "Navy"),
        ("Navy,,,NAVY", "Navy"),
        (",,,", "Lead dac32acd"),
        ('"  Grace\t \n Hopper ",,,', "Grace Hopper"),
        ("\u202eGrace\u200b\x07 Hopper,,,", "Grace Hopper"),
        ("<!channel> & *co*,,,", "<!channel> & *co*"),
        ("李小龙 👩‍💻,,,", "李小龙 👩‍💻"),
    ],
)
def test_names_that_people_can_tell_apart(desk: Desk, store: Store, row: str, name: str) -> None:
    key = "dac32acd4db4c29c230538b72f8dd87d"
    desk.leads(f"id,name,first name,last name,company,created\n{key},{row},2026-03-04\n", NEW_YORK)
    assert store.history(key).lead.name == name


def test_a_short_id_names_a_lead_whole(desk: Desk, store: Store) -> None:
    desk.leads("lead_id,created\n173688,2026-03-04\n", NEW_YORK)
    assert store.history("173688").lead.name == "Lead 173688"


def test_a_name_too_long_to_show_is_cut_and_said(desk: Desk, store: Store) -> None:
    report = desk.leads(f"id,name,created\n1,{'x' * 201},2026-03-04\n2,{'y' * 200},2026-03-04\n", NEW_YORK)
    assert store.history("1").lead.name == "x" * 199 + "…"
    assert store.history("2").lead.name == "y" * 200
    assert report.warnings == ("Names longer than 200 characters were cut: 1.",)


def test_twice_is_once(desk: Desk, store: Store) -> None:
    text = "name,created,source\nA,2026-03-04,web\nA,2026-03-04,web\nB,2026-03-05,\n"
    assert desk.leads(text, NEW_YORK).stored == Stored(created=3), "equal rows without an id are two leads"
    assert desk.leads(text, NEW_YORK).stored == Stored(unchanged=3)
    reordered = "name,created,source\nB,2026-03-05,\nA,2026-03-04,web\nA,2026-03-04,web\n"
    assert desk.leads(reordered, NEW_YORK).stored == Stored(unchanged=3)
    assert store.leads() == 3


def test_a_changed_row_changes_the_lead_but_never_its_handoff(desk: Desk, store: Store) -> None:
    desk.leads("id,name,created,owner\n1,A,2026-03-04,tom@example.com\n", NEW_YORK)
    before = store.history("1").lead
    again = desk.leads("id,name,created,owner\n1,AA,2026-04-01,\n", NEW_YORK)
    after = store.history("1").lead
    assert again.stored == Stored(updated=1)
    assert (after.name, after.owner_id) == ("AA", before.owner_id)
    assert (after.handed_off_at, after.zone) == (before.handed_off_at, before.zone)


def test_a_lead_that_was_won_stays_won(desk: Desk, store: Store) -> None:
    text = "id,created\n1,2026-03-04\n"
    desk.leads(text, NEW_YORK)
    desk.deals("lead id,won date\n1,2026-04-01\n", NEW_YORK)
    assert desk.leads(text, NEW_YORK).stored == Stored(unchanged=1)
    assert store.history("1").lead.stop_reason is StopReason.WON


def test_the_same_id_twice_in_a_file(desk: Desk, store: Store) -> None:
    rows = "".join(f"{n},L{n},2026-03-04\n" for n in range(10))
    report = desk.leads("id,name,created\n" + rows + "3,L3,2026-03-04\n4,other,2026-03-04\n", NEW_YORK)
    assert (report.rows, report.stored, report.repeated) == (12, Stored(created=10), 1)
    (rejection,) = report.rejected
    assert (rejection.row, rejection.field, rejection.value) == (13, "id", "4")
    assert rejection.reason.startswith("row 6 has the same id")
    assert store.history("4").lead.name == "L4"


def test_leads_are_shared_out_evenly_in_order_of_handoff(desk: Desk, store: Store) -> None:
    options = replace(NEW_YORK, owners=REPS)
    days = [(name, f"2026-03-{day:02}") for name, day in zip("edcba", range(10, 15), strict=True)]
    desk.leads("id,created\n" + "".join(f"{name},{day}\n" for name, day in reversed(days)), options)
    assert [store.owner(name) for name, _ in days] == [REPS[0], REPS[1], REPS[0], REPS[1], REPS[0]]


def test_sharing_out_keeps_owners_and_goes_on_where_it_stopped(desk: Desk, store: Store) -> None:
    options = replace(NEW_YORK, owners=REPS)
    desk.leads("id,created\na,2026-03-10\n", options)
    desk.leads("id,created,owner\nb,2026-03-11,maya@example.com\nc,2026-03-12,\n", NEW_YORK)
    everything = "id,created\nz,2026-03-01\nc,2026-03-12\nb,2026-03-11\na,2026-03-10\n"
    assert desk.leads(everything, options).stored == Stored(created=1, updated=1, unchanged=2)
    owners = {name: store.owner(name) for name in "abcz"}
    assert (owners["a"], owners["b"]) == (REPS[0], "maya@example.com")
    assert {owners["c"], owners["z"]} == set(REPS)
    assert desk.leads(everything, options).stored == Stored(unchanged=4)


def test_small_files_one_after_another_come_out_even_too(desk: Desk, store: Store) -> None:
    options = replace(NEW_YORK, owners=REPS)
    for name in "abcd":
        desk.leads(f"id,created\n{name},2026-03-10\n", options)
    assert [store.owner(name) for name in "abcd"] == [REPS[0], REPS[1], REPS[0], REPS[1]]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 5, 1)), min_size=1, max_size=40))
def test_shares_differ_by_one_lead_at_most_and_are_the_same_every_time(
    desk: Desk, store: Store, days: list[date]
) -> None:
    source = f"run-{store.leads()}"
    options = replace(NEW_YORK, owners=REPS, source=source)
    text = "id,created\n" + "".join(f"{n},{day}\n" for n, day in enumerate(days))
    assert desk.leads(text, options).stored == Stored(created=len(days))
    owners = Counter(store.history(str(n), source).lead.owner_id for n in range(len(days)))
    assert None not in owners
    assert max(owners.values()) - (min(owners.values()) if len(owners) == 2 else 0) <= 1
    assert desk.leads(text, options).stored == Stored(unchanged=len(days))


def test_a_share_for_somebody_who_is_no_rep_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput) as refused:
        desk.leads("id,created\na,2026-03-10\n", replace(NEW_YORK, owners=("maya@example.com",)))
    assert refused.value.message == (
        "maya@example.com is not a rep in the agreement; its reps are ana@example.com, tom@example.com."
    )


def test_later_than_the_movable_clock_is_stored_later_than_the_wall_is_not(desk: Desk, store: Store) -> None:
    rows = "".join(f"{n},2026-03-0{n}\n" for n in range(1, 8))
    report = desk.leads(f"id,created\n{rows}8,2026-07-01\n9,2026-11-02\n", NEW_YORK)
    (rejection,) = report.rejected
    assert (rejection.row, rejection.value) == (10, "2026-11-02")
    assert "lies in the future" in rejection.reason
    waiting = store.history("8").lead
    assert waiting.handed_off_at > NOW
    assert waiting.derived.recount_at == waiting.handed_off_at


def test_times_without_an_offset_need_a_zone(desk: Desk, store: Store) -> None:
    with pytest.raises(BadInput) as refused:
        desk.leads("id,created\n1,2026-03-04T10:00Z\n2,2026-03-04 10:00\n", Options())
    assert refused.value.field == "--zone"
    assert '("2026-03-04 10:00" in row 3)' in refused.value.message
    assert store.leads() == 0
    assert desk.leads("id,created\n1,2026-03-04T10:00Z\n", Options()).stored == Stored(created=1)


@pytest.mark.parametrize(
    ("options", "field", "says"),
    [
        (Options(zone="Mars/Base"), None, '"Mars/Base" is not a time zone'),
        (Options(source="My CRM"), "--source", "a short word in lower case"),
        (Options(source="slack"), "--source", "cannot name a source"),
        (Options(currency="EUR"), "--currency", "The agreement is in USD"),
    ],
)
def test_options_that_cannot_be_are_refused(
    desk: Desk, options: Options, field: str | None, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        desk.leads("id,created\n1,2026-03-04T10:00Z\n", options)
    assert refused.value.field == field
