"""Presses, choices, forms and views on the wire, without Bolt."""

import time

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Driver, Refused
from tests.sandbox.tiny_app import TinyApp


def words(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def option(name: str) -> dict:
    return {"text": words(name.title()), "value": name}


def view(*blocks: dict, **more: object) -> dict:
    return {"type": "modal", "title": words("Form"), "submit": words("Save"), "blocks": list(blocks)} | more


def field(block_id: str, element: dict, **more: object) -> dict:
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(block_id.title()),
        "element": element,
    } | more


NOTE = field("note", {"type": "plain_text_input", "action_id": "a"})
BUTTON = {"type": "button", "action_id": "go", "text": words("Go"), "value": "v", "style": "primary"}
SELECT = {"type": "static_select", "action_id": "pick", "options": [option("one"), option("two")]}
ACTIONS = {"type": "actions", "block_id": "row", "elements": [BUTTON, SELECT]}


@pytest.fixture
def trigger(tiny: TinyApp, driver: Driver):
    """A fresh trigger id, as a command gives it."""

    def fresh() -> str:
        driver.say("ana", "/try")
        return tiny.next()["payload"]["trigger_id"]

    return fresh


def code_of(call, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response["error"]


# Presses


def test_a_press_in_a_message_carries_what_slack_sends(
    tiny: TinyApp, driver: Driver, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel="C1SALES", text="t", blocks=[ACTIONS])["ts"]
    driver.choose("ana", "Two", channel="#sales")
    tiny.next()
    driver.press("ana", "Go")
    envelope = tiny.next()
    payload = envelope["payload"]
    assert (envelope["type"], payload["type"], envelope["accepts_response_payload"]) == (
        "interactive",
        "block_actions",
        False,
    )
    action = payload["actions"][0]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "block_id": "row",
        "action_id": "go",
        "text": words("Go"),
        "value": "v",
        "style": "primary",
    }
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C1SALES",
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": "C1SALES", "name": "sales"}
    assert payload["user"] == {"id": "U1ANA", "username": "ana", "name": "ana", "team_id": "T0SANDBOX"}
    assert payload["message"]["ts"] == ts
    assert payload["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "two"


def test_the_state_of_one_person_is_not_anothers(tiny: TinyApp, driver: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="C1SALES", text="t", blocks=[ACTIONS])
    driver.choose("ana", "Two", channel="#sales")
    tiny.next()
    driver.press("kim", "Go")
    assert tiny.next()["payload"]["state"]["values"]["row"]["pick"] == {
        "type": "static_select",
        "selected_option": None,
    }


def test_of_an_ephemeral_only_the_whereabouts_are_sent(
    tiny: TinyApp, driver: Driver, client: WebClient
) -> None:
    client.chat_postEphemeral(channel="C1SALES", user="U1ANA", text="t", blocks=[ACTIONS])
    driver.press("ana", "Go")
    payload = tiny.next()["payload"]
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    with pytest.raises(LookupError):
        driver.press("kim", "Go")


@pytest.mark.parametrize(
    "case",
    [
        ({"type": "datepicker"}, "2026-11-24", {"selected_date": "2026-11-24"}),
        ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
        ({"type": "users_select"}, "kim", {"selected_user": "U2KIM"}),
        (
            {"type": "overflow", "options": [option("one"), option("two")]},
            "Two",
            {"selected_option": option("two")},
        ),
        ({"type": "radio_buttons", "options": [option("one")]}, "one", {"selected_option": option("one")}),
        (
            {"type": "checkboxes", "options": [option("one"), option("two")]},
            "One",
            {"selected_options": [option("one")]},
        ),
    ],
)
def test_every_menu_and_picker_says_what_was_chosen(
    tiny: TinyApp, driver: Driver, client: WebClient, case: tuple[dict, str, dict]
) -> None:
    element, given, state = case
    block = {"type": "actions", "block_id": "b", "elements": [element | {"action_id": "x"}]}
    client.chat_postMessage(channel="U1ANA", text="t", blocks=[block])
    driver.choose("ana", given, action_id="x")
    action = tiny.next()["payload"]["actions"][0]
    assert {name: action[name] for name in state} == state


def test_what_is_not_offered_cannot_be_chosen(tiny: TinyApp, driver: Driver, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="U1ANA", text="t", blocks=[ACTIONS])["ts"]
    place = {"as": "ana", "channel": "app", "ts": ts, "block_id": "row"}
    line = driver._line
    with pytest.raises(Refused) as forged:
        line.post("press", {**place, "action_id": "pick", "selected_option": {"value": "three"}})
    assert forged.value.code == "invalid_choice"
    with pytest.raises(Refused) as missing:
        line.post("press", {**place, "action_id": "gone"})
    assert missing.value.code == "element_not_found"
    with pytest.raises(Refused) as stranger:
        line.post("press", {**place, "as": "kim", "channel": "D1ANA", "action_id": "go"})
    assert stranger.value.code == "not_in_channel"
    assert tiny.received.empty()


def test_a_press_without_an_answer_is_told_to_the_person(driver: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="U1ANA", text="t", blocks=[ACTIONS])
    with pytest.raises(Refused, match="not running") as caught:
        driver.press("ana", "Go")
    assert caught.value.code == "dispatch_failed"


# Trigger ids


def test_a_trigger_serves_once(trigger, client: WebClient, driver: Driver) -> None:
    given = trigger()
    assert client.views_open(trigger_id=given, view=view(NOTE))["view"]["state"]["values"] == {
        "note": {"a": {"type": "plain_text_input", "value": None}}
    }
    assert code_of(client.views_open, trigger_id=given, view=view(NOTE)) == "exchanged_trigger_id"
    assert code_of(client.views_open, trigger_id="made.up", view=view(NOTE)) == "invalid_trigger_id"
    assert driver.modal("ana").title == "Form"
    assert driver.modal("kim") is None


def test_a_trigger_lasts_three_seconds_of_real_time(trigger, client: WebClient, driver: Driver) -> None:
    moved = trigger()
    driver.advance(hours=1)
    assert client.views_open(trigger_id=moved, view=view(NOTE))["ok"]
    late = trigger()
    time.sleep(3.05)
    assert code_of(client.views_open, trigger_id=late, view=view(NOTE)) == "expired_trigger_id"


def test_a_view_that_is_refused_does_not_use_the_trigger_up(trigger, client: WebClient) -> None:
    given = trigger()
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=given, view=view({"type": "sektion"}))
    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: sektion [json-pointer:/view/blocks/0/type]"
    ]
    assert client.views_open(trigger_id=given, view=view(NOTE))["ok"]


# Views


def test_views_are_pushed_twice_and_no_further(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver
) -> None:
    def pressed() -> str:
        driver.press("ana", "Go")
        return tiny.next()["payload"]["trigger_id"]

    first = client.views_open(trigger_id=trigger(), view=view(ACTIONS))["view"]
    assert code_of(client.views_push, trigger_id=trigger(), view=view(ACTIONS)) == "invalid_trigger_id"
    second = client.views_push(trigger_id=pressed(), view=view(ACTIONS, title=words("Second")))["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    client.views_push(trigger_id=pressed(), view=view(ACTIONS, title=words("Third")))
    assert code_of(client.views_push, trigger_id=pressed(), view=view(ACTIONS)) == "push_limit_reached"
    assert driver.modal("ana").title == "Third"
    driver.close("ana")
    assert driver.modal("ana").title == "Second"
    driver.close("ana", everything=True)
    assert driver.modal("ana") is None


def test_an_update_needs_the_right_view_and_hash(trigger, client: WebClient, driver: Driver) -> None:
    opened = client.views_open(trigger_id=trigger(), view=view(NOTE, external_id="mine"))["view"]
    changed = client.views_update(
        external_id="mine", hash=opened["hash"], view=view(NOTE, title=words("Two"))
    )["view"]
    assert changed["id"] == opened["id"]
    assert driver.modal("ana").title == "Two"
    assert (
        code_of(client.views_update, view_id=opened["id"], hash=opened["hash"], view=view(NOTE))
        == "hash_conflict"
    )
    assert code_of(client.views_update, view_id="V0NONE", view=view(NOTE)) == "not_found"
    both = {"view_id": opened["id"], "external_id": "mine", "view": view(NOTE)}
    assert code_of(lambda: client.api_call("views.update", json=both)) == "invalid_arguments"


def test_an_external_id_names_one_view_and_a_view_has_a_size(trigger, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(), view=view(NOTE, external_id="mine"))
    assert (
        code_of(client.views_open, trigger_id=trigger(), view=view(NOTE, external_id="mine"))
        == "duplicate_external_id"
    )
    huge = view(*[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 90)
    assert code_of(client.views_open, trigger_id=trigger(), view=huge) == "view_too_large"


def test_what_was_typed_survives_an_update_where_the_ids_stay(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver
) -> None:
    chooser = field("choice", SELECT, dispatch_action=True)
    opened = client.views_open(trigger_id=trigger(), view=view(chooser, NOTE))["view"]
    driver.choose("ana", "Two", action_id="pick")
    pressed = tiny.next()["payload"]
    assert pressed["view"]["state"]["values"]["choice"]["pick"]["selected_option"]["value"] == "two"
    assert pressed["container"] == {"type": "view", "view_id": opened["id"]}
    again = client.views_update(view_id=opened["id"], view=view(chooser))["view"]
    assert again["state"]["values"]["choice"]["pick"]["selected_option"]["value"] == "two"


def test_a_press_in_a_form_tells_what_was_typed_so_far(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver
) -> None:
    opened = client.views_open(trigger_id=trigger(), view=view(NOTE, ACTIONS))["view"]
    place = {"as": "ana", "view_id": opened["id"], "block_id": "row", "action_id": "go"}
    driver._line.post("press", {**place, "values": {"note": {"a": {"value": "half a"}}}})
    assert tiny.next()["payload"]["view"]["state"]["values"]["note"]["a"]["value"] == "half a"
    with pytest.raises(Refused) as caught:
        driver._line.post("press", {**place, "values": {"gone": {"a": {"value": "x"}}}})
    assert caught.value.code == "element_not_found"


def test_a_submission_carries_every_input(trigger, tiny: TinyApp, client: WebClient, driver: Driver) -> None:
    blocks = [
        NOTE,
        field("kind", SELECT | {"initial_option": option("one")}),
        field("who", {"type": "users_select", "action_id": "u"}, optional=True),
        field("days", {"type": "checkboxes", "action_id": "d", "options": [option("mon"), option("tue")]}),
        field("on", {"type": "datepicker", "action_id": "o", "initial_date": "2026-11-24"}),
    ]
    client.views_open(trigger_id=trigger(), view=view(*blocks, private_metadata="p", callback_id="c"))
    driver.submit("ana", {"note": "hello", "Days": ["Mon", "tue"], "who": "kim"})
    envelope = tiny.next()
    sent = envelope["payload"]
    assert (sent["type"], envelope["accepts_response_payload"]) == ("view_submission", True)
    assert (sent["view"]["private_metadata"], sent["view"]["callback_id"]) == ("p", "c")
    assert sent["view"]["state"]["values"] == {
        "note": {"a": {"type": "plain_text_input", "value": "hello"}},
        "kind": {"pick": {"type": "static_select", "selected_option": option("one")}},
        "who": {"u": {"type": "users_select", "selected_user": "U2KIM"}},
        "days": {"d": {"type": "checkboxes", "selected_options": [option("mon"), option("tue")]}},
        "on": {"o": {"type": "datepicker", "selected_date": "2026-11-24"}},
    }
    assert driver.modal("ana") is None


@pytest.mark.parametrize(
    "case",
    [
        ({"type": "plain_text_input"}, "", "complete this required field"),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "at least 3"),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "at most 3"),
        ({"type": "number_input", "is_decimal_allowed": False}, "many", "a number"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "whole number"),
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1.5", "2 or greater"),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "2"}, "2.5", "2 or less"),
        ({"type": "email_text_input"}, "nobody", "valid email"),
    ],
)
def test_slacks_own_form_checks_before_it_sends(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver, case: tuple[dict, str, str]
) -> None:
    element, value, said = case
    client.views_open(trigger_id=trigger(), view=view(field("f", element | {"action_id": "a"})))
    with pytest.raises(Refused) as caught:
        driver.submit("ana", {"f": value})
    assert said in caught.value.errors["f"]
    assert tiny.received.empty()
    assert driver.modal("ana") is not None


def test_the_app_answers_a_submission_with_another_view(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver
) -> None:
    answers = iter(
        [
            {"response_action": "update", "view": view(NOTE, title=words("Updated"))},
            {"response_action": "push", "view": view(NOTE, title=words("Pushed"))},
            {"response_action": "clear"},
        ]
    )
    client.views_open(trigger_id=trigger(), view=view(NOTE))
    tiny.answer = lambda _: next(answers)
    for action, title in (("update", "Updated"), ("push", "Pushed"), ("clear", None)):
        assert driver.submit("ana", {"note": "x"}).action == action
        seen = driver.modal("ana")
        assert (seen.title if seen else None) == title


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
    ],
)
def test_answers_that_slack_cannot_carry_out_are_trouble(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver, answer: dict
) -> None:
    client.views_open(trigger_id=trigger(), view=view(NOTE))
    tiny.answer = lambda _: answer
    with pytest.raises(Refused, match="trouble connecting"):
        driver.submit("ana", {"note": "x"})
    assert driver.modal("ana") is not None


def test_the_app_hears_of_closing_where_it_asked_to(
    trigger, tiny: TinyApp, client: WebClient, driver: Driver
) -> None:
    client.views_open(trigger_id=trigger(), view=view(NOTE, notify_on_close=True, callback_id="bye"))
    driver.close("ana")
    sent = tiny.next()["payload"]
    assert (sent["type"], sent["view"]["callback_id"], sent["is_cleared"]) == ("view_closed", "bye", False)
    client.views_open(trigger_id=trigger(), view=view(NOTE))
    driver.close("ana")
    assert tiny.received.empty()


def test_options_are_asked_from_the_app(trigger, tiny: TinyApp, client: WebClient, driver: Driver) -> None:
    chooser = field("lead", {"type": "external_select", "action_id": "l", "min_query_length": 0})
    client.views_open(trigger_id=trigger(), view=view(chooser))
    tiny.answer = lambda _: {"options": [option("harbour")]}
    assert driver.options("ana", "har", action_id="l") == ["Harbour"]
    sent = tiny.next()["payload"]
    assert (sent["type"], sent["value"], sent["action_id"], sent["block_id"]) == (
        "block_suggestion",
        "har",
        "l",
        "lead",
    )
    tiny.answer = lambda _: {"options": [{"text": "Harbour"}]}
    with pytest.raises(Refused) as caught:
        driver.options("ana", "har", action_id="l")
    assert caught.value.code == "invalid_options"
