import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from sandbox.server import Sandbox
from tests.sandbox.page.page_app import PageApp
from tests.sandbox.tiny_app import Envelope, TinyApp


@pytest.fixture
def page_app(sandbox: Sandbox, client: WebClient) -> Iterator[PageApp]:
    """The app, connected by a socket that starts and stops at once (Bolt's own takes a second and a half)."""
    app = PageApp(client=client)
    socket = TinyApp(
        web=client, app_token=sandbox.app_token, answer=lambda envelope: payload_of(app.bolt, envelope)
    )
    yield app
    socket.stop()


@pytest.fixture
def ana(page: Page, sandbox: Sandbox, page_app: PageApp) -> Page:
    """Ana looks at #sales."""
    page.goto(f"{sandbox.url}/?as=U1ANA&channel=C1SALES")
    expect(page.get_by_test_id("composer")).to_be_focused()
    return page


def payload_of(app: App, envelope: Envelope) -> object:
    """What the app acknowledges the envelope with."""
    answer = app.dispatch(BoltRequest(mode="socket_mode", body=envelope["payload"]))
    assert answer.status == 200, answer
    if not answer.body:
        return None
    return json.loads(answer.body) if "json" in answer.headers["content-type"][0] else {"text": answer.body}
