"""The control API as the page uses it."""

import http.client
import json

import pytest
from slack_sdk import WebClient

from sandbox.driver import Driver, Refused
from sandbox.server import Sandbox
from tests.sandbox.tiny_app import TinyApp


def ask(
    sandbox: Sandbox, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict]:
    connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1]), timeout=10)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "evil.example:80"}, 403),
        ({"Host": "127.0.0.1:99999999"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
    ],
)
def test_only_this_machines_own_page_is_answered(sandbox: Sandbox, headers: dict, status: int) -> None:
    assert ask(sandbox, "GET", "/sandbox/state?as=ana", **headers)[0] == status
    assert ask(sandbox, "GET", "/api/auth.test", **headers)[0] == status


def test_the_pages_own_origin_is_welcome(sandbox: Sandbox) -> None:
    assert ask(sandbox, "GET", "/sandbox/state?as=ana", Origin=sandbox.url)[0] == 200


def test_the_state_is_what_one_person_sees(sandbox: Sandbox, driver: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="U1ANA", text="hello")
    state = driver.state("ana")
    assert state["me"]["name"] == "ana"
    assert {one["name"]: one["kind"] for one in state["channels"]} == {
        "sales": "channel",
        "other": "channel",
        "room": "private",
        "old": "channel",
        "U1ANA": "im",
    }
    dm = state["channels"][-1]
    assert (dm["with"], dm["unread"]) == ("U0SANDBOT", 1)
    assert state["app"] == {
        "name": "Test bot",
        "bot_user_id": "U0SANDBOT",
        "app_id": "A0SANDBOX",
        "connected": False,
        "messages_tab": True,
        "messages_tab_read_only": False,
    }
    assert state["commands"][0] == {"command": "/try", "description": "Tries things", "usage_hint": "[words]"}
    assert [one["type"] for one in state["shortcuts"]] == ["global", "message"]
    assert state["has_home"]
    assert [one["name"] for one in driver.state("kim")["channels"]] == ["sales", "closed"]


def test_without_a_name_the_first_person_looks(sandbox: Sandbox) -> None:
    assert ask(sandbox, "GET", "/sandbox/state")[1]["me"]["name"] == "ana"
    assert ask(sandbox, "GET", "/sandbox/home")[1]["error"] == "user_not_found"


def test_unread_counts_what_others_wrote_until_it_is_read(driver: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="C1SALES", text="one")
    driver.say("kim", "two", channel="#sales")
    assert (driver.unread("ana", "#sales"), driver.unread("kim", "#sales")) == (2, 0)
    driver.read("ana", "#sales")
    assert driver.unread("ana", "#sales") == 0


def test_threads_are_read_apart(driver: Driver, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C1SALES", text="root")["ts"]
    driver.say("ana", "reply", channel="#sales", thread=ts)
    assert [(one.text, one.reply_count) for one in driver.messages("kim", "#sales")] == [("root", 1)]
    assert [one.text for one in driver.messages("kim", "#sales", thread=ts)] == ["root", "reply"]


@pytest.mark.parametrize(
    ("doing", "code"),
    [
        (lambda d: d.say("nobody", "x"), "user_not_found"),
        (lambda d: d.say("lee", "x"), "user_cannot_act"),
        (lambda d: d.say("U0SANDBOT", "x"), "user_cannot_act"),
        (lambda d: d.say("ana", "x", channel="#nowhere"), "channel_not_found"),
        (lambda d: d.say("kim", "x", channel="#other"), "not_in_channel"),
        (lambda d: d.say("ana", "x", channel="#old"), "is_archived"),
        (lambda d: d.say("ana", "  "), "no_text"),
        (lambda d: d.shortcut("ana", "unknown"), "unknown_shortcut"),
        (lambda d: d.fault("auth.test", "earthquake"), "invalid_kind"),
        (lambda d: d.advance(seconds=-1), "invalid_time"),
        (lambda d: d.advance_to("yesterday"), "invalid_time"),
        (lambda d: d.advance_to("2001-01-01T00:00"), "invalid_time"),
        (lambda d: d._line.post("dance", {}), "unknown_request"),
        (lambda d: d._line.post("close", {"as": "ana", "view_id": "V0"}), "view_not_found"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(driver: Driver, doing, code: str) -> None:
    with pytest.raises(Refused) as caught:
        doing(driver)
    assert caught.value.code == code
    assert caught.value.message.rstrip()[-1] in ".?"


@pytest.mark.parametrize("body", [b"{", b"[]", b"[" * 100_000, b"x" * 5_000_000])
def test_bodies_that_are_no_json_object_are_refused(sandbox: Sandbox, body: bytes) -> None:
    assert ask(sandbox, "POST", "/sandbox/say", body)[1]["error"] == "invalid_json"


def test_the_traffic_is_recorded_without_tokens(
    sandbox: Sandbox, driver: Driver, client: WebClient, tiny: TinyApp
) -> None:
    client.chat_postMessage(channel="C1SALES", text=f"oops {sandbox.bot_token} {sandbox.app_token}")
    driver.say("ana", "/try")
    entries = driver.traffic()
    assert [(one.sender, one.what) for one in entries] == [
        ("app", "apps.connections.open"),
        ("app", "chat.postMessage"),
        ("slack", "slash_commands"),
    ]
    assert [one.what for one in driver.traffic(after=entries[1].n)] == ["slash_commands"]
    _, raw = ask(sandbox, "GET", "/sandbox/traffic")
    assert sandbox.bot_token not in json.dumps(raw)
    assert sandbox.app_token not in json.dumps(raw)
    assert "oops xoxb-… xapp-…" in json.dumps(raw, ensure_ascii=False)


def test_a_page_hears_of_what_concerns_its_person(
    sandbox: Sandbox, driver: Driver, client: WebClient
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rsplit(":", 1)[1]), timeout=5)
    connection.request("GET", "/sandbox/events?as=kim")
    page = connection.getresponse()
    assert page.headers["Content-Type"] == "text/event-stream"
    assert page.readline() == b": listening\n"
    client.chat_postMessage(channel="G4ROOM", text="not kim's")
    client.chat_postEphemeral(channel="C1SALES", user="U1ANA", text="not kim's")
    client.chat_postMessage(channel="C1SALES", text="kim's")
    driver.advance(hours=1)
    heard = []
    while {"type": "changed", "what": "clock"} not in heard:
        line = page.readline().decode()
        if line.startswith("data: "):
            heard.append(json.loads(line.removeprefix("data: ")))
    assert [one for one in heard if one["what"] == "messages"] == [
        {"type": "changed", "what": "messages", "channel": "C1SALES"}
    ]
    sandbox.stop()
    assert page.read().strip() == b""
    connection.close()


def test_the_faults_still_to_come_are_listed_until_they_are_taken(
    sandbox: Sandbox, driver: Driver, client: WebClient
) -> None:
    driver.fault("auth.test", "latency", times=2, seconds=0)
    waiting = {"method": "auth.test", "kind": "latency", "times": 2, "seconds": 0.0}
    assert ask(sandbox, "GET", "/sandbox/faults")[1]["faults"] == [waiting]
    client.auth_test()
    assert ask(sandbox, "GET", "/sandbox/faults")[1]["faults"] == [waiting | {"times": 1}]
    client.auth_test()
    assert ask(sandbox, "GET", "/sandbox/faults")[1]["faults"] == []
