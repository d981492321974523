"""Socket Mode on the wire: hello, single-use addresses, one socket an envelope, acks, retries, goodbye."""

import json
import time

import pytest
import websocket
from slack_bolt import App
from slack_sdk import WebClient

from sandbox.driver import Driver, Refused
from sandbox.server import Sandbox
from tests.sandbox.tiny_app import NO_ACK, TinyApp


def test_hello_comes_first_and_an_address_serves_once(tiny: TinyApp) -> None:
    assert tiny.hello["type"] == "hello"
    assert tiny.hello["connection_info"] == {"app_id": "A0SANDBOX"}
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        websocket.create_connection(tiny.url, timeout=5)


def test_an_envelope_goes_to_one_socket_in_turn(sandbox: Sandbox, client: WebClient, driver: Driver) -> None:
    apps = [TinyApp(web=client, app_token=sandbox.app_token) for _ in range(2)]
    for n in range(4):
        driver.say("ana", f"/try {n}")
    texts = [[one["payload"]["text"] for one in app.messages] for app in apps]
    for app in apps:
        app.stop()
    assert sorted(texts) == [["0", "2"], ["1", "3"]]


def test_an_eleventh_socket_is_sent_away(sandbox: Sandbox, client: WebClient) -> None:
    def connect() -> websocket.WebSocket:
        return websocket.create_connection(
            client.apps_connections_open(app_token=sandbox.app_token)["url"], timeout=5
        )

    sockets = [connect() for _ in range(10)]
    greetings = [json.loads(one.recv()) for one in sockets]
    assert [one["num_connections"] for one in greetings] == list(range(1, 11))
    one_too_many = connect()
    assert json.loads(one_too_many.recv())["reason"] == "too_many_websockets"
    for one in (*sockets, one_too_many):
        one.close(timeout=0)


def test_without_a_socket_the_person_reads_so(driver: Driver) -> None:
    with pytest.raises(Refused) as caught:
        driver.say("ana", "/try it", channel="#sales")
    assert caught.value.code == "dispatch_failed"
    seen = driver.messages("ana", "#sales")[-1]
    assert seen.text == '/try failed with the error "dispatch_failed"'
    assert (seen.system_error, seen.ephemeral) == (True, True)
    assert driver.messages("kim", "#sales") == []


def test_a_late_ack_is_a_failure_for_the_person(tiny: TinyApp, driver: Driver) -> None:
    tiny.answer = lambda _: NO_ACK
    began = time.monotonic()
    with pytest.raises(Refused, match="did not respond") as caught:
        driver.say("ana", "/try it")
    assert 3.0 <= time.monotonic() - began < 4.0
    assert caught.value.code == "operation_timeout"
    assert driver.dm("ana")[-1].system_error
    assert driver.traffic()[-1].error == "operation_timeout"
    assert len(tiny.messages) == 1  # commands are not tried again


def test_an_event_without_an_ack_is_sent_again_at_once(tiny: TinyApp, driver: Driver) -> None:
    acks = iter([NO_ACK, None])
    tiny.answer = lambda _: next(acks)
    driver.open_home("ana")
    first, second = tiny.next(), tiny.next()
    assert (first["retry_attempt"], second["retry_attempt"], second["retry_reason"]) == (0, 1, "timeout")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["envelope_id"] != second["envelope_id"]
    assert first["payload"]["event"]["type"] == "app_home_opened"


def test_an_event_whose_socket_is_lost_reaches_another(
    sandbox: Sandbox, client: WebClient, driver: Driver
) -> None:
    dying = TinyApp(web=client, app_token=sandbox.app_token, answer=lambda _: NO_ACK)
    living = TinyApp(web=client, app_token=sandbox.app_token)
    driver.open_home("ana")
    lost = dying.next()
    dying.stop()
    again = living.next()
    assert again["payload"] == lost["payload"]
    assert again["retry_attempt"] == 1
    living.stop()


def test_an_event_that_found_no_socket_comes_again(
    sandbox: Sandbox, client: WebClient, driver: Driver
) -> None:
    driver.retry_events_after(0, 0.5, 0.5)
    driver.say("ana", "hello")
    app = TinyApp(web=client, app_token=sandbox.app_token)
    envelope = app.next()
    assert envelope["payload"]["event"]["text"] == "hello"
    assert envelope["retry_attempt"] in {2, 3}
    assert envelope["retry_reason"] == "connection_failed"
    app.stop()


def test_sockets_are_cut_on_demand(tiny: TinyApp, driver: Driver) -> None:
    driver.fault("socket")
    tiny.thread.join(5)
    assert not tiny.thread.is_alive()
    driver.wait_for(lambda: not driver.state("ana")["app"]["connected"])
    assert [one["type"] for one in tiny.messages] == []  # no goodbye


def test_a_refresh_moves_the_app_to_another_socket(
    sandbox: Sandbox, tiny: TinyApp, client: WebClient, driver: Driver
) -> None:
    driver.fault("socket", "refresh")
    driver.wait_for(lambda: tiny.messages)
    assert (tiny.messages[0]["type"], tiny.messages[0]["reason"]) == ("disconnect", "refresh_requested")
    assert not driver.state("ana")["app"]["connected"]
    following = TinyApp(web=client, app_token=sandbox.app_token)
    driver.say("ana", "/try after")
    assert following.next()["payload"]["text"] == "after"
    tiny.thread.join(5)
    assert not tiny.thread.is_alive()
    following.stop()


def test_an_ack_under_way_survives_a_refresh(tiny: TinyApp, driver: Driver) -> None:
    def late(_envelope: object) -> dict:
        driver.fault("socket", "refresh")
        return {"text": "in time"}

    tiny.answer = late
    driver.say("ana", "/try it")
    assert driver.dm("ana")[-1].text == "in time"


def test_bolt_comes_back_after_a_refresh(app: App, run, driver: Driver) -> None:
    app.command("/try")(lambda ack: ack("here"))
    with run(app):
        driver.fault("socket", "refresh")
        driver.wait_until_connected("ana", timeout=15)
        driver.say("ana", "/try")
        assert driver.dm("ana")[-1].text == "here"


def test_nonsense_on_the_socket_is_ignored(tiny: TinyApp, driver: Driver) -> None:
    for text in ("not json", "[1]", '{"envelope_id": "unknown"}', '{"envelope_id": 7}'):
        tiny.socket.send(text)
    driver.say("ana", "/try still")
    assert tiny.next()["payload"]["text"] == "still"


def test_stopping_says_goodbye(sandbox: Sandbox, tiny: TinyApp) -> None:
    sandbox.stop()
    tiny.thread.join(5)
    assert tiny.messages[-1]["type"] == "disconnect"
    assert tiny.messages[-1]["reason"] == "link_disabled"


def test_the_payload_of_a_command_is_slacks(tiny: TinyApp, driver: Driver, sandbox: Sandbox) -> None:
    driver.say("ana", "/try  two words ", channel="#sales")
    envelope = tiny.next()
    payload = envelope["payload"]
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert payload.pop("trigger_id")
    assert payload.pop("response_url").startswith(f"{sandbox.url}/commands/")
    assert payload == {
        "token": "sandbox-verification",
        "team_id": "T0SANDBOX",
        "team_domain": "sandbox",
        "channel_id": "C1SALES",
        "channel_name": "sales",
        "user_id": "U1ANA",
        "user_name": "ana",
        "command": "/try",
        "text": "two words",
        "api_app_id": "A0SANDBOX",
        "is_enterprise_install": "false",
    }


@pytest.mark.parametrize(("channel", "name"), [("app", "directmessage"), ("#room", "privategroup")])
def test_private_places_are_not_named(tiny: TinyApp, driver: Driver, channel: str, name: str) -> None:
    driver.say("ana", "/try", channel=channel)
    assert tiny.next()["payload"]["channel_name"] == name


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (
            "/try @KIM, #sales & <b> https://example.com/a",
            "<@U2KIM|kim>, <#C1SALES|sales> &amp; &lt;b&gt; <https://example.com/a>",
        ),
        ("/try @nobody #nowhere ana@example.com", "@nobody #nowhere ana@example.com"),
        ("/raw @kim & #sales", "@kim &amp; #sales"),
    ],
)
def test_the_text_of_a_command_is_escaped_as_the_manifest_says(
    tiny: TinyApp, driver: Driver, typed: str, sent: str
) -> None:
    driver.say("ana", typed)
    assert tiny.next()["payload"]["text"] == sent


def test_unknown_commands_and_commands_in_threads_are_refused(tiny: TinyApp, driver: Driver) -> None:
    with pytest.raises(Refused, match="not a valid command"):
        driver.say("ana", "/nope")
    driver.say("ana", "hello", channel="#sales")
    with pytest.raises(Refused, match="threads"):
        driver.say("ana", "/try", channel="#sales", thread=driver.messages("ana", "#sales")[0].ts)
    assert tiny.received.empty()


def test_an_answer_in_the_ack_that_slack_would_refuse(tiny: TinyApp, driver: Driver) -> None:
    tiny.answer = lambda _: {"text": "x", "blocks": [{"type": "sektion"}]}
    with pytest.raises(Refused) as caught:
        driver.say("ana", "/try")
    assert caught.value.code == "invalid_command_response"
    assert driver.dm("ana")[-1].system_error
    assert "unsupported type: sektion" in str(driver.traffic()[-1].response)


def test_an_answer_in_the_ack_can_be_for_all(tiny: TinyApp, driver: Driver) -> None:
    tiny.answer = lambda _: {"text": "all", "response_type": "in_channel"}
    driver.say("ana", "/try", channel="#sales")
    assert [one.text for one in driver.messages("kim", "#sales")] == ["all"]


def test_a_message_to_the_app_is_an_event(tiny: TinyApp, driver: Driver) -> None:
    driver.say("ana", "hi @kim")
    event = tiny.next()["payload"]["event"]
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "hi <@U2KIM>")
    driver.say("ana", "not subscribed to", channel="#sales")
    driver.say("ana", "again")
    assert tiny.next()["payload"]["event"]["text"] == "again"
