"""What is shown about a dropped file: what Slack gets, that Slack would take it, and that it is calm."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.file_form import AS_FOUND, chosen_columns, file_modal
from handlers.views.file_words import DATES, FIELDS, KINDS, said
from handlers.views.files import (
    broken_message,
    cancelled_message,
    preview_message,
    refused_message,
    report_message,
    running_message,
    unclear_message,
)
from handlers.views.message import Message
from intake.dates import DateFormat
from intake.titles import SYNONYMS
from sandbox.blockkit.message import check_message
from sandbox.blockkit.view import check_view
from sla.dropped import ColumnRead, Dropped, FileReport
from sla.imports import Kind
from sla.leads import Stored
from tests import block_kit
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable

REPORT = FileReport(
    name="Leads *März* <2026>.csv",
    kind=Kind.LEADS,
    rows=1320,
    stored=Stored(created=1200, updated=80, unchanged=20),
    rejected=15,
    repeated=5,
    skipped=0,
    bad=(
        "row 7, Create Date: is blank; every row needs a date here.",
        'row 9, Type: "Ping" is not an activity known here; say with --map-value "Ping=WORD" what it is: call, email.',
        "row 12: has 3 cells where the titles are 8; put quotation marks around a text that holds the delimiter.",
    ),
    warnings=("leads.csv is not UTF-8 and was read as cp1252; look whether names with accents are right.",),
    unmatched_owners=("eve@example.com", "Eve <!channel>"),
    dates="03/04/2026 read as 3 April 2026",
    zone="Europe/Berlin",
    recalled="name ← Who; dates written d/m/Y",
    columns=(
        ColumnRead(field="external_id", title="Record ID", samples=("51001", "51002", "51003")),
        ColumnRead(field="handed_off", title="Create <Date>", samples=("03/04/2026",)),
        ColumnRead(field="company", title="Firm", samples=()),
    ),
    unread=("Phone", "Fax"),
)
ALL_BAD = replace(
    REPORT, stored=Stored(), rejected=1320, repeated=0, refused="1,320 of 1,320 rows cannot be taken."
)
DROP = Dropped(
    file_id="F1",
    slack_id="U1",
    channel_id="D1",
    thread_ts="1.1",
    at=datetime(2026, 3, 2, tzinfo=UTC),
    kind=Kind.LEADS,
    titles=("Record ID", "", "Firm <x>", "When"),
    found={"external_id": "Record ID", "handed_off": "When"},
    columns={"company": "Firm <x>"},
    dates="d/m/Y",
)
MESSAGES: Mapping[str, Callable[[], Message]] = {
    "preview": lambda: preview_message("F1", REPORT),
    "preview, no id": lambda: preview_message(
        "F1", replace(REPORT, columns=REPORT.columns[1:], recalled=None)
    ),
    "preview, refused": lambda: preview_message("F1", ALL_BAD),
    "unclear": lambda: unclear_message(
        "F1",
        "x.csv",
        "No column of the leads file is known as handed_off; its columns are Nr, so say which one "
        "with --map handed_off=TITLE.",
        Kind.LEADS,
    ),
    "unclear, no kind": lambda: unclear_message(
        "F1", "x.csv", "Its columns are A, B; choose what it holds.", None
    ),
    "running": lambda: running_message("x.csv", 2, 3),
    "cancelled": cancelled_message,
    "refused": lambda: refused_message("x.pdf is not a CSV file; save it as CSV and drop it here again."),
    "broken": lambda: broken_message("ab12cd34"),
    "report": lambda: report_message(replace(REPORT, columns=(), unread=()), rejected_below=True),
    "report of activities": lambda: report_message(
        replace(REPORT, kind=Kind.TOUCHES, columns=(), unread=()), rejected_below=False
    ),
    "report, all good": lambda: report_message(
        replace(
            REPORT, columns=(), unread=(), bad=(), rejected=0, warnings=(), unmatched_owners=(), recalled=None
        ),
        rejected_below=False,
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    payload = MESSAGES[name]().as_payload()
    assert check_message(payload["blocks"]) == []
    assert_sendable(payload)
    assert payload == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("kind", list(Kind))
def test_form_is_opened_as_recorded(kind: Kind, snapshot: SnapshotAssertion) -> None:
    view = file_modal(replace(DROP, kind=kind), kind).as_view()
    assert check_view(view, kind="modal") == []
    assert view == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", MESSAGES)
def test_is_block_kit(name: str) -> None:
    assert block_kit.faults_of(MESSAGES[name]().as_payload()["blocks"]) == []
    assert block_kit.faults_of(file_modal(DROP, Kind.LEADS).as_view()["blocks"]) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_is_calm_and_has_no_options_of_the_command_line(name: str) -> None:
    text = MESSAGES[name]().text.replace("&lt;!channel&gt;", "")
    assert [word for word in (*MACHINE_WORDS, "--") if word in text.lower()] == []


def test_every_field_and_every_date_has_words() -> None:
    assert {kind: tuple(fields) for kind, fields in FIELDS.items()} == {
        kind: tuple(SYNONYMS[kind]) for kind in FIELDS
    }
    assert set(KINDS) == set(FIELDS) == set(Kind)
    assert set(DATES) == set(DateFormat)


def test_the_form_gives_back_titles_and_nothing_for_none() -> None:
    texts = {
        "column.external_id": "0",
        "column.company": "1",
        "column.name": "none",
        "column.email": "99",
        "zone": "0",
    }
    assert chosen_columns(DROP, texts) == {
        "external_id": "Record ID",
        "company": "Firm <x>",
        "name": "",
        "email": "",
    }


def test_the_form_shows_what_was_found_and_what_was_said() -> None:
    view = file_modal(DROP, Kind.LEADS).as_view()
    initial = {
        block["block_id"]: block["element"]["initial_option"]["text"]["text"]
        for block in view["blocks"]
        if "initial_option" in block["element"]
    }
    assert initial["column.external_id"] == "Record ID"
    assert initial["column.company"] == "Firm ‹x›"
    assert initial["column.name"] == "(none)"
    assert initial["dates"] == DATES["d/m/Y"]
    assert AS_FOUND not in initial.values()


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        (
            'When has "03/04/2026" in row 2; say which with --dates d/m/Y or --dates m/d/Y.',
            'When has "03/04/2026" in row 2; choose which under Change.',
        ),
        ("write dates like 2026-03-04, or name another column with --map.",
         "write dates like 2026-03-04, or choose another column under Change."),
        ('No deal is known as won by its Stage; say which ones are with --map-value "WORD=won".',
         "No deal is known as won by its Stage."),
        ("Anything else.", "Anything else."),
    ],
)  # fmt: skip
def test_options_of_the_command_line_are_said_in_the_words_of_the_form(typed: str, seen: str) -> None:
    assert said(typed) == seen
