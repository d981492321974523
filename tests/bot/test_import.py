"""`sla-bot import`: what a person reads when a file is taken, and the one sentence when it is not."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.conftest import Ended, SlaBot
from tests.e2e.conftest import Office
from tests.e2e.team import write_team

GOOD = "2025-11-05T10:00:00Z"


@pytest.fixture(autouse=True)
def team(nowhere: Path) -> Path:
    """A folder with an agreement and files, and nothing imported yet."""
    write_team(nowhere)
    return nowhere


def stored(table: str) -> int:
    if not Path("sla.db").exists():
        return 0
    with closing(sqlite3.connect("sla.db")) as store:
        (count,) = store.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own words
    return int(count)


def write(name: str, *lines: str) -> str:
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def refusal(ended: Ended, table: str = "lead") -> str:
    """One sentence on stderr, exit code 1, nothing stored."""
    assert ended.code == 1
    assert stored(table) == 0
    (line,) = ended.err.splitlines()
    return line


class TestTaken:
    def test_leads_show_columns_dates_and_counts(self, sla_bot: SlaBot) -> None:
        ended = sla_bot("import", "leads", "leads.csv")
        assert ended.code == 0, ended.err
        assert ended.err == ""
        assert (
            "Columns: external_id ← Lead ID, company ← Company, handed_off ← Create Date, "
            "origin ← Lead Source, owner ← Owner Email" in ended.out
        )
        assert "Dates: 2025-11-05T10:00:00+01:00 read as 5 November 2025" in ended.out
        assert "7 rows in " in ended.out
        assert "7 new, 0 updated, 0 unchanged, 0 rejected." in ended.out
        assert stored("lead") == 7

    def test_a_second_time_changes_nothing(self, sla_bot: SlaBot) -> None:
        sla_bot("import", "leads", "leads.csv")
        ended = sla_bot("import", "leads", "leads.csv")
        assert "0 new, 0 updated, 7 unchanged, 0 rejected." in ended.out
        assert stored("lead") == 7

    def test_touches_and_deals_follow_their_leads(self, sla_bot: SlaBot) -> None:
        sla_bot("import", "leads", "leads.csv")
        touches = sla_bot("import", "touches", "touches.csv")
        assert "8 new" in touches.out
        write("deals.csv", "Lead ID,Close Date,Amount,Deal Stage", "1,2025-11-18,1900.50,Closed won")
        deals = sla_bot("import", "deals", "deals.csv", "--zone", "Europe/Berlin")
        assert deals.code == 0, deals.err
        assert "1 new" in deals.out
        assert "18 November 2025" in deals.out
        assert "Europe/Berlin time" in deals.out
        assert (stored("touch"), stored("deal")) == (8, 1)

    def test_bad_rows_are_named_and_written_beside_the_file(self, sla_bot: SlaBot) -> None:
        rows = [f"{n},L{n},{GOOD}" for n in range(40)] + [f"b{n},Bad,soon" for n in range(8)]
        ended = sla_bot("import", "leads", write("l.csv", "id,name,created", *rows))
        assert ended.code == 0, ended.err
        assert "40 new, 0 updated, 0 unchanged, 8 rejected." in ended.out
        assert "  row 42, created: " in ended.out
        assert "The rejected rows are in l.rejected.csv" in ended.out
        assert len(Path("l.rejected.csv").read_text().splitlines()) == 9

    def test_a_long_list_of_bad_rows_is_cut_with_its_count(self, sla_bot: SlaBot) -> None:
        rows = [f"{n},L{n},{GOOD}" for n in range(60)] + [f"b{n},Bad,soon" for n in range(15)]
        ended = sla_bot("import", "leads", write("l.csv", "id,name,created", *rows))
        assert ended.out.count("  row ") == 10
        assert "  and 5 more" in ended.out

    def test_columns_and_owners_can_be_said(self, sla_bot: SlaBot) -> None:
        file = write("l.csv", "nr,who,when", f"1,[bold]Acme[/bold],{GOOD}", f"2,Zoë,{GOOD}")
        owners = ("--owner", "ana@example.com", "--owner", "lee@example.com")
        said = ("--map", "external_id=nr", "--map", "name=who", "--map", "handed_off=when")
        ended = sla_bot("import", "leads", file, *said, *owners)
        assert "external_id ← nr" in ended.out
        with closing(sqlite3.connect("sla.db")) as store:
            kept = store.execute("SELECT name, owner_id IS NOT NULL FROM lead ORDER BY id").fetchall()
        assert kept == [("[bold]Acme[/bold]", 1), ("Zoë", 1)]

    def test_owners_who_are_not_in_the_agreement_are_listed(self, sla_bot: SlaBot) -> None:
        file = write("l.csv", "id,created,owner email", f"1,{GOOD},eve@example.com")
        ended = sla_bot("import", "leads", file)
        assert "Not named in the agreement, so these leads have no owner yet: eve@example.com." in ended.out


class TestSeenFirst:
    def test_a_preview_shows_columns_samples_and_counts_and_stores_nothing(self, sla_bot: SlaBot) -> None:
        rows = [f"{n},L{n},{GOOD},555" for n in range(9)] + ["b,Bad,soon,555"]
        ended = sla_bot("import", "leads", write("l.csv", "id,name,created,phone", *rows), "--preview")
        assert ended.code == 0, ended.err
        assert ended.out.splitlines() == [
            "  external_id ← id: 0, 1, 2",
            "  name        ← name: L0, L1, L2",
            f"  handed_off  ← created: {GOOD}, soon",
            "Not read: phone",
            f"Dates: {GOOD} read as 5 November 2025",
            "10 rows would come to: 9 new, 0 updated, 0 unchanged, 1 rejected.",
            '  row 11, created: "soon" is not a date written as Y-m-d; write it that way.',
            "Nothing was stored; leave --preview out to import it.",
        ]
        assert stored("lead") == 0
        assert not Path("l.rejected.csv").exists()

    def test_what_was_said_once_is_remembered_said_and_forgotten(self, sla_bot: SlaBot) -> None:
        said = ("--map", "handed_off=when", "--zone", "Europe/Berlin")
        sla_bot("import", "leads", write("l.csv", "id,when", "1,2025-11-05 10:00"), *said)
        ended = sla_bot("import", "leads", write("m.csv", "id,when", "2,2025-11-05 10:00"))
        assert "1 new" in ended.out
        assert ": handed_off ← when; times in Europe/Berlin (--forget takes none of it)" in ended.out
        again = sla_bot("import", "leads", "m.csv", "--forget")
        assert again.code == 1
        assert "say which one with --map handed_off" in again.err

    def test_a_template_is_written_once(self, sla_bot: SlaBot) -> None:
        ended = sla_bot("import", "--template", "touches")
        assert ended.code == 0, ended.err
        assert "sla-bot import touches touches.template.csv --preview" in ended.out
        text = Path("touches.template.csv").read_bytes()
        again = sla_bot("import", "--template", "touches")
        assert again.code == 1
        assert again.err.strip() == "touches.template.csv is here already; move it away first."
        assert Path("touches.template.csv").read_bytes() == text

    def test_neither_kind_nor_file_says_how_to_type_it(self, sla_bot: SlaBot) -> None:
        ended = sla_bot("import", "leads")
        assert ended.code == 1
        assert "sla-bot import leads|touches|deals|stages|owners FILE" in ended.err


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("missing.csv", None, "There is no file missing.csv; check the path."),
            ("empty.csv", b"", "empty.csv is empty; export it again."),
            ("binary.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "is not a text file"),
            ("book.xlsx", b"PK\x03\x04\x14\x00", "save it as CSV"),
            ("titles.csv", b"id,name,created\n", "has column titles but no rows"),
            ("mixed.csv", b"id,created\n1,2025-11-05\n2,05/11/2025\n3,2025-11-06\n", "mixes"),
        ],
    )
    def test_a_file_that_cannot_be_taken(
        self, sla_bot: SlaBot, name: str, content: bytes | None, says: str
    ) -> None:
        if content is not None:
            Path(name).write_bytes(content)
        assert says in refusal(sla_bot("import", "leads", name, "--zone", "UTC"))

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["--map", "nmae=Company"], 'Leads have no field "nmae"; did you mean name?'),
            (["--map", "name=Firma"], 'The file has no column "Firma"'),
            (["--map", "name"], '--map "name" has no "="'),
            (["--zone", "Europe/Berln"], "Europe/Berln"),
            (["--source", "Hub Spot"], "cannot name a source"),
            (["--owner", "eve@example.com"], "eve@example.com"),
            (["--rejected", "leads.csv"], "cannot be written over the imported file"),
        ],
    )
    def test_an_option_that_does_not_fit(self, sla_bot: SlaBot, options: Sequence[str], says: str) -> None:
        assert says in refusal(sla_bot("import", "leads", "leads.csv", *options))

    def test_more_than_a_fifth_of_bad_rows(self, sla_bot: SlaBot) -> None:
        rows = [f"{n},L{n},{GOOD}" for n in range(7)] + [f"b{n},Bad,soon" for n in range(2)]
        told = refusal(sla_bot("import", "leads", write("l.csv", "id,name,created", *rows)))
        assert "2 of 9 rows cannot be taken, more than 1 in 5, so nothing was imported" in told
        assert "l.rejected.csv" in told

    def test_an_amount_that_can_be_read_in_two_ways(self, sla_bot: SlaBot) -> None:
        sla_bot("import", "leads", "leads.csv")
        file = write("deals.csv", "Lead ID,Close Date,Amount", '1,2025-11-18,"12,5k"')
        told = refusal(sla_bot("import", "deals", file, "--zone", "UTC"), "deal")
        assert "12,5k" in told
        assert "Traceback" not in told

    def test_amounts_in_another_currency(self, sla_bot: SlaBot) -> None:
        sla_bot("import", "leads", "leads.csv")
        file = write("deals.csv", "Lead ID,Close Date,Amount", "1,2025-11-18,100")
        told = refusal(sla_bot("import", "deals", file, "--zone", "UTC", "--currency", "EUR"), "deal")
        assert told.startswith("The agreement is in USD")

    def test_no_agreement(self, sla_bot: SlaBot) -> None:
        Path("sla.toml").unlink()
        ended = sla_bot("import", "leads", "leads.csv")
        assert ended.code == 1
        assert "copy sla.example.toml to sla.toml" in ended.err

    def test_a_misspelt_setting(self, sla_bot: SlaBot) -> None:
        write(".env", "SLA_DATABSE_URL=sqlite:///elsewhere.db")
        ended = sla_bot("import", "leads", "leads.csv")
        assert ended.code == 1
        assert ended.err.startswith("SLA_DATABSE_URL in .env is no setting")

    def test_a_store_that_is_none(self, sla_bot: SlaBot) -> None:
        write("sla.db", "these are no tables " * 50)
        ended = sla_bot("import", "leads", "leads.csv")
        assert ended.code == 1
        assert "cannot be used (file is not a database)" in ended.err


def test_it_may_run_beside_the_bot(there: Office, sla_bot: SlaBot) -> None:
    there.start()
    ended = sla_bot("import", "leads", str(there.folder / "leads.csv"))
    assert ended.code == 0, ended.err
    assert "7 unchanged" in ended.out


class TestStages:
    ROWS = ("1,SUBMITTED,2025-11-05T09:00:00Z", "1,REFUSED,2025-11-06T09:00:00Z")

    def test_a_history_makes_and_ends_leads(self, sla_bot: SlaBot) -> None:
        file = write("s.csv", "lead_id,stage,entered_at_utc", *self.ROWS)
        told = ("--leads-from", "SUBMITTED", "--map-value", "REFUSED=lost", "--owner", "ana@example.com")
        ended = sla_bot("import", "stages", file, *told)
        assert (ended.code, ended.err) == (0, "")
        assert "2 new, 0 updated, 0 unchanged, 0 rejected." in ended.out
        assert "Leads made from their first SUBMITTED: 1." in ended.out
        assert (stored("lead"), stored("stage_change")) == (1, 2)
        again = sla_bot("import", "stages", file, *told)
        assert "0 new, 0 updated, 2 unchanged, 0 rejected." in again.out

    @pytest.mark.parametrize(
        ("what", "options", "says"),
        [
            ("leads", ("--leads-from", "SUBMITTED"), "it goes with: import stages."),
            ("stages", ("--leads-from", " "), "it goes with: import stages."),
            ("stages", ("--owner", "ana@example.com"), "it goes with: import leads."),
            ("stages", (), "more than 1 in 5, so nothing was imported"),
        ],
    )
    def test_what_does_not_fit_gets_one_sentence(
        self, sla_bot: SlaBot, what: str, options: tuple[str, ...], says: str
    ) -> None:
        file = write("s.csv", "lead_id,stage,entered_at_utc", *self.ROWS)
        assert says in refusal(sla_bot("import", what, file, *options))
