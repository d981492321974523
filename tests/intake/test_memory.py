"""A later file of the same source with the same titles needs nothing said again; what is said goes first."""

from dataclasses import replace

import pytest

from intake import DateFormat, Options
from intake.memory import said
from sla.errors import BadInput
from tests.intake.desk import Desk, Store

TITLES = "Nr,Who,Firm,When\n"
FIRST, SECOND = TITLES + "1,Ana,Acme,03/04/2026\n", TITLES + "2,Tom,Bolt,05/04/2026\n"
SAID = Options(
    columns={"external_id": "Nr", "name": "Who", "company": "Firm", "handed_off": "When"},
    dates=DateFormat.DAY_SLASH,
    zone="Europe/Berlin",
    source="forms",
)
BARE = Options(source="forms")


def test_the_second_file_is_read_like_the_first_and_says_so(desk: Desk, store: Store) -> None:
    assert desk.leads(FIRST, SAID).recalled is None
    report = desk.leads(SECOND, BARE)
    assert report.stored.created == 1
    assert report.dates == "05/04/2026 read as 5 April 2026"
    assert report.zone == "Europe/Berlin"
    assert report.recalled is not None
    assert said(report.recalled) == (
        "external_id ← Nr; name ← Who; company ← Firm; handed_off ← When; times in Europe/Berlin; "
        "dates written d/m/Y"
    )
    assert store.history("2", "forms").lead.name == "Tom (Bolt)"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (SECOND, Options(source="csv")),
        (SECOND, replace(BARE, forget=True)),
        (TITLES.replace("Firm", "Org") + "2,Tom,Bolt,05/04/2026\n", BARE),
    ],
    ids=["another source", "forgotten", "other titles"],
)
def test_nothing_is_remembered_for_others(desk: Desk, text: str, options: Options) -> None:
    desk.leads(FIRST, SAID)
    with pytest.raises(BadInput, match="say which one with --map handed_off"):
        desk.leads(text, options)


def test_what_is_said_now_goes_first_and_is_what_the_next_file_finds(desk: Desk, store: Store) -> None:
    desk.leads(FIRST, SAID)
    now = Options(source="forms", columns={"name": "Firm"}, dates=DateFormat.MONTH_SLASH)
    report = desk.leads(SECOND, now)
    assert dict(report.columns) == {"external_id": "Nr", "name": "Firm", "handed_off": "When"}
    assert report.dates == "05/04/2026 read as 4 May 2026"
    assert report.recalled is not None
    assert set(report.recalled.columns) == {"external_id", "handed_off"}
    assert report.recalled.dates is None
    again = desk.leads(TITLES + "3,Eve,Cog,05/04/2026\n", BARE)
    assert again.dates == "05/04/2026 read as 4 May 2026"
    assert store.history("3", "forms").lead.name == "Cog"


def test_an_import_that_is_refused_leaves_the_memory_as_it_was(desk: Desk) -> None:
    desk.leads(FIRST, SAID)
    bad = TITLES + "2,Tom,Bolt,soon\n3,Eve,Cog,later\n4,Ida,Dot,05/04/2026\n"
    with pytest.raises(BadInput, match="nothing was imported"):
        desk.leads(bad, Options(source="forms", columns={"name": "Firm"}))
    report = desk.leads(SECOND, BARE)
    assert dict(report.columns)["name"] == "Who"


def test_words_and_the_stage_of_the_handoff_are_remembered(desk: Desk) -> None:
    titles = "lead id,stage,date\n"
    options = Options(words={"IN": "submitted", "OUT": "lost"}, zone="UTC", leads_from="IN")
    desk.stages(titles + "1,IN,2026-03-01\n", options)
    report = desk.stages(titles + "2,in,2026-03-02\n2,OUT,2026-03-09\n", Options(words={"in": "submitted"}))
    assert report.stored.created == 2
    assert report.recalled is not None
    assert said(report.recalled) == "“OUT” means lost; times in UTC; leads handed off by the stage IN"
