"""Any database comes to the schema of the tables, wholly or not at all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from sla.errors import Conflict, SlaError
from storage.engine import open_engine
from storage.migrate import head, revision, take_turn, upgrade
from storage.tables import Base


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url, threads=1)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_an_empty_database_comes_to_the_schema_of_the_code(engine: Engine):
    assert revision(engine) is None
    upgrade(engine)
    assert revision(engine) == head()
    assert tables(engine) == {*Base.metadata.tables, "alembic_version"}
    upgrade(engine)
    assert revision(engine) == head()


def test_the_migrated_schema_is_that_of_the_tables(engine: Engine):
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_partial_indexes_are_those_of_the_tables(engine: Engine):
    """Which rows an index covers is not compared by Alembic."""
    upgrade(engine)
    migrated = partial_indexes(engine)
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            for index in table.indexes:
                index.drop(connection)
                index.create(connection)
    assert partial_indexes(engine) == migrated
    assert any(" WHERE " in sql for sql in migrated)


def partial_indexes(engine: Engine) -> list[str]:
    catalogue = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
    }
    with engine.connect() as connection:
        return list(connection.scalars(text(catalogue[engine.dialect.name])))


def test_foreign_keys_hold_again_after_the_upgrade(sqlite_url: str):
    engine = open_engine(sqlite_url, threads=1)
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_a_database_that_is_newer_than_the_code_is_left_alone(engine: Engine):
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Conflict, match="made by a newer version"):
        upgrade(engine)
    assert revision(engine) == "9999"


def test_a_failed_upgrade_leaves_nothing_behind(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE delivery (id INTEGER)"))
    with pytest.raises(SlaError, match="already exists"):
        upgrade(engine)
    assert tables(engine) == {"delivery"}


def test_a_file_that_is_no_database_is_named(tmp_path: Path):
    path = tmp_path / "leads.csv"
    path.write_text("name,owner\n" * 500)
    engine = open_engine(f"sqlite:///{path}", threads=1)
    with pytest.raises(SlaError, match=r"leads\.csv cannot be used \(file is not a database\)"):
        upgrade(engine)
    engine.dispose()


def test_an_unreachable_server_is_named_without_its_password(tmp_path: Path):
    engine = open_engine(f"postgresql://bot:secret@/sla?host={tmp_path}", threads=1)
    with pytest.raises(SlaError, match="cannot be used") as refused:
        revision(engine)
    assert "secret" not in refused.value.message
    engine.dispose()


def test_replicas_that_start_together_upgrade_in_turn(url: str, engine: Engine):
    first = open_engine(url, threads=1)
    with ThreadPoolExecutor(1) as pool:
        with first.begin() as upgrading:
            take_turn(upgrading)
            second = pool.submit(upgrade, engine)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
        second.result(timeout=30)
    first.dispose()
    assert revision(engine) == head()
