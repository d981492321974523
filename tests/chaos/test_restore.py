"""A restore of a ten-minute-old backup: nothing that was sent since is sent again, and what was not is sent."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.chaos.drills import Database, Drill, File, Server
from tests.e2e.conftest import (  # noqa: F401 - a fixture
    Office,
    brought_in,
    mode,
    office,
)
from tests.stores import Postgres

NINE = datetime.fromisoformat("2025-11-20T09:00:00+01:00")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "sqlite":
        yield File(tmp_path / "sla.db")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    with postgres.database() as url:
        yield Server(url)


def restore(office: Office, database: Database, *, times: int, seed: int, asked: bool = False) -> None:  # noqa: F811
    drill = Drill(office, database, Random(seed), asked=asked)  # noqa: S311 - the same seed makes the same run
    morning, mornings = NINE, []
    for _ in range(times):
        drill.day(morning)
        mornings.append(morning.date().isoformat())
        morning += timedelta(days=3 if morning.weekday() == 4 else 1)
    marks, states = drill.arrived(), drill.states()
    duplicates = sum(number - 1 for number in marks.values())
    print(  # noqa: T201 - what a run of chaos reports
        f"restores {times}, {database.url.split(':')[0]}, seed {seed}, asked {asked}: "
        f"messages {sum(marks.values())}, duplicates {duplicates}, states {dict(states)}"
    )
    assert duplicates == 0
    assert len(drill.said) == times, "each restored ledger was held"
    assert states.keys() <= {"sent", "dropped"}, "nothing is in doubt, nothing waits"
    assert drill.days_with("#sla", "Won this year") == dict.fromkeys(mornings, 1), "a digest each day"
    for who in ("ana", "lee"):
        days = drill.days_with(who, "today, ")
        assert days == dict.fromkeys(mornings, 1), f"a reminder each day for {who}"


def test_a_sample(office: Office, database: Database) -> None:  # noqa: F811
    restore(office, database, times=1, seed=1)


@pytest.mark.chaos
def test_a_sample_without_a_heartbeat_but_held_by_hand(office: Office, database: Database) -> None:  # noqa: F811
    restore(office, database, times=1, seed=3, asked=True)


@pytest.mark.chaos
def test_twenty_restores(office: Office, database: Database) -> None:  # noqa: F811
    restore(office, database, times=20, seed=2)
