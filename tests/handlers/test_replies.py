"""Direct answers: a chart that Slack does not take is left out, and the rest arrives."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from handlers import replies
from handlers.views import layout
from handlers.views.message import CHART, Message

CHARTED = Message.of(layout.section("325 leads a month"), layout.bars("Leads", ["01/26"], [("All", (325,))]))


@contextmanager
def slack(*, charts: bool = True, takes: bool = True) -> Iterator[tuple[str, list[list[str]]]]:
    """A response_url, and the types of the blocks that were sent there."""
    sent: list[list[str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            kinds = [block["type"] for block in body["blocks"]]
            sent.append(kinds)
            taken = takes and (charts or CHART not in kinds)
            self.send_response(200 if taken else 400)
            self.end_headers()
            self.wfile.write(b"ok" if taken else b"invalid_blocks")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()
        thread.join()


def test_a_chart_is_sent() -> None:
    with slack() as (url, sent):
        replies.answer(url, CHARTED)
    assert sent == [["section", CHART]]


def test_a_chart_that_is_not_taken_is_left_out() -> None:
    with slack(charts=False) as (url, sent):
        replies.answer(url, CHARTED)
    assert sent == [["section", CHART], ["section"]]


def test_what_is_refused_without_a_chart_is_refused() -> None:
    with slack(takes=False) as (url, sent), pytest.raises(replies.AnswerRefusedError):
        replies.answer(url, CHARTED.without_charts())
    assert len(sent) == 1
