"""An exported agreement is a readable file that is the same agreement again."""

import tomllib
from dataclasses import replace
from pathlib import Path as Folder

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.agreement_documents import AgreementDocuments
from intake.agreement_export import export_toml
from intake.agreement_file import load_terms, read_file
from intake.agreement_words import DAY_NAMES
from sla.agreement import Json
from sla.errors import BadInput
from sla.people import Named, Role, Side
from tests.intake.agreements import SMALLEST, WHOLE, Path, changed
from tests.intake.desk import EXAMPLE

DOCUMENTS = AgreementDocuments()
ANA = Named(email="ana@example.com", name="Ana Lima", side=Side.SALES, role=Role.REP)
ZOE = Named(
    email="zoe@example.com",
    name='Zoë "Z" \\ 李',
    side=Side.MARKETING,
    role=Role.MANAGER,
    zone="Asia/Dubai",
    hours="08:00-12:00, 13:00-24:00",
    days="Sun-Thu",
    holidays="none",
)


def exported(tables: dict[str, Json], people: tuple[Named, ...], folder: Folder) -> Folder:
    written = DOCUMENTS.read(tables)
    path = folder / "sla.toml"
    text = export_toml(written, people, version=3, sha256=written.sha256)
    assert text == export_toml(written.body, people, version=3, sha256=written.sha256)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("tables", [WHOLE, SMALLEST], ids=["whole", "smallest"])
def test_what_is_exported_reads_back_the_same(tables: dict[str, Json], tmp_path: Folder) -> None:
    read = read_file(exported(tables, (ANA, ZOE), tmp_path))
    assert read.written == DOCUMENTS.read(tables)
    assert read.people == (ANA, ZOE)
    assert read.tables == DOCUMENTS.tables(read.written.body)


def test_each_table_says_what_it_is(tmp_path: Folder) -> None:
    lines = exported(WHOLE, (ANA,), tmp_path).read_text(encoding="utf-8").splitlines()
    titles = [n for n, line in enumerate(lines) if line.startswith("[")]
    firsts = [n for n in titles if lines[n] not in lines[:n]]
    assert len(firsts) == 17
    assert all(lines[n - 1].startswith("# ") for n in firsts)
    assert "effective = 2026-02-01" in lines


def test_the_example_exports_and_reads_back(tmp_path: Folder) -> None:
    read = read_file(EXAMPLE)
    path = tmp_path / "sla.toml"
    path.write_text(export_toml(read.written, read.people, version=0, sha256=read.written.sha256))
    assert read_file(path) == read
    assert load_terms(path) == load_terms(EXAMPLE)


def test_terms_that_differ_from_what_was_signed_are_refused(tmp_path: Folder) -> None:
    path = exported(WHOLE, (ANA,), tmp_path)
    path.write_text(path.read_text().replace('"500000"', '"600000"'))
    with pytest.raises(BadInput) as refused:
        read_file(path)
    assert refused.value.field == "agreement.sha256"
    assert (
        "not those that were written to it as version 3; remove the [agreement] table"
        in refused.value.message
    )
    assert "\n" not in refused.value.message
    path.write_text(path.read_text().partition("\n\n")[2])
    assert read_file(path).written.terms.quota.amount.major == 600_000


def test_people_may_change_under_a_signed_agreement(tmp_path: Folder) -> None:
    path = exported(WHOLE, (ANA,), tmp_path)
    path.write_text(path.read_text().replace("Ana Lima", "Anna Lima"))
    assert read_file(path).people[0].name == "Anna Lima"


@pytest.mark.parametrize(
    ("table", "field", "says"),
    [
        ('sha256 = "abc"', "agreement.sha256", "the 64 letters and digits"),
        ("version = -1", "agreement.version", "0 or more"),
        ('signed = "yes"', "agreement.signed", "is not a key"),
    ],
)
def test_a_wrong_agreement_table_is_told(tmp_path: Folder, table: str, field: str, says: str) -> None:
    path = tmp_path / "sla.toml"
    path.write_text(EXAMPLE.read_text() + f"\n[agreement]\n{table}\n")
    with pytest.raises(BadInput, match=says) as refused:
        read_file(path)
    assert refused.value.field == field


def test_every_table_of_the_example_that_is_not_in_force_is_valid_and_its_default(tmp_path: Folder) -> None:
    """A `#` before a key or a table, without a space, is something to remove; what is an example says so."""
    path = tmp_path / "sla.toml"
    text = EXAMPLE.read_text()
    lines = [
        line.removeprefix("#") if line.startswith("#") and line[1:2] not in {" ", "-", ""} else line
        for line in text.splitlines()
    ]
    uncommented = [line[2:] if line.startswith("#  ") else line for line in lines]
    path.write_text("\n".join(uncommented))
    tables = tomllib.loads(path.read_text())
    assert len(tables) == 16
    whole = read_file(path).tables
    for key in (
        "margin",
        "until",
        "goals",
        "target_buyer",
        "sql_target",
        "first_attempt_within",
        "months_to_close",
    ):
        assert key in str(tables)
    defaults = dict(whole)
    for key in ("qualified_lead", "improvements", "other_promises", "open_business"):
        assert whole[key], "an example, not a default"
        defaults.pop(key)
    usual = dict(DOCUMENTS.tables(read_file(EXAMPLE).written.body))
    for key in ("stages", "handoff", "escalation", "metrics", "meetings", "sales", "quota"):
        assert defaults[key] == usual[key]


def test_the_sales_table_of_the_example_is_the_default(tmp_path: Folder) -> None:
    text = EXAMPLE.read_text()
    start, end = text.index("[sales]"), text.index("# What marketing promises")
    path = tmp_path / "sla.toml"
    path.write_text(text[:start] + text[end:])
    assert read_file(path) == read_file(EXAMPLE)


TEXT = st.text(min_size=1, max_size=60).filter(lambda text: any(letter.isalnum() for letter in text))
CHANGES: dict[Path, st.SearchStrategy[Json]] = {
    ("team", "name"): TEXT,
    ("team", "goals", 0): TEXT,
    ("team", "target_buyer"): TEXT,
    ("stages", "contact"): TEXT,
    ("handoff", "process", 0): TEXT,
    ("meetings", 0, "when"): TEXT,
    ("other_promises", 0, "name"): TEXT,
    ("sales", "reject_reasons", 0): TEXT.map(lambda text: f"{text}, or so"),
    ("qualified_lead", "fit", 0, "points"): st.integers(1, 99),
    ("lead_types", 1, "rates", 0): st.integers(1, 999_999).map(lambda n: f"{n} of 1000000"),
    ("quota", "amount"): st.integers(1, 10**9).map(lambda n: f"{n // 100}.{n % 100:02d}"),
    ("team", "days"): st.sets(st.sampled_from(DAY_NAMES), min_size=1).map(", ".join),
    ("sales", "intake_factor"): st.decimals(1, 10, places=4).map(str),
    ("sales", "utilisation"): st.integers(1, 10**8).map(lambda n: f"{n // 10**6}.{n % 10**6:06d}%"),
}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.fixed_dictionaries(CHANGES), share=st.integers(1, 99))
def test_whatever_is_written_survives_the_body_and_the_file(
    tmp_path: Folder, values: dict[Path, Json], share: int
) -> None:
    tables = changed(WHOLE, ("lead_types", 0, "share"), f"{share}%")
    tables = changed(tables, ("lead_types", 1, "share"), f"{100 - share}%")
    for path, value in values.items():
        tables = changed(tables, path, value)
    written = DOCUMENTS.read(tables)
    assert DOCUMENTS.terms(written.body) == written.terms
    assert DOCUMENTS.read(DOCUMENTS.tables(written.body)) == written
    assert read_file(exported(tables, (ANA, ZOE), tmp_path)).written == written


def test_the_streams_of_a_rep_read_back_the_same(tmp_path: Folder) -> None:
    rep = replace(ANA, streams=("Partners", "New business"))
    assert read_file(exported(WHOLE, (rep, ZOE), tmp_path)).people == (rep, ZOE)
