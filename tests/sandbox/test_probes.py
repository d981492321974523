"""Slack's limits of time and size from both sides: what is just inside is taken, what is just outside refused.

The limits of blocks and views are in block_limits.py, pushes and hashes in test_interactions.py, the rates in
test_limits.py, the signature in test_http_delivery.py, the ten sockets in test_socket_mode.py.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.clock import Clock
from sandbox.driver import Driver, Refused
from sandbox.errors import SlackError
from sandbox.tickets import Tickets
from tests.sandbox.http_app import Answer, HttpApp, challenge, http_app, nothing

OPTION = '{"options": [{"text": {"type": "plain_text", "text": "One"}, "value": "one"}]}'
ROW = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}},
        {"type": "external_select", "action_id": "pick"},
    ],
}


def words(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def form(**more: object) -> dict:
    return {
        "type": "modal",
        "title": words("Form"),
        "submit": words("Save"),
        "blocks": [{"type": "divider"}],
    } | more


def section(length: int) -> dict:
    return {"type": "section", "text": words("x" * length)}


def code_of(call: Callable[[], object]) -> str:
    """The refusal's code, or "ok"."""
    try:
        call()
    except SlackApiError as problem:
        return problem.response["error"]
    except (Refused, SlackError) as problem:
        return problem.code
    return "ok"


@pytest.fixture
def app(driver: Driver) -> Iterator[HttpApp]:
    with http_app() as listening:
        listening.answer = challenge
        driver.deliver_to(listening.url)
        listening.next()
        listening.answer = nothing
        yield listening


@pytest.mark.parametrize(("seconds", "code"), [(2.6, "ok"), (3.4, "operation_timeout")])
def test_everything_a_person_does_is_acknowledged_within_three_seconds(
    app: HttpApp, driver: Driver, client: WebClient, seconds: float, code: str
) -> None:
    ts = client.chat_postMessage(channel="C1SALES", text="t", blocks=[ROW])["ts"]
    driver.say("ana", "/try")
    client.views_open(trigger_id=app.next().form["trigger_id"], view=form(notify_on_close=True))
    place = {"as": "kim", "channel": "#sales", "ts": ts, "block_id": "row", "action_id": "pick", "value": "o"}

    def late(request) -> Answer:
        time.sleep(seconds)
        is_options = "block_suggestion" in request.body
        return Answer(
            body=OPTION if is_options else "", kind="application/json" if is_options else "text/plain"
        )

    app.answer = late
    doings = {
        "command": lambda: driver.say("kim", "/try"),
        "action": lambda: driver.press("kim", "Go", channel="#sales"),
        "options": lambda: driver._line.post("options", place),
        "shortcut": lambda: driver.shortcut("kim", "anywhere"),
        "submission": lambda: driver.submit("ana"),
    }
    with ThreadPoolExecutor(len(doings)) as pool:
        codes = dict(zip(doings, pool.map(code_of, doings.values()), strict=True))
    assert codes == dict.fromkeys(doings, code)


@pytest.mark.parametrize(("seconds", "retries"), [(2.6, 0), (3.4, 1)])
def test_an_event_is_acknowledged_within_three_seconds(
    app: HttpApp, driver: Driver, seconds: float, retries: int
) -> None:
    waits = iter([seconds, 0.0])
    app.answer = lambda _: Answer(body=str(time.sleep(next(waits))))
    driver.say("ana", "hello")
    time.sleep(3.6)
    assert app.received.qsize() == 1 + retries


@pytest.mark.parametrize(("seconds", "code"), [(2.5, "ok"), (3.2, "expired_trigger_id")])
def test_a_trigger_lasts_three_seconds(
    app: HttpApp, driver: Driver, client: WebClient, seconds: float, code: str
) -> None:
    driver.say("ana", "/try")
    trigger = app.next().form["trigger_id"]
    time.sleep(seconds)
    assert code_of(lambda: client.views_open(trigger_id=trigger, view=form())) == code


class StillClock(Clock):
    at = 1_000_000.0

    def real(self) -> float:
        return self.at


@pytest.mark.parametrize(("seconds", "code"), [(30 * 60, "ok"), (30 * 60 + 1, "expired_url")])
def test_a_reply_address_lasts_thirty_minutes(seconds: float, code: str) -> None:
    clock = StillClock()
    tickets = Tickets(clock)
    path = tickets.reply_path("actions", tickets.address("U1", "C1"))
    clock.at += seconds
    assert code_of(lambda: tickets.usable(path)) == code


@pytest.mark.parametrize(
    ("inside", "outside", "code"),
    [
        (
            {"blocks": [section(3000)] * 4 + [section(1200)]},
            {"blocks": [section(3000)] * 4 + [section(1201)]},
            "msg_blocks_too_long",
        ),
        ({"blocks": [section(1)] * 50}, {"blocks": [section(1)] * 51}, "invalid_blocks"),
        ({"markdown_text": "x" * 12_000}, {"markdown_text": "x" * 12_001}, "msg_too_long"),
        (
            {"attachments": [{"text": "x"}] * 100},
            {"attachments": [{"text": "x"}] * 101},
            "too_many_attachments",
        ),
        ({"text": "x"}, {"text": ""}, "no_text"),
    ],
    ids=["texts together", "blocks", "markdown", "attachments", "no text"],
)
def test_a_message_has_a_size(client: WebClient, inside: dict, outside: dict, code: str) -> None:
    more = {} if inside.keys() & {"markdown_text", "text"} else {"text": "t"}

    def post(content: dict) -> str:
        body = {"channel": "C1SALES", **more, **content}
        return code_of(lambda: client.api_call("chat.postMessage", json=body))

    assert (post(inside), post(outside)) == ("ok", code)


@pytest.mark.parametrize(("length", "kept"), [(40_000, 40_000), (40_001, 40_000)])
def test_a_text_is_cut_at_forty_thousand(client: WebClient, length: int, kept: int) -> None:
    posted = client.chat_postMessage(channel="C1SALES", text="x" * length)
    assert len(posted["message"]["text"]) == kept


def test_a_view_has_250_kilobytes(app: HttpApp, driver: Driver, client: WebClient) -> None:
    def opened(blocks: int) -> str:
        driver.say("ana", "/try")
        trigger = app.next().form["trigger_id"]
        view = form(blocks=[section(2900)] * blocks)
        return code_of(lambda: client.views_open(trigger_id=trigger, view=view))

    assert (opened(80), opened(90)) == ("ok", "view_too_large")
