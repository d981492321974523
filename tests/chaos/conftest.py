from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.ground import Ground
from tests.stores import Postgres, sql_store


@pytest.fixture(params=["sqlite", "postgres"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    made: Ground = request.getfixturevalue(f"on_{request.param}")
    return made


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Ground]:
    url = f"sqlite:///{tmp_path / 'sla.db'}"
    with sql_store(url) as store:
        yield Ground(store=store, url=url, folder=tmp_path)


@pytest.fixture
def on_postgres(postgres: Postgres, tmp_path: Path) -> Iterator[Ground]:
    with postgres.database() as url, sql_store(url) as store:
        yield Ground(store=store, url=url, folder=tmp_path)
