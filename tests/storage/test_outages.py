"""A database that is away or busy is waited for; one that refuses what it is asked is not."""

from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import open_engine
from storage.outages import is_outage
from tests.stores import SqlStore


def test_a_server_that_is_away() -> None:
    engine = open_engine("postgresql://nobody@127.0.0.1:9/none", threads=1)
    with pytest.raises(Exception, match="refused") as raised:
        engine.connect()
    assert is_outage(raised.value)
    engine.dispose()


def test_a_file_that_is_locked(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'sla.db'}", threads=2)
    with engine.connect() as holding, engine.connect() as waiting:
        waiting.exec_driver_sql("PRAGMA busy_timeout=1")
        waiting.rollback()
        holding.exec_driver_sql("SELECT 1")
        with pytest.raises(Exception, match="locked") as raised:
            waiting.exec_driver_sql("SELECT 1")
    assert is_outage(raised.value)
    engine.dispose()


def test_a_table_that_is_not_there(database_store: SqlStore) -> None:
    with (
        database_store.engine.connect() as connection,
        pytest.raises(Exception, match="unheard_of") as raised,
    ):
        connection.execute(text("SELECT 1 FROM unheard_of"))
    assert not is_outage(raised.value)
    assert not is_outage(OSError())
