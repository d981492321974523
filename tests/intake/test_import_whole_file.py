"""A file is taken as a whole: bad rows are set aside up to a fifth of it, and nothing is half-written."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import DateFormat, Importer, Options
from sla.errors import BadInput
from sla.leads import Stored
from sla.people import TenantId
from sla.ports import UnitOfWork
from sla.terms import Terms
from tests.intake.desk import NOW, REAL_NOW, Desk, Store, book_of, table

UTC_FILE = Options(zone="UTC")


def leads(good: int, bad: int) -> str:
    rows = [f"{n},L{n},2026-03-04\n" for n in range(good)] + [f"b{n},B,n/a\n" for n in range(bad)]
    return "id,name,created\n" + "".join(rows)


def test_a_fifth_of_bad_rows_is_taken_and_one_more_is_not(desk: Desk, store: Store) -> None:
    assert desk.leads(leads(8, 2), UTC_FILE).stored == Stored(created=8)
    with pytest.raises(BadInput) as refused:
        desk.leads(leads(19, 5), UTC_FILE)
    assert store.leads() == 8
    assert refused.value.message == (
        "leads.csv: 5 of 24 rows cannot be taken, more than 1 in 5, so nothing was imported; all of them are in "
        f"{desk.directory / 'leads.rejected.csv'}. The first is row 21, created: "
        '"n/a" is not a date written as Y-m-d; write it that way.'
    )


def test_rejected_rows_are_written_as_they_are_with_the_reason(desk: Desk) -> None:
    report = desk.leads(
        "id;name;created\n" + "".join(f"{n};A;2026-03-04\n" for n in range(9)) + '91;"=1+2; ""x"" Zoë ";soon\n92;B\n',
        UTC_FILE,
    )  # fmt: skip
    assert report.rejected_file == desk.directory / "leads.rejected.csv"
    with report.rejected_file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["id", "name", "created", "row", "field", "reason"]
    assert rows[1][:5] == ["91", '=1+2; "x" Zoë ', "soon", "11", "created"]
    assert rows[2][:5] == ["92", "B", "", "12", ""]
    assert "has 2 cells where the titles are 3" in rows[2][5]


def test_a_corrected_rejected_file_can_be_imported_again(desk: Desk, store: Store) -> None:
    report = desk.leads(leads(9, 2), UTC_FILE)
    assert report.rejected_file is not None
    corrected = report.rejected_file.read_text().replace("b0,B,n/a", "b0,B,2026-03-05")
    again = desk.importer.leads(
        desk.write("again.csv", corrected.replace("b1,B,n/a", "b1,B,2026-03-06")),
        UTC_FILE, now=NOW, real_now=REAL_NOW,
    )  # fmt: skip
    assert again.stored == Stored(created=2)
    assert store.leads() == 11


def test_the_reasons_of_an_earlier_round_are_not_kept_twice(desk: Desk) -> None:
    many = (
        leads(9, 1)
        .replace("created\n", "created,row,field,reason\n")
        .replace("2026-03-04", "2026-03-04,1,x,y")
    )
    report = desk.leads(many.replace("n/a", "n/a,1,x,y"), UTC_FILE)
    assert report.rejected_file is not None
    assert report.rejected_file.read_text().splitlines()[0] == "id,name,created,row,field,reason"


def test_rejected_rows_go_where_the_person_says_but_never_over_the_file(desk: Desk, tmp_path: Path) -> None:
    report = desk.leads(leads(9, 1), Options(zone="UTC", rejected=tmp_path / "bad.csv"))
    assert report.rejected_file == tmp_path / "bad.csv"
    assert not (tmp_path / "leads.rejected.csv").exists()
    with pytest.raises(BadInput, match="over the imported file"):
        desk.leads(leads(9, 1), Options(zone="UTC", rejected=tmp_path / "leads.csv"))


def test_an_import_stands_even_if_its_rejected_rows_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    report = desk.leads(leads(9, 1), Options(zone="UTC", rejected=tmp_path / "nowhere" / "bad.csv"))
    assert report.stored == Stored(created=9)
    assert report.rejected_file is None
    assert "could not be written" in report.warnings[0]


def test_an_ambiguous_file_is_asked_about_and_then_taken(desk: Desk, store: Store) -> None:
    text = "id,created\n1,03/04/2026\n"
    with pytest.raises(BadInput, match="say which with --dates d/m/Y or --dates m/d/Y"):
        desk.leads(text, UTC_FILE)
    report = desk.leads(text, Options(zone="UTC", dates=DateFormat.MONTH_SLASH))
    assert report.dates == "03/04/2026 read as 4 March 2026"
    assert store.history("1").lead.handed_off_at.month == 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Interrupted:
    """Units of work whose last step fails, as a full disk or a lost connection would."""

    units: Callable[[TenantId], UnitOfWork]

    def __call__(self, tenant_id: TenantId) -> "_Failing":
        return _Failing(self.units(tenant_id))


class _Failing:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.tenant_id = work.tenant_id

    def __enter__(self) -> Self:
        self._work.__enter__()
        self.leads, self.touches, self.deals = self._work.leads, self._work.touches, self._work.deals
        self.members, self.deliveries = self._work.members, self._work.deliveries
        self.absences, self.ownerships = self._work.absences, self._work.ownerships
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.__exit__(kind, error, trace)

    def commit(self) -> None:
        raise OSError("disk full")


def test_nothing_is_half_written(store: Store, terms: Terms, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(leads(5_100, 0))
    importer = Importer(units=Interrupted(units=store.units), tenant_id=store.tenant_id, book=book_of(terms))
    with pytest.raises(OSError, match="disk full"):
        importer.leads(path, UTC_FILE, now=NOW, real_now=REAL_NOW)
    assert store.leads() == 0


def test_progress_grows_to_its_end(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []
    path = desk.write("leads.csv", leads(5_100, 0))
    desk.importer.leads(path, UTC_FILE, now=NOW, real_now=REAL_NOW, progress=lambda *step: seen.append(step))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert len({total for _, total in seen}) == 1
    assert seen[-1][0] == seen[-1][1]
    assert len(seen) == 5, "two batches read, two written, and the end"


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(CELL, CELL, st.sampled_from(["2026-03-04", "2026-03-05 10:00", "", "x"])),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_in_a_file_every_row_is_accounted_for_and_twice_is_once(
    desk: Desk, rows: list[tuple[str, str, str]]
) -> None:
    text = table(("id", "name", "created"), *rows)
    try:
        first = desk.leads(text, Options(zone="UTC", source="any"))
    except BadInput:
        return
    second = desk.leads(text, Options(zone="UTC", source="any"))
    kept = first.stored.created + first.stored.updated + first.stored.unchanged
    assert kept + len(first.rejected) + first.repeated + first.skipped == first.rows
    assert second.stored == Stored(unchanged=kept)
    assert second.rejected == first.rejected
