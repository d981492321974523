"""One plain Bolt app over Socket Mode and over HTTP, and the SDK's async client, each unchanged but for its address."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient as AsyncSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.sandbox.tiny_app import TinyApp

Reach = Callable[[App], contextlib.AbstractContextManager[None]]


def make_app(client: WebClient, signing_secret: str) -> App:
    """The app of this module: a command, a button, a form with an error, a shortcut and an event."""
    app = App(client=client, signing_secret=signing_secret, process_before_response=True)

    def text(words: str) -> dict:
        return {"type": "plain_text", "text": words}

    note = {"type": "plain_text_input", "action_id": "text"}
    form = {
        "type": "modal",
        "callback_id": "form",
        "title": text("Form"),
        "submit": text("Save"),
        "blocks": [{"type": "input", "block_id": "note", "label": text("Note"), "element": note}],
    }

    @app.command("/try")
    def command(ack: Ack, respond: Respond, command: dict) -> None:
        ack(f"You said {command['text']}")
        button = {"type": "button", "action_id": "open", "text": text("Open")}
        respond(text="buttons", blocks=[{"type": "actions", "elements": [button]}])

    @app.action("open")
    @app.shortcut("anywhere")
    def open_form(ack: Ack, body: dict, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.view("form")
    def save(ack: Ack, view: dict, body: dict, client: WebClient) -> None:
        said = view["state"]["values"]["note"]["text"]["value"]
        if said == "bad":
            ack(response_action="errors", errors={"note": "Write something else."})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Saved {said}")

    @app.event("message")
    def echo(say: Say, event: dict) -> None:
        say(f"Heard {event['text']}")

    return app


class ThreadingWsgiServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def over_http(app: App, driver: Driver) -> Iterator[None]:
    server = make_server(
        "127.0.0.1", 0, SlackRequestHandler(app), server_class=ThreadingWsgiServer, handler_class=QuietHandler
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        driver.deliver_to(f"http://127.0.0.1:{server.server_port}/slack/events")
        yield
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@pytest.fixture(params=["Socket Mode", "HTTP"])
def reach(request: pytest.FixtureRequest, run: Reach, driver: Driver) -> Reach:
    return run if request.param == "Socket Mode" else lambda app: over_http(app, driver)


def test_a_conversation_goes_the_same_both_ways(
    reach: Reach, sandbox: Sandbox, client: WebClient, driver: Driver
) -> None:
    with reach(make_app(client, sandbox.signing_secret)):
        driver.say("ana", "/try this", channel="#sales")
        assert driver.wait_for("You said this", user="ana", channel="#sales").ephemeral
        driver.wait_for(lambda: [one for one in driver.messages("ana", "#sales") if one.controls], user="ana")
        driver.press("ana", "Open")
        assert driver.submit("ana", {"Note": "bad"}).errors == {"note": "Write something else."}
        assert driver.submit("ana", {"Note": "good"}).action is None
        driver.wait_for("Saved good", user="ana", channel="app")
        driver.shortcut("kim", "anywhere")
        assert driver.modal("kim").title == "Form"
        driver.say("ana", "hello")
        driver.wait_for("Heard hello", user="ana", channel="app")


def test_an_app_with_another_signing_secret_refuses_the_challenge(
    sandbox: Sandbox, client: WebClient, driver: Driver
) -> None:
    with (
        pytest.raises(Exception, match="HTTP error: 401"),
        over_http(make_app(client, "another"), driver),
    ):
        pass


@pytest.fixture
def web(sandbox: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])


def test_the_async_client_posts_reads_and_pages(web: AsyncWebClient) -> None:
    async def talk() -> tuple[list[str], list[str]]:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*hi* & bye"}}]
        posted = await web.chat_postMessage(channel="C1SALES", text="one", blocks=blocks)
        await web.chat_update(channel="C1SALES", ts=posted["ts"], text="two", blocks=blocks)
        history = await web.conversations_history(channel="C1SALES")
        people = [one["id"] async for page in await web.users_list(limit=2) for one in page["members"]]
        return [one["text"] for one in history["messages"]], people

    texts, people = asyncio.run(talk())
    assert texts == ["two"]
    assert people == ["U1ANA", "U2KIM", "U3LEE", "U4SAM", "U0SANDBOT"]


def test_the_async_client_meets_the_same_refusals(web: AsyncWebClient, driver: Driver) -> None:
    async def refusal(**arguments: object) -> SlackApiError:
        with pytest.raises(SlackApiError) as caught:
            await web.chat_postMessage(**arguments)
        return caught.value

    assert asyncio.run(refusal(channel="C9NONE", text="x")).response["error"] == "channel_not_found"
    broken = asyncio.run(refusal(channel="C1SALES", text="x", blocks=[{"type": "sektion"}]))
    assert broken.response["errors"] == ["unsupported type: sektion [json-pointer:/blocks/0/type]"]
    driver.fault("chat.postMessage", "rate_limited", seconds=3)
    limited = asyncio.run(refusal(channel="C1SALES", text="x")).response
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "3")


def test_the_async_client_opens_and_publishes_views(
    web: AsyncWebClient, tiny: TinyApp, driver: Driver
) -> None:
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Async"},
        "blocks": [{"type": "divider"}],
    }
    driver.say("ana", "/try")
    trigger = tiny.next()["payload"]["trigger_id"]
    asyncio.run(web.views_open(trigger_id=trigger, view=view))
    assert driver.modal("ana").title == "Async"
    asyncio.run(web.views_publish(user_id="U1ANA", view={"type": "home", "blocks": view["blocks"]}))
    assert driver.home("ana") is not None


def test_the_async_webhook_client_answers(tiny: TinyApp, driver: Driver) -> None:
    driver.say("ana", "/try")
    url = tiny.next()["payload"]["response_url"]
    reply = asyncio.run(AsyncWebhookClient(url, retry_handlers=[]).send(text="later"))
    assert (reply.status_code, reply.body) == (200, "ok")
    assert [one.text for one in driver.dm("ana")] == ["later"]


def test_the_async_socket_client_is_asked_and_answers(
    sandbox: Sandbox, web: AsyncWebClient, driver: Driver
) -> None:
    async def answer(client: AsyncSocketModeClient, request: SocketModeRequest) -> None:
        payload = {"text": f"async {request.payload['text']}"}
        await client.send_socket_mode_response(
            SocketModeResponse(envelope_id=request.envelope_id, payload=payload)
        )

    async def talk() -> None:
        client = AsyncSocketModeClient(app_token=sandbox.app_token, web_client=web)
        client.socket_mode_request_listeners.append(answer)
        await client.connect()
        try:
            await asyncio.to_thread(driver.say, "ana", "/try it")
        finally:
            await client.close()

    asyncio.run(talk())
    assert driver.dm("ana")[-1].text == "async it"
