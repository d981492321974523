"""The test library: what it finds, and what it says when it does not."""

import pytest
from slack_sdk import WebClient

from sandbox.driver import Driver
from sandbox.errors import SandboxError
from tests.sandbox.tiny_app import TinyApp


def row(name: str, label: str, **more: str) -> list[dict]:
    button = {
        "type": "button",
        "action_id": f"go.{name}",
        "text": {"type": "plain_text", "text": label},
    } | more
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{name}*"}},
        {"type": "actions", "block_id": name, "elements": [button]},
    ]


def pressed(tiny: TinyApp) -> str:
    return tiny.next()["payload"]["actions"][0]["action_id"]


def test_a_button_is_found_in_the_newest_message_by_what_stands_beside_it(
    tiny: TinyApp, driver: Driver, client: WebClient
) -> None:
    client.chat_postMessage(channel="U1ANA", text="older", blocks=row("old", "Go"))
    client.chat_postMessage(channel="C1SALES", text="newer", blocks=[*row("one", "Go"), *row("two", "Go")])
    for arguments, expected in (
        ({"about": "two"}, "go.two"),
        ({"block_id": "one"}, "go.one"),
        ({"action_id": "go.old"}, "go.old"),
        ({"channel": "app"}, "go.old"),
        ({"about": "*old*", "in_message": "old"}, "go.old"),
    ):
        driver.press("ana", "Go", **arguments)
        assert pressed(tiny) == expected
    with pytest.raises(LookupError, match=r"Several things.*one.*two"):
        driver.press("ana", "Go", channel="#sales")


def test_what_is_not_there_is_told_with_what_is(driver: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="U1ANA", text="t", blocks=row("one", "Go"))
    with pytest.raises(LookupError, match=r"Nothing here is label 'Stop'(.|\n)*\*one\*"):
        driver.press("ana", "Stop")
    with pytest.raises(AssertionError, match=r"'later' did not come within 0.1 s(.|\n)*\*one\*"):
        driver.wait_for("later", user="ana", timeout=0.1)
    with pytest.raises(LookupError, match="no view open"):
        driver.submit("ana")


def test_waiting_gives_what_was_waited_for(driver: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="U1ANA", text="fallback", blocks=row("one", "Go"))
    seen = driver.wait_for("*one*", user="ana")
    assert (seen.text, seen.shown, seen.by_app) == ("fallback", "*one*", True)
    assert driver.wait_for(lambda: len(driver.dm("ana"))) == 1


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(SandboxError, match="no address"):
        Driver("nowhere")
