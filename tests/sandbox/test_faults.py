"""Faults on demand, as slack_sdk meets them."""

import http.client
import time
import urllib.error

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from sandbox.driver import Driver, Refused
from tests.sandbox.tiny_app import TinyApp

DROPPED = (urllib.error.URLError, http.client.RemoteDisconnected, ConnectionResetError)


def texts(client: WebClient) -> list[str]:
    return [one["text"] for one in client.conversations_history(channel="C1SALES")["messages"]]


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", []), ("drop_after", ["x"])])
def test_a_connection_is_lost_before_or_after_the_message_arrived(
    client: WebClient, driver: Driver, kind: str, arrived: list[str]
) -> None:
    driver.fault("chat.postMessage", kind)
    with pytest.raises(DROPPED):
        client.chat_postMessage(channel="C1SALES", text="x")
    assert texts(client) == arrived
    assert driver.traffic()[-2].error == "connection dropped"
    assert client.chat_postMessage(channel="C1SALES", text="y")["ok"]


@pytest.mark.parametrize(("kind", "arrived"), [("error_500", []), ("error_500_after", ["x"])])
def test_the_server_breaks_before_or_after_the_message_arrived(
    client: WebClient, driver: Driver, kind: str, arrived: list[str]
) -> None:
    driver.fault("chat.postMessage", kind)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C1SALES", text="x")
    assert caught.value.response.status_code == 500
    assert texts(client) == arrived


def test_too_many_calls_are_asked_to_wait(client: WebClient, driver: Driver) -> None:
    driver.fault("*", "rate_limited", times=2, seconds=7)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.auth_test()
        assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
        assert caught.value.response.headers["Retry-After"] == "7"
    assert client.auth_test()["ok"]


def test_answers_are_slow_until_faults_are_cleared(client: WebClient, driver: Driver) -> None:
    driver.fault("auth.test", "latency", times=5, seconds=0.3)
    began = time.monotonic()
    client.auth_test()
    assert time.monotonic() - began >= 0.3
    driver.clear_faults()
    began = time.monotonic()
    client.auth_test()
    assert time.monotonic() - began < 0.3


def test_history_lags_behind(client: WebClient, driver: Driver) -> None:
    client.chat_postMessage(channel="C1SALES", text="x")
    driver.fault("conversations.history", "history_lag", seconds=60)
    assert texts(client) == []
    assert texts(client) == ["x"]


def test_a_reply_address_can_fail_too(tiny: TinyApp, driver: Driver) -> None:
    driver.say("ana", "/try")
    reply = WebhookClient(tiny.next()["payload"]["response_url"], retry_handlers=[])
    driver.fault("response_url", "drop_after")
    with pytest.raises(DROPPED):
        reply.send(text="x")
    assert [one.text for one in driver.dm("ana")] == ["x"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"method": "chat.postMesage", "kind": "latency"}, "unknown_method"),
        ({"method": "*", "kind": "flood"}, "invalid_kind"),
        ({"method": "socket", "kind": "latency"}, "invalid_kind"),
        ({"method": "*", "kind": "latency", "times": 0}, "invalid_times"),
        ({"method": "*", "kind": "latency", "seconds": -1}, "invalid_time"),
    ],
)
def test_a_fault_that_could_never_come_is_refused(driver: Driver, fault: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        driver.fault(**fault)
    assert refused.value.code == code
