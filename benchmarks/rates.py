"""How far the bot's heavy paths are from the floor that the machine sets, as ratios measured in the same run.

    make bench

Floors are what any implementation must pay: reading the same file and writing the same rows with nothing in
between; reading the same rows out of the database. Ratios compare runs on different machines; seconds do not.
"""

import csv
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bot.store import Store, open_store
from bot.terms_file import take_file
from handlers.views.home import home_view
from intake.importer import Importer
from intake.options import Options
from sla.leads import Urgency
from sla.people import Actor
from sla.services.desk import Desk
from sla.services.home import ShowHome
from sla.services.status import Status
from sla.services.worklist import PAGE, worklist_of

ROWS = 20_000
OPEN = 500
RUNS = 5
NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
TERMS = Path(__file__).parents[1] / "sla.example.toml"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = write_leads(Path(folder) / "leads.csv")
        report("import of leads", *paired(lambda: bring_in(file), lambda: floor_of_import(file)))
        reading(Path(folder) / "board.db", file)


def reading(database: Path, file: Path) -> None:
    with closing_store(database) as store:
        desk = store.desk(store.tenants.sole())
        take(desk, file)
        page = paired(lambda: work(desk), lambda: floor_of_reading(database, PAGE))
        report("worklist of one rep", *page)
        whole = paired(lambda: board(desk), lambda: floor_of_reading(database, ROWS))
        report("board of both sides", *whole)
    with closing_store(database.with_name("home.db")) as store:
        desk = store.desk(store.tenants.sole())
        take(desk, write_leads(database.with_name("open.csv"), OPEN), OPEN)
        link(desk)
        drawn = paired(lambda: home(desk), lambda: floor_of_reading(database.with_name("home.db"), OPEN))
        report(f"Home of a rep ({OPEN})", *drawn)


def paired(real: Callable[[], None], floor: Callable[[], None]) -> tuple[list[float], list[float]]:
    """Seconds of each, in turn, after one run that does not count."""
    real()
    floor()
    both = [(timed(real), timed(floor)) for _ in range(RUNS)]
    return [one for one, _ in both], [other for _, other in both]


def timed(run: Callable[[], None]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


def report(name: str, real: list[float], floor: list[float]) -> None:
    ratios = [one / other for one, other in zip(real, floor, strict=True)]
    print(
        f"{name:22} {statistics.median(real):8.3f} s   floor {statistics.median(floor):8.3f} s   "
        f"ratio {statistics.median(ratios):6.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    )


def write_leads(path: Path, number_of_rows: int = ROWS) -> Path:
    with path.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Lead ID", "Company", "Create Date", "Lead Source", "Owner Email"])
        for number in range(number_of_rows):
            at = NOW - timedelta(minutes=5 * number)
            rows.writerow([number, f"Company {number}", at.isoformat(), "Inbound", "ana@example.com"])
    return path


@contextmanager
def closing_store(path: Path) -> Iterator[Store]:
    store = open_store(database_url=f"sqlite:///{path}", threads=1)
    take_file(store.desk(store.tenants.sole()), TERMS, NOW)
    yield store
    store.engine.dispose()


def take(desk: Desk, file: Path, rows: int = ROWS) -> None:
    with desk.look() as unit:
        book = desk.book(unit)
    importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=book)
    taken = importer.leads(file, Options(), now=NOW, real_now=NOW)
    assert taken.stored.created == rows


def bring_in(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, closing_store(Path(folder) / "import.db") as store:
        take(store.desk(store.tenants.sole()), file)


def floor_of_import(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = sqlite3.connect(Path(folder) / "floor.db")
        raw.execute("CREATE TABLE lead (id TEXT PRIMARY KEY, name TEXT, at TEXT, origin TEXT, owner TEXT)")
        with file.open(newline="") as source:
            rows = csv.reader(source)
            next(rows)
            raw.executemany("INSERT INTO lead VALUES (?, ?, ?, ?, ?)", rows)
        raw.commit()
        raw.close()


def work(desk: Desk) -> None:
    with desk.look() as unit:
        (rep,) = (person for person in desk.book(unit).people if person.email == "ana@example.com")
        member = next(one for one in unit.members.all() if one.email == rep.email)
        found = worklist_of(unit, member.id, rep, NOW)
    assert found.counts[Urgency.OVERDUE] or found.total


def board(desk: Desk) -> None:
    Status(desk).board(NOW)


def link(desk: Desk) -> None:
    with desk.open() as unit:
        member_id = unit.members.ensure(["ana@example.com"])["ana@example.com"]
        unit.members.link({member_id: "U1"})
        unit.commit()


def home(desk: Desk) -> None:
    """All of a rep's Home tab, as it is sent: the reads, the rules and the view."""
    with desk.look() as unit:
        member = next(one for one in unit.members.all() if one.email == "ana@example.com")
        person = desk.book(unit).person(member.email)
    actor = Actor(slack_id="U1", person=person, member_id=member.id)
    view = home_view(ShowHome(desk).page(actor, NOW)).as_view()
    assert view["blocks"]


def floor_of_reading(database: Path, rows: int) -> None:
    """So many rows of the lead table, read with the driver alone."""
    raw = sqlite3.connect(database)
    raw.execute("SELECT * FROM lead LIMIT ?", (rows,)).fetchall()
    raw.close()


if __name__ == "__main__":
    main()
