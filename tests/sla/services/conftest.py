"""Each use case runs on the store in memory and on a real SQLite file; both are cheap."""

import pytest

from tests.fakes.store import FakeStore
from tests.sla.services.office import Office
from tests.sla.services.team import Team
from tests.stores import AnyStore, SqlStore


@pytest.fixture(params=["fake", "sqlite"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    if request.param == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue("sqlite_store")
    return made


@pytest.fixture
def team(store: AnyStore) -> Team:
    return Team.of(store)


@pytest.fixture
def office(store: AnyStore) -> Office:
    return Office(store)
