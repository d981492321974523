"""The real bot and the sandbox, joined by real sockets, for a test that reads like the conversation."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import SecretStr

from bot.bootstrap import Bot
from bot.settings import Settings, StoreSettings
from bot.store import open_store
from bot.terms_file import take_terms
from bot.web import Web
from intake.importer import Importer
from intake.options import Options
from sandbox.driver import Driver
from sandbox.manifest import read_manifest
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sla.services.desk import Desk
from tests import block_kit
from tests.e2e.team import BEGINS, PEOPLE, write_team

Mode = Literal["socket", "http"]
PATIENCE_SECONDS = 15.0
MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def slack(folder: Path, place: Workspace = PEOPLE) -> Sandbox:
    """More patient than Slack is: how soon the bot acknowledges is measured where nothing else runs."""
    return Sandbox(
        place,
        read_manifest(MANIFEST),
        clock_file=folder / "clock",
        start=BEGINS,
        ack_seconds=PATIENCE_SECONDS,
    )


class Office:
    """One team's workspace and bot; the bot can be stopped and started again. `terms` None: without a file."""

    def __init__(
        self, folder: Path, sandbox: Sandbox, mode: Mode = "socket", *, terms: str | None = "sla.toml"
    ) -> None:
        self.folder = folder
        self.url = sandbox.url
        self.people = Driver(sandbox.url)
        file = {"sla_terms": folder / terms} if terms else {}
        self.settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(sandbox.bot_token),
            slack_app_token=SecretStr(sandbox.app_token),
            slack_signing_secret=SecretStr(sandbox.signing_secret),
            slack_api_url=sandbox.api_url,
            sla_database_url=database_in(folder),
            sla_clock_file=folder / "clock",
            sla_mode=mode,
            sla_http_port=0,
            sla_workers=4,
            sla_tick_seconds=0.4,
            **file,
        )
        self.bot: Bot | None = None

    def start(self) -> None:
        self.bot = Bot(self.settings)
        self.bot.start()
        if isinstance(self.bot.front, Web):
            self.people.deliver_to(self.bot.front.url)
        self.people.wait_until_connected("ana")

    def stop(self) -> None:
        if self.bot is not None:
            self.bot.stop()
            self.bot = None

    def bring_in(self) -> None:
        bring_in(self.folder, self.settings)


def bring_in(folder: Path, settings: StoreSettings) -> None:
    """The terms and files of this folder into the database of the settings."""
    store = open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk: Desk = store.desk(store.tenants.sole())
        take_terms(desk, settings, BEGINS)
        with desk.look() as work:
            book = desk.book(work)
        importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=book)
        for take, name in ((importer.leads, "leads.csv"), (importer.touches, "touches.csv")):
            report = take(folder / name, Options(), now=BEGINS, real_now=BEGINS)
            assert not report.rejected
    finally:
        store.engine.dispose()


def database_in(folder: Path) -> SecretStr:
    return SecretStr(f"sqlite:///{folder / 'sla.db'}")


def refused_blocks(people: Driver) -> list[str]:
    """What the schema has against anything the bot sent in this conversation."""
    sent = [one.request for one in people.traffic() if isinstance(one.request, dict)]
    shown = [request.get("view", request) for request in sent]
    return [
        fault
        for message in shown
        if isinstance(message, dict) and "blocks" in message
        for fault in block_kit.faults_of(message["blocks"])
    ]


@pytest.fixture
def mode() -> Mode:
    """How Slack reaches the bot; a module whose tests hold either way overrides it with both."""
    return "socket"


@pytest.fixture(scope="session")
def brought_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The team's folder with its files brought in, to copy."""
    folder = tmp_path_factory.mktemp("brought_in")
    write_team(folder)
    files = {"sla_terms": folder / "sla.toml", "sla_database_url": database_in(folder)}
    bring_in(folder, StoreSettings(_env_file=None, **files))
    return folder


@pytest.fixture
def office(brought_in: Path, tmp_path: Path, mode: Mode) -> Iterator[Office]:
    """Thursday 20 November 2025, 08:58 in Berlin; the files are in, the bot is not started yet."""
    shutil.copytree(brought_in, tmp_path, dirs_exist_ok=True)
    with slack(tmp_path) as sandbox:
        office = Office(tmp_path, sandbox, mode)
        yield office
        office.stop()
        assert refused_blocks(office.people) == []


@pytest.fixture
def running(office: Office) -> Office:
    office.start()
    return office
