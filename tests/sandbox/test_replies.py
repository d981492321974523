"""Reply addresses, by slack_sdk's WebhookClient."""

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from sandbox.clock import Clock
from sandbox.driver import Driver
from sandbox.errors import SlackError
from sandbox.tickets import REPLY_SECONDS, Tickets
from tests.sandbox.tiny_app import TinyApp

ACTIONS = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}],
}


def hook(url: str) -> WebhookClient:
    return WebhookClient(url, retry_handlers=[])


@pytest.fixture
def from_command(tiny: TinyApp, driver: Driver) -> WebhookClient:
    driver.say("ana", "/try", channel="#sales")
    return hook(tiny.next()["payload"]["response_url"])


def test_a_reply_is_for_the_person_unless_it_says_otherwise(
    from_command: WebhookClient, driver: Driver
) -> None:
    answer = from_command.send(text="only you")
    assert (answer.status_code, answer.body) == (200, "ok")
    from_command.send(text="for all", response_type="in_channel")
    assert [one.text for one in driver.messages("kim", "#sales")] == ["for all"]
    assert [one.ephemeral for one in driver.messages("ana", "#sales")] == [True, False]


def test_five_uses_then_404(from_command: WebhookClient) -> None:
    assert [from_command.send(text="x").status_code for _ in range(6)] == [200] * 5 + [404]
    assert from_command.send(text="x").body == '{"ok":false,"error":"used_url"}'


def test_a_refused_reply_is_not_a_use_and_says_why(from_command: WebhookClient) -> None:
    assert [from_command.send(text="").status_code for _ in range(6)] == [400] * 6
    answer = from_command.send(text="x", blocks=[{"type": "divider", "colour": "red"}])
    assert (answer.status_code, "invalid additional property: colour" in answer.body) == (400, True)
    assert from_command.send(text="x").status_code == 200


def test_an_address_is_gone_after_half_an_hour() -> None:
    class LaterClock(Clock):
        later = 0.0

        def real(self) -> float:
            return 1_000_000.0 + self.later

    clock = LaterClock()
    tickets = Tickets(clock)
    path = tickets.reply_path("actions", tickets.address("U1", "C1"))
    clock.advance(10 * REPLY_SECONDS)
    assert tickets.usable(path).user == "U1"  # the moved clock does not count
    clock.later = REPLY_SECONDS + 1
    with pytest.raises(SlackError, match="expired_url"):
        tickets.usable(path)


def test_a_made_up_address_is_not_found(from_command: WebhookClient) -> None:
    assert hook(from_command.url + "x").send(text="x").status_code == 404


@pytest.mark.parametrize("kind", ["ephemeral", "lasting"])
def test_the_message_pressed_is_replaced_and_deleted(
    tiny: TinyApp, driver: Driver, client: WebClient, kind: str
) -> None:
    if kind == "ephemeral":
        client.chat_postEphemeral(channel="C1SALES", user="U1ANA", text="t", blocks=[ACTIONS])
    else:
        client.chat_postMessage(channel="C1SALES", text="t", blocks=[ACTIONS])
    driver.press("ana", "Go")
    reply = hook(tiny.next()["payload"]["response_url"])
    answer = reply.send(text="replaced", replace_original=True)
    assert (answer.status_code, answer.body) == (200, '{"ok":true}')
    seen = driver.messages("ana", "#sales")
    assert [(one.text, one.ephemeral, one.controls) for one in seen] == [
        ("replaced", kind == "ephemeral", ())
    ]
    reply.send(delete_original=True)
    assert driver.messages("ana", "#sales") == []
    assert reply.send(text="x", replace_original=True).status_code == 400
