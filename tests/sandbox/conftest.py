import contextlib
import logging
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from sandbox.api.table import EVERY_METHOD, METHODS
from sandbox.driver import Driver
from sandbox.jsonvalue import as_text
from sandbox.manifest import Manifest, read_manifest
from sandbox.server import Sandbox
from sandbox.workspace import Channel, ChannelKind, Person, Workspace
from tests.sandbox.tiny_app import TinyApp

Running = Callable[[App], contextlib.AbstractContextManager[None]]


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    return read_manifest(Path(__file__).parent / "manifest.yml")


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    return Workspace(
        people=(
            Person(id="U1ANA", name="ana", real_name="Ana Ruiz", email="ana@example.com", tz="Europe/Madrid"),
            Person(id="U2KIM", name="kim", real_name="Kim Wolf", quiet_from=time(18), quiet_to=time(8)),
            Person(id="U3LEE", name="lee", real_name="Lee Park", deleted=True),
            Person(id="U4SAM", name="sam", real_name="Sam Guest", is_guest=True),
        ),
        channels=(
            Channel(id="C1SALES", name="sales", members=("U1ANA", "U2KIM")),
            Channel(id="C2OTHER", name="other", members=("U1ANA",), has_app=False),
            Channel(
                id="G3CLOSED", name="closed", kind=ChannelKind.PRIVATE, members=("U2KIM",), has_app=False
            ),
            Channel(id="G4ROOM", name="room", kind=ChannelKind.PRIVATE, members=("U1ANA",)),
            Channel(id="C5OLD", name="old", members=("U1ANA",), archived=True),
        ),
    )


@pytest.fixture
def sandbox(workspace: Workspace, manifest: Manifest, tmp_path: Path) -> Iterator[Sandbox]:
    running = Sandbox(workspace, manifest, clock_file=tmp_path / "clock").start()
    yield running
    with contextlib.suppress(ConnectionError):  # a test may have stopped it
        assert undocumented(Driver(running.url)) == []
    running.stop()


def undocumented(driver: Driver) -> list[tuple[str, str]]:
    """Refusals in this test's traffic that the table does not have for their method."""
    refused = [
        (one.what, as_text(one.response.get("error")))
        for one in driver.traffic()
        if one.what in METHODS and isinstance(one.response, dict) and one.response.get("ok") is False
    ]
    return [(what, code) for what, code in refused if code not in EVERY_METHOD | {*METHODS[what].errors}]


@pytest.fixture
def driver(sandbox: Sandbox) -> Driver:
    return Driver(sandbox.url)


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    return WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def tiny(sandbox: Sandbox, client: WebClient) -> Iterator[TinyApp]:
    app = TinyApp(web=client, app_token=sandbox.app_token)
    yield app
    app.stop()


@pytest.fixture
def app(client: WebClient) -> App:
    return App(client=client, process_before_response=True)


@pytest.fixture(scope="session")
def run_against() -> Callable[[App, str], contextlib.AbstractContextManager[None]]:
    """Runs a Bolt app over Socket Mode, and stops it without losing acks."""

    @contextlib.contextmanager
    def running(app: App, app_token: str) -> Iterator[None]:
        # Of two reconnections at once the client may lose both; it looks after that once in an interval.
        handler = SocketModeHandler(app, app_token, ping_interval=2)
        handler.connect()
        try:
            yield
        finally:
            _stop(handler)

    return running


@pytest.fixture
def run(sandbox: Sandbox, driver: Driver, run_against) -> Running:
    """The same, with the sandbox of the test."""

    @contextlib.contextmanager
    def running(app: App) -> Iterator[None]:
        with run_against(app, sandbox.app_token):
            driver.wait_until_connected("ana")
            yield

    return running


def _stop(handler: SocketModeHandler) -> None:
    logging.getLogger("websocket").disabled = True
    client = handler.client
    client.auto_reconnect_enabled = False
    client.closed = True
    client.message_processor.shutdown()
    client.message_workers.shutdown(wait=True)
    client.disconnect()
    client.current_app_monitor.shutdown()
    client.current_session_runner.event.set()  # joining it can take the ping interval, 10 s
