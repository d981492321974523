"""A place without anybody's settings, a team's workspace without a bot, and the command line as it is typed."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from slack_sdk import WebClient

from bot.cli import main
from bot.settings import Settings
from bot.signing_in import slack_client
from sandbox.driver import Driver
from sandbox.manifest import Manifest, read_manifest
from sandbox.server import Sandbox
from sandbox.workspace import Channel, Person, Team, Workspace
from tests.e2e.conftest import MANIFEST, Office, brought_in, mode, office, running  # noqa: F401 - four of them are fixtures
from tests.e2e.team import PEOPLE

OURS = ("SLACK_", "SLA_")
STRANGERS = Workspace(
    team=Team(zone="Europe/Berlin"),
    people=(
        *PEOPLE.people,
        Person(id="U7ROBOT", name="robot", real_name="Rob Ot", email="robot@example.com", is_bot=True),
        Person(id="U8GONE", name="gone", real_name="Gone Girl", email="gone@example.com", deleted=True),
        Person(id="U9OTHER", name="other", real_name="Otto Her", email="o@elsewhere.com", is_stranger=True),
    ),
    channels=(
        *PEOPLE.channels,
        Channel(id="C2ELSE", name="elsewhere", members=("U1ANA",), has_app=False),
    ),
)
"""The team of the conversations, and everybody whom the bot must not take for one of it."""


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and an environment without settings."""
    for name in [name for name in os.environ if name.upper().startswith(OURS)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    return read_manifest(MANIFEST)


@pytest.fixture
def sandbox(manifest: Manifest) -> Iterator[Sandbox]:
    """It grants one scope more than the bot asks for, so that a test can read what was posted."""
    readable = replace(manifest, scopes=(*manifest.scopes, "channels:history"))
    with Sandbox(STRANGERS, readable) as opened:
        yield opened


@pytest.fixture
def people(sandbox: Sandbox) -> Driver:
    return Driver(sandbox.url)


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    """The bot's own client."""
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(sandbox.bot_token),
        slack_app_token=SecretStr(sandbox.app_token),
        slack_api_url=sandbox.api_url,
    )
    return slack_client(settings)


def variables(settings: Settings) -> Mapping[str, str]:
    """These settings as an environment would give them."""
    return {
        "SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
        "SLACK_APP_TOKEN": settings.slack_app_token.get_secret_value(),
        "SLACK_API_URL": settings.slack_api_url,
        "SLA_DATABASE_URL": settings.sla_database_url.get_secret_value(),
        "SLA_TERMS": str(settings.sla_terms),
        "SLA_CLOCK_FILE": str(settings.sla_clock_file or ""),
        "SLA_TICK_SECONDS": str(settings.sla_tick_seconds),
        "SLA_WORKERS": str(settings.sla_workers),
        "SLA_DRAIN_SECONDS": str(settings.sla_drain_seconds),
    }


@contextmanager
def own_logs() -> Iterator[None]:
    """Whatever the block does to the logs of this process is undone."""
    root, loud = logging.getLogger(), ("slack_bolt", "slack_sdk", "alembic", "websocket", "apscheduler")
    before, structured = (root.handlers, root.level), structlog.get_config()
    levels = {name: logging.getLogger(name).level for name in loud}
    try:
        yield
    finally:
        root.handlers = before[0]
        root.setLevel(before[1])
        structlog.configure(**structured)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """A command that ended, and what it said."""

    code: int
    out: str
    err: str


SlaBot = Callable[..., Ended]


@pytest.fixture
def sla_bot(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[SlaBot]:
    """`sla_bot("import", "leads", "leads.csv")`, in this process; its signals and logs are put back."""

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["sla-bot", *arguments])
        capsys.readouterr()
        try:
            main()
            code: object = 0
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return Ended(code=int(str(code or 0)), out=said.out, err=said.err)

    caught = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with own_logs():
        yield run
    for number, handler in caught.items():
        signal.signal(number, handler)


@pytest.fixture
def there(office: Office, nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> Office:  # noqa: F811 - the fixture
    """The office's workspace and store, named by the environment as an operator would."""
    for name, value in variables(office.settings).items():
        monkeypatch.setenv(name, value)
    return office
