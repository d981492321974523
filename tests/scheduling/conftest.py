"""The schedule on the store in memory and on a real SQLite file."""

from collections.abc import Iterator, MutableMapping
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.fakes.store import FakeStore
from tests.scheduling.stage import MovedByHand, Stage
from tests.sla.services.agreement import ANA, BO, KIM, MAX, at
from tests.sla.services.team import Team
from tests.stores import AnyStore, SqlStore

MORNING = at("2026-03-18 09:00")
"""A Wednesday, when the digest and the nudges of Berlin are due."""


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, object]]]:
    """What was logged, instead of drawing tracebacks, which takes longer than all the rest."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture(params=["fake", "sqlite"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    if request.param == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue("sqlite_store")
    return made


@pytest.fixture
def team(store: AnyStore) -> Team:
    """Of marketing Slack knows nobody: an almost empty month is under pace, and they would be told so each time."""
    team = Team(store=store, tenant_id=store.tenants.sole(), linked=False)
    team.link({each.email: f"U{n}" for n, each in enumerate((ANA, BO, KIM), start=1)})
    return team


@pytest.fixture
def with_marketing(team: Team) -> Team:
    """Slack knows Max too."""
    team.link({MAX.email: "U4"})
    return team


@pytest.fixture
def stage(team: Team) -> Stage:
    """Real time runs a hundred days behind the product's."""
    return Stage(team=team, clock=MovedByHand(moment=MORNING, real=MORNING - timedelta(days=100)))


@pytest.fixture
def greeted(stage: Stage) -> Stage:
    """Ana was greeted and has one lead to try."""
    stage.greet(ANA)
    stage.team.lead(at("2026-03-17 10:00"))
    return stage
