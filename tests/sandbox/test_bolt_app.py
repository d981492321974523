"""A real Bolt app on slack_sdk's own clients, unchanged but for its base address."""

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from sandbox.driver import Driver, Refused

BUTTONS = [
    {"type": "section", "block_id": "L1.t", "text": {"type": "mrkdwn", "text": "*Harbour GmbH*"}},
    {
        "type": "actions",
        "block_id": "L1",
        "elements": [
            {
                "type": "button",
                "action_id": "log",
                "text": {"type": "plain_text", "text": "Log call"},
                "value": "L1",
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": "Why this date"}, "value": "why"},
                    {"text": {"type": "plain_text", "text": "Hand it on"}, "value": "on"},
                ],
            },
        ],
    },
    {"type": "section", "block_id": "L2.t", "text": {"type": "mrkdwn", "text": "*Northwind*"}},
    {
        "type": "actions",
        "block_id": "L2",
        "elements": [
            {
                "type": "button",
                "action_id": "log",
                "text": {"type": "plain_text", "text": "Log call"},
                "value": "L2",
                "accessibility_label": "Log call, Northwind",
            },
        ],
    },
]


def test_a_command_is_answered_to_the_person_alone(app: App, run, driver: Driver) -> None:
    @app.command("/try")
    def answer(ack: Ack, command: dict) -> None:
        ack(f"{command['user_name']} in {command['channel_name']}: {command['text']}")

    with run(app):
        driver.say("ana", "/try @kim in #sales: a < b", channel="#sales")
    seen = driver.messages("ana", "#sales")
    assert seen[-1].text == "ana in sales: <@U2KIM|kim> in <#C1SALES|sales>: a &lt; b"
    assert seen[-1].ephemeral
    assert driver.messages("kim", "#sales") == []


def modal(title: str, **more: object) -> dict:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "note",
                "label": {"type": "plain_text", "text": "Note"},
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
    } | more


def test_a_press_opens_a_form_whose_answer_rewrites_the_message(
    app: App, run, driver: Driver, client: WebClient
) -> None:
    @app.action("log")
    def open_form(ack: Ack, body: dict, client: WebClient) -> None:
        ack()
        where = f"{body['channel']['id']}/{body['container']['message_ts']}/{body['actions'][0]['value']}"
        client.views_open(trigger_id=body["trigger_id"], view=modal("Log call", private_metadata=where))

    @app.view("form")
    def save(ack: Ack, view: dict, client: WebClient) -> None:
        note = view["state"]["values"]["note"]["text"]["value"]
        if note == "bad":
            ack(response_action="errors", errors={"note": "Say something nicer."})
            return
        ack()
        channel, ts, lead = view["private_metadata"].split("/")
        client.chat_update(channel=channel, ts=ts, text=f"{lead}: {note}", blocks=[])

    with run(app):
        client.chat_postMessage(channel="U1ANA", text="Two leads", blocks=BUTTONS)
        with pytest.raises(LookupError, match="Several things"):
            driver.press("ana", "Log call")
        driver.press("ana", "Log call", about="Northwind")
        assert driver.modal("ana").title == "Log call"
        assert driver.submit("ana", {"Note": "bad"}).errors == {"note": "Say something nicer."}
        assert driver.submit("ana", {"Note": "went well"}).action is None
    assert driver.modal("ana") is None
    assert driver.dm("ana")[-1].text == "L2: went well"


def test_respond_replaces_and_adds_until_its_uses_are_up(
    app: App, run, driver: Driver, client: WebClient
) -> None:
    statuses: list[int] = []

    @app.action("more")
    def chosen(ack: Ack, action: dict, respond: Respond) -> None:
        ack()
        value = action["selected_option"]["value"]
        statuses.append(respond(text=f"chose {value}", replace_original=True).status_code)
        statuses.extend(respond(text=str(n)).status_code for n in range(5))

    with run(app):
        client.chat_postMessage(channel="C1SALES", text="Two leads", blocks=BUTTONS)
        driver.choose("ana", "Hand it on", channel="#sales")
        driver.wait_for(lambda: len(statuses) == 6, user="ana")
    assert statuses == [200, 200, 200, 200, 200, 404]
    assert [one.text for one in driver.messages("ana", "#sales")] == ["chose on", "0", "1", "2", "3"]
    assert [one.text for one in driver.messages("kim", "#sales")] == ["chose on"]


def test_the_home_tab_is_published_when_it_is_opened(app: App, run, driver: Driver) -> None:
    @app.event("app_home_opened")
    def publish(event: dict, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BUTTONS[:2]})

    @app.action("log")
    def log(ack: Ack, body: dict, client: WebClient) -> None:
        ack()
        blocks = [{"type": "section", "text": {"type": "plain_text", "text": "logged"}}]
        client.views_update(view_id=body["container"]["view_id"], view={"type": "home", "blocks": blocks})

    with run(app):
        assert driver.home("ana") is None
        driver.open_home("ana")
        driver.wait_for(lambda: driver.home("ana"), user="ana")
        driver.press("ana", "Log call", home=True)
        assert driver.home("ana").shown == "logged"
    assert driver.home("kim") is None


def test_shortcuts_reach_the_app(app: App, run, driver: Driver) -> None:
    used: list[str] = []

    @app.shortcut("anywhere")
    def anywhere(ack: Ack, shortcut: dict) -> None:
        ack()
        used.append(shortcut["user"]["username"])

    @app.shortcut("here")
    def here(ack: Ack, shortcut: dict) -> None:
        ack()
        used.append(shortcut["message"]["text"])

    with run(app):
        driver.say("kim", "a call with Harbour", channel="#sales")
        driver.shortcut("ana", "anywhere")
        driver.shortcut("ana", "here", in_message="Harbour")
        with pytest.raises(Refused, match="message"):
            driver.shortcut("ana", "here")
    assert used == ["ana", "a call with Harbour"]
