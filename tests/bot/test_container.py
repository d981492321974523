"""The container's files: what they name exists, and the bot starts from what they copy, without its workshop."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from bot.roles import Role
from bot.settings import StoreSettings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: Mapping[str, Mapping[str, Mapping[str, object]]] = yaml.safe_load(
    (ROOT / "compose.yaml").read_text()
)
BOT = COMPOSE["services"]["bot"]


def copied() -> list[str]:
    return re.findall(r"^COPY (\S+) \S+$", DOCKERFILE, re.MULTILINE)


@pytest.mark.chaos
def test_the_bot_starts_from_what_is_copied(tmp_path: Path) -> None:
    for name in copied():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    words = [sys.executable, "-m", "bot", "run", "--help"]
    ended = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    demo = subprocess.run(
        [sys.executable, "-m", "bot", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert demo.returncode == 1
    assert "Traceback" not in demo.stderr


def test_what_is_copied_is_let_through(tmp_path: Path) -> None:
    through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"}
    assert set(copied()) == through
    assert "sandbox" not in through


def test_every_variable_of_the_bot_is_one_of_its_settings() -> None:
    environment = BOT["environment"]
    assert isinstance(environment, Mapping)
    assert {name.lower() for name in environment} <= set(StoreSettings.model_fields)


def test_two_replicas_of_a_role_that_exists_wait_for_the_database() -> None:
    command = BOT["command"]
    assert isinstance(command, list)
    assert command[:2] == ["run", "--role"]
    assert command[2] in list(Role)
    assert BOT["deploy"] == {"replicas": 2}
    assert BOT["depends_on"] == {"database": {"condition": "service_healthy"}}


def test_every_volume_and_file_is_there() -> None:
    used = {
        str(volume).split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])  # type: ignore[attr-defined]
    }
    assert used == set(COMPOSE["volumes"])
    assert (ROOT / "postgres.env.example").is_file()
    assert (ROOT / ".env.example").is_file()


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == {name.upper() for name in StoreSettings.model_fields}
