"""The test library: what it finds, and what it says when it does not."""

import pytest
from slack_sdk import WebClient

from sandbox.driver import Driver, Refused
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


def test_a_button_in_a_thread_is_found_and_a_reply_waited_for(
    tiny: TinyApp, driver: Driver, client: WebClient
) -> None:
    root = client.chat_postMessage(channel="C1SALES", text="root")["ts"]
    client.chat_postMessage(channel="C1SALES", text="reply", thread_ts=root, blocks=row("deep", "Go"))
    assert driver.wait_for("*deep*", user="kim", channel="#sales").thread_ts == root
    driver.press("ana", "Go")
    sent = tiny.next()["payload"]
    assert (sent["actions"][0]["action_id"], sent["container"]["thread_ts"]) == ("go.deep", root)
    assert [one.text for one in driver.messages("ana", "#sales")] == ["root"]


def test_feedback_and_icon_buttons_carry_their_values(
    tiny: TinyApp, driver: Driver, client: WebClient
) -> None:
    def side(label: str, value: str) -> dict:
        return {"text": {"type": "plain_text", "text": label}, "value": value}

    feedback = {
        "type": "feedback_buttons",
        "action_id": "useful",
        "positive_button": side("Useful", "yes"),
        "negative_button": side("Not useful", "no"),
    }
    icon = {"type": "icon_button", "icon": "trash", "action_id": "drop", **side("Remove", "L1")}
    block = {"type": "context_actions", "block_id": "row", "elements": [feedback, icon]}
    ts = client.chat_postMessage(channel="U1ANA", text="t", blocks=[block])["ts"]
    for label, value in (("Useful", "yes"), ("Not useful", "no"), ("Remove", "L1")):
        driver.press("ana", label)
        action = tiny.next()["payload"]["actions"][0]
        assert (action["value"], action["text"]["text"]) == (value, label)
    place = {"as": "ana", "channel": "app", "ts": ts, "block_id": "row", "action_id": "useful"}
    with pytest.raises(Refused, match="Neither"):
        driver._line.post("press", {**place, "value": "perhaps"})
