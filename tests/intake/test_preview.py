"""A preview says what an import would do, and does none of it."""

from pathlib import Path

import pytest

from intake import Kind, Options, Preview, Way
from tests.intake.desk import NOW, REAL_NOW, Desk, Store

UTC_FILE = Options(zone="UTC")
LEADS = (
    "Lead ID,Company,Create Date,Lead Source,Phone\n"
    + "".join(f"{n},Firm {n},2026-03-0{n},Web,0\n" for n in range(1, 7))
    + "7,Late,soon,Web,0\n"
)


def preview(desk: Desk, kind: Kind, text: str, options: Options = UTC_FILE) -> Preview:
    way = Way(now=NOW, real_now=REAL_NOW, progress=lambda _done, _total: None)
    return desk.importer.preview(kind, desk.write(f"{kind}.csv", text), options, way)


def test_each_column_with_three_samples_and_the_titles_left_unread(desk: Desk) -> None:
    seen = preview(desk, Kind.LEADS, LEADS)
    assert [(one.field, one.title, one.samples) for one in seen.columns] == [
        ("external_id", "Lead ID", ("1", "2", "3")),
        ("company", "Company", ("Firm 1", "Firm 2", "Firm 3")),
        ("handed_off", "Create Date", ("2026-03-01", "2026-03-02", "2026-03-03")),
        ("origin", "Lead Source", ("Web",)),
    ]
    assert seen.unread == ("Phone",)
    assert seen.report.dates == "2026-03-01 read as 1 March 2026"


def test_it_counts_what_the_import_then_does_and_keeps_nothing(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.leads("Lead ID,Company,Create Date,Lead Source,Phone\n1,Firm 1,2026-03-01,Web,0\n2,Old,2026-03-02,Web,0\n", UTC_FILE)  # fmt: skip
    seen = preview(desk, Kind.LEADS, LEADS)
    assert store.leads() == 2
    assert store.history("2").lead.name == "Old"
    assert not (tmp_path / "leads.rejected.csv").exists()
    report = desk.leads(LEADS, UTC_FILE)
    assert (seen.report.stored, seen.report.rejected) == (report.stored, report.rejected)
    assert (report.stored.created, report.stored.updated, report.stored.unchanged) == (4, 1, 1)
    assert len(report.rejected) == 1


def test_a_file_that_would_not_be_taken_still_shows_its_columns(desk: Desk, tmp_path: Path) -> None:
    seen = preview(desk, Kind.TOUCHES, "lead id,activity,date\n1,call,2026-03-01\n")
    assert seen.refused is not None
    assert "1 of 1 rows cannot be taken" in seen.refused
    assert "is not the id of an imported lead" in seen.refused
    assert [one.field for one in seen.columns] == ["lead", "activity", "occurred_at"]
    assert not list(tmp_path.glob("*.rejected.csv"))


@pytest.mark.parametrize("kind", [Kind.TOUCHES, Kind.DEALS, Kind.STAGES])
def test_facts_of_known_leads_are_counted_and_undone(desk: Desk, kind: Kind) -> None:
    texts = {
        Kind.TOUCHES: "lead id,activity,date\n1,call,2026-03-05\n",
        Kind.DEALS: "lead id,close date,amount\n1,2026-03-05,100\n",
        Kind.STAGES: "lead id,stage,date\n1,lost,2026-03-05\n",
    }
    desk.leads(LEADS, UTC_FILE)
    for _ in range(2):
        assert preview(desk, kind, texts[kind]).report.stored.created == 1


def test_what_is_previewed_is_not_remembered(desk: Desk) -> None:
    text = "Nr,When\n1,2026-03-01\n"
    said = Options(columns={"handed_off": "When", "external_id": "Nr"}, zone="UTC")
    preview(desk, Kind.LEADS, text, said)
    desk.leads(text, said)
    seen = preview(desk, Kind.LEADS, text, Options())
    assert seen.report.recalled is not None
    assert seen.report.stored.unchanged == 1
