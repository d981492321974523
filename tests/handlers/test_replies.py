"""Answers by response_url: without charts where Slack takes none, and never twice."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from handlers import replies
from handlers.views.demand import demand_message
from handlers.views.message import CHART, Message
from tests.handlers.views import demand_examples as demands

Payload = dict[str, object]


class Hook(HTTPServer):
    """Keeps what it is sent; `refuses` is the kind of block that it takes no message with."""

    refuses = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.sent: list[Payload] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/answer"


class _Asked(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        hook: Hook = self.server
        payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        hook.sent.append(payload)
        refused = hook.refuses in [block["type"] for block in payload["blocks"]]
        self.send_response(400 if refused else 200)
        self.end_headers()
        self.wfile.write(b'{"ok":false,"error":"invalid_blocks"}' if refused else b"ok")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def message() -> Message:
    return demand_message(demands.one_chain())


def kinds(payload: Payload) -> list[str]:
    return [block["type"] for block in payload["blocks"]]


def test_a_workspace_that_takes_charts_gets_it_once(hook: Hook, message: Message) -> None:
    replies.answer(hook.url, message)
    (payload,) = hook.sent
    assert CHART in kinds(payload)
    assert (payload["response_type"], payload["replace_original"]) == ("ephemeral", False)


def test_one_that_refuses_them_gets_the_words(hook: Hook, message: Message) -> None:
    hook.refuses = CHART
    replies.share(hook.url, message)
    first, second = hook.sent
    assert CHART not in kinds(second)
    assert len(kinds(second)) == len(kinds(first)) - 1
    assert second["text"] == first["text"]
    assert second["response_type"] == "in_channel"


def test_a_refusal_that_is_not_about_a_chart_is_not_tried_again(hook: Hook, message: Message) -> None:
    hook.refuses = "header"
    plainer = message.without_charts()
    with pytest.raises(replies.AnswerRefusedError, match="400"):
        replies.answer(hook.url, plainer)
    assert len(hook.sent) == 1
