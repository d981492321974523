"""A copy of the database beside whoever writes to it: whole, checked, marked; or one sentence and no file."""

import sqlite3
import threading
from pathlib import Path

import pytest

from sla.errors import SlaError
from storage.backup import back_up
from tests.storage.examples import NOW
from tests.stores import SqlStore, sql_store


def url(store: SqlStore) -> str:
    return store.engine.url.render_as_string(hide_password=False)


def test_the_copy_holds_what_was_committed_and_is_marked(sqlite_store: SqlStore, tmp_path: Path) -> None:
    tenant_id = sqlite_store.tenants.sole()
    with sqlite_store.units(tenant_id) as work:
        work.heartbeat.beat(NOW)
        work.commit()
    size = back_up(url(sqlite_store), tmp_path / "copy.db")
    assert size == (tmp_path / "copy.db").stat().st_size > 0
    with sql_store(f"sqlite:///{tmp_path / 'copy.db'}") as copy, copy.units(tenant_id) as work:
        pulse = work.heartbeat.read()
        assert (pulse.beat_at, pulse.is_copy) == (NOW, True)
    with sqlite_store.units(tenant_id) as work:
        assert not work.heartbeat.read().is_copy, "the original is as it was"


def test_a_ledger_that_never_beat_is_marked_too(sqlite_store: SqlStore, tmp_path: Path) -> None:
    tenant_id = sqlite_store.tenants.sole()
    back_up(url(sqlite_store), tmp_path / "copy.db")
    with sql_store(f"sqlite:///{tmp_path / 'copy.db'}") as copy, copy.units(tenant_id) as work:
        assert work.heartbeat.read().is_copy


def test_beside_a_writer(sqlite_store: SqlStore, tmp_path: Path) -> None:
    tenant_id, done = sqlite_store.tenants.sole(), threading.Event()

    def write() -> None:
        while not done.is_set():
            with sqlite_store.units(tenant_id) as work:
                work.members.ensure([f"{threading.get_ident()}@example.com"])
                work.heartbeat.beat(NOW)
                work.commit()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for n in range(3):
            back_up(url(sqlite_store), tmp_path / f"{n}.db")
    finally:
        done.set()
        writing.join()


@pytest.mark.parametrize(
    ("address", "to", "says"),
    [
        ("sqlite:///{there}", "{there}", "is there already; name a file that is not"),
        ("sqlite:///{there}", "{folder}/none/copy.db", "does not exist; make it first"),
        ("sqlite:///{folder}/none.db", "{folder}/copy.db", "There is no database"),
        ("postgresql://sla@host/sla", "{folder}/copy.db", "pg_dump --format=custom --file="),
    ],
)
def test_what_stops_it_is_one_sentence(
    sqlite_store: SqlStore, tmp_path: Path, address: str, to: str, says: str
) -> None:
    names = {"there": sqlite_store.engine.url.database, "folder": tmp_path}
    before = sorted(tmp_path.iterdir())
    with pytest.raises(SlaError, match=says):
        back_up(address.format(**names), Path(to.format(**names)))
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_database_leaves_no_copy(sqlite_store: SqlStore, tmp_path: Path) -> None:
    sqlite_store.engine.dispose()
    broken = tmp_path / "broken.db"
    with sqlite3.connect(broken) as connection:
        connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE two (one INTEGER REFERENCES one (id))")
        connection.execute("INSERT INTO two VALUES (7)")
    connection.close()
    with pytest.raises(SlaError, match="did not pass its integrity check"):
        back_up(f"sqlite:///{broken}", tmp_path / "copy.db")
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(SlaError, match="could not be backed up"):
        back_up(f"sqlite:///{broken}", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
