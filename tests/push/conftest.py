"""Pushes to the store in memory and on each database."""

from pathlib import Path

import pytest

from tests.push.desk import PushDesk
from tests.stores import AnyStore, SqlStore


@pytest.fixture
def each(store: AnyStore, tmp_path: Path) -> PushDesk:
    """On every store."""
    return PushDesk(store, tmp_path)


@pytest.fixture
def desk(sqlite_store: SqlStore, tmp_path: Path) -> PushDesk:
    """On SQLite alone, for what is the same on all."""
    return PushDesk(sqlite_store, tmp_path)
