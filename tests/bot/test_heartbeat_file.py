"""The heartbeat outside the database: kept whole, never back, and no reason to stop."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.heartbeat_file import HeartbeatFile, heartbeat_file
from bot.settings import StoreSettings
from sla.errors import BadInput

NOW = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)


def test_it_keeps_the_latest(tmp_path: Path) -> None:
    file = HeartbeatFile(tmp_path / "beat")
    assert file.read() is None
    file.keep(NOW)
    file.keep(NOW - timedelta(seconds=1))
    assert file.read() == NOW
    assert [each.name for each in tmp_path.iterdir()] == ["beat"]


def test_something_else_is_not_taken_for_a_moment(tmp_path: Path) -> None:
    (tmp_path / "beat").write_text("yesterday")
    with pytest.raises(BadInput, match="delete it, and start once with --hold"):
        HeartbeatFile(tmp_path / "beat").read()


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    HeartbeatFile(tmp_path / "none" / "beat").keep(NOW)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"sla_database_url": SecretStr("sqlite:////srv/sla.db")}, Path("/srv/sla.db.heartbeat")),
        ({"sla_database_url": SecretStr("postgresql://sla@host/sla")}, None),
        (
            {"sla_database_url": SecretStr("postgresql://sla@host/sla"), "sla_heartbeat_file": Path("/b")},
            Path("/b"),
        ),
    ],
)
def test_where_it_is(given: dict[str, object], at: Path | None) -> None:
    assert heartbeat_file(StoreSettings(_env_file=None, **given))._path == at
