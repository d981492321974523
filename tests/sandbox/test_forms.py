"""Forms with an input of every kind, filled in as the test library does, and told or not told to the app."""

from datetime import UTC, date, datetime, time

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from sandbox.driver import Driver, Refused
from tests.sandbox.tiny_app import TinyApp

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def words(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[dict]:
    return [{"text": words(name.title()), "value": name} for name in names]


def field(label: str, kind: str, *, block: dict | None = None, **element: object) -> dict:
    block_id = label.lower()
    inner = {"type": kind, "action_id": f"{block_id}_x", **element}
    return {"type": "input", "block_id": block_id, "label": words(label), "element": inner, **(block or {})}


def form(*blocks: dict, **more: object) -> dict:
    return {"type": "modal", "title": words("Form"), "submit": words("Save"), "blocks": list(blocks)} | more


DISPATCHING = {"dispatch_action": True}
ONE_OPTION, TWO_OPTIONS = options("red"), options("red", "blue")
EVERY_INPUT = {
    "static_select": ({"options": TWO_OPTIONS}, "Blue", {"selected_option": TWO_OPTIONS[1]}, "Blue"),
    "multi_static_select": (
        {"options": TWO_OPTIONS},
        ["blue", "Red"],
        {"selected_options": TWO_OPTIONS[::-1]},
        ["Blue", "Red"],
    ),
    "radio_buttons": ({"options": TWO_OPTIONS}, "red", {"selected_option": TWO_OPTIONS[0]}, "Red"),
    "checkboxes": ({"options": TWO_OPTIONS}, ["Red"], {"selected_options": ONE_OPTION}, ["Red"]),
    "users_select": ({}, "kim", {"selected_user": "U2KIM"}, "U2KIM"),
    "multi_users_select": (
        {},
        ["Kim Wolf", "U1ANA"],
        {"selected_users": ["U2KIM", "U1ANA"]},
        ["U2KIM", "U1ANA"],
    ),
    "channels_select": ({}, "#sales", {"selected_channel": "C1SALES"}, "C1SALES"),
    "multi_channels_select": ({}, ["sales"], {"selected_channels": ["C1SALES"]}, ["C1SALES"]),
    "conversations_select": ({}, "room", {"selected_conversation": "G4ROOM"}, "G4ROOM"),
    "multi_conversations_select": ({}, "#room", {"selected_conversations": ["G4ROOM"]}, ["G4ROOM"]),
    "datepicker": ({}, date(2026, 11, 24), {"selected_date": "2026-11-24"}, "2026-11-24"),
    "timepicker": ({}, time(9, 30), {"selected_time": "09:30"}, "09:30"),
    "datetimepicker": (
        {},
        NOON,
        {"selected_date_time": int(NOON.timestamp())},
        int(NOON.timestamp()),
    ),
    "number_input": ({"is_decimal_allowed": False}, 9, {"value": "9"}, "9"),
    "plain_text_input": ({"multiline": True}, "one\ntwo", {"value": "one\ntwo"}, "one\ntwo"),
    "email_text_input": ({}, "ana@example.com", {"value": "ana@example.com"}, "ana@example.com"),
    "url_text_input": (
        {},
        "https://example.com/a",
        {"value": "https://example.com/a"},
        "https://example.com/a",
    ),
    "external_select": ({"min_query_length": 0}, "Red", {"selected_option": TWO_OPTIONS[0]}, "Red"),
    "multi_external_select": (
        {"min_query_length": 0},
        ["Blue"],
        {"selected_options": TWO_OPTIONS[1:]},
        ["Blue"],
    ),
}


@pytest.fixture
def opened(tiny: TinyApp, driver: Driver, client: WebClient):
    """Opens a form for Ana; the app offers red and blue to whoever asks."""

    def opened(*blocks: dict, **more: object) -> dict:
        driver.say("ana", "/try", channel="#sales")
        trigger = tiny.next()["payload"]["trigger_id"]
        view = client.views_open(trigger_id=trigger, view=form(*blocks, **more))["view"]
        tiny.answer = lambda one: (
            {"options": TWO_OPTIONS} if one["payload"]["type"] == "block_suggestion" else None
        )
        return view

    return opened


def sent_by(tiny: TinyApp, kind: str) -> dict:
    while True:
        payload = tiny.next()["payload"]
        if payload["type"] == kind:
            return payload


@pytest.mark.parametrize("kind", EVERY_INPUT)
@pytest.mark.parametrize("name", ["Which", "which", "which_x"])
def test_every_input_is_filled_in_by_label_or_id(
    opened, tiny: TinyApp, driver: Driver, kind: str, name: str
) -> None:
    element, given, state, shown = EVERY_INPUT[kind]
    opened(field("Which", kind, **element))
    driver.fill("ana", {name: given})
    view = driver.modal("ana")
    assert view is not None
    assert view.value(name) == shown
    assert driver.submit("ana").errors == {}
    values = sent_by(tiny, "view_submission")["view"]["state"]["values"]
    assert values == {"which": {"which_x": {"type": kind, **state}}}


def test_rich_text_is_one_section(opened, tiny: TinyApp, driver: Driver) -> None:
    opened(field("Note", "rich_text_input"))
    driver.submit("ana", {"Note": "went well"})
    state = sent_by(tiny, "view_submission")["view"]["state"]["values"]["note"]["note_x"]
    assert state["rich_text_value"]["elements"][0]["elements"] == [{"type": "text", "text": "went well"}]


@pytest.mark.parametrize("kind", EVERY_INPUT)
def test_an_input_can_be_emptied(opened, driver: Driver, kind: str) -> None:
    element, given, _state, _shown = EVERY_INPUT[kind]
    opened(field("Which", kind, **element))
    driver.fill("ana", {"Which": given})
    with pytest.raises(Refused) as refused:
        driver.submit("ana", {"Which": None})
    assert refused.value.errors == {"which": "Please complete this required field."}


@pytest.mark.parametrize(
    "case",
    [
        ("users_select", {}, "nobody", "no person 'nobody' here; there is ana"),
        ("channels_select", {}, "#nowhere", "no channel '#nowhere'"),
        ("static_select", {"options": TWO_OPTIONS}, "Green", "offers Red, Blue"),
        ("static_select", {"options": TWO_OPTIONS}, ["Red", "Blue"], "holds one value"),
        ("datetimepicker", {}, datetime(2026, 11, 24), "with a zone"),
        ("external_select", {"min_query_length": 0}, "Green", "offers Red, Blue"),
    ],
)
def test_what_a_person_could_not_choose_is_an_error_of_the_test(
    opened, driver: Driver, case: tuple[str, dict, object, str]
) -> None:
    kind, element, given, said = case
    opened(field("Which", kind, **element))
    with pytest.raises(LookupError, match=said):
        driver.submit("ana", {"Which": given})


@pytest.mark.parametrize(
    ("kind", "element", "state"),
    [
        ("datepicker", {}, {"selected_date": "2026-13-45"}),
        ("timepicker", {}, {"selected_time": "25:00"}),
        ("datetimepicker", {}, {"selected_date_time": "noon"}),
        ("plain_text_input", {}, {"value": 7}),
        ("multi_users_select", {"max_selected_items": 1}, {"selected_users": ["U1ANA", "U2KIM"]}),
    ],
)
def test_what_no_form_holds_is_refused(opened, driver: Driver, kind: str, element: dict, state: dict) -> None:
    view = opened(field("Which", kind, **element))
    body = {"as": "ana", "view_id": view["id"], "values": {"which": {"which_x": state}}}
    for doing in ("fill", "submit"):
        with pytest.raises(Refused) as refused:
            driver._line.post(doing, body)
        assert refused.value.code == "invalid_choice"


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("plain_text_input", "x" * 3001, "at most 3000"),
        ("url_text_input", "example", "valid URL"),
    ],
)
def test_slacks_own_form_has_limits_of_its_own(
    opened, driver: Driver, kind: str, given: str, said: str
) -> None:
    opened(field("Which", kind))
    with pytest.raises(Refused) as refused:
        driver.submit("ana", {"Which": given})
    assert said in refused.value.errors["which"]


def test_several_inputs_of_one_name_are_told_apart_by_id(opened, driver: Driver) -> None:
    twin = field("Other", "plain_text_input") | {"label": words("Note")}
    opened(field("Note", "plain_text_input"), twin)
    with pytest.raises(LookupError, match=r"Several inputs are 'Note'.*note_x.*other_x"):
        driver.fill("ana", {"Note": "x"})
    driver.fill("ana", {"other_x": "x"})
    with pytest.raises(LookupError, match="no input 'Gone'"):
        driver.fill("ana", {"Gone": "x"})


def test_only_an_input_that_dispatches_tells_the_app(opened, tiny: TinyApp, driver: Driver) -> None:
    opened(
        field("Quiet", "static_select", options=TWO_OPTIONS),
        field("Loud", "users_select", block=DISPATCHING),
    )
    driver.choose("ana", "Blue", label="Quiet")
    driver.choose("ana", "kim", label="Loud")
    heard = sent_by(tiny, "block_actions")
    assert [(one["action_id"], one["selected_user"]) for one in heard["actions"]] == [("loud_x", "U2KIM")]
    assert heard["view"]["state"]["values"]["quiet"]["quiet_x"]["selected_option"]["value"] == "blue"
    assert tiny.received.empty()


def test_a_press_in_a_form_carries_what_was_filled_in(opened, tiny: TinyApp, driver: Driver) -> None:
    button = {"type": "button", "action_id": "more", "text": words("More")}
    opened(field("Note", "plain_text_input"), {"type": "actions", "elements": [button]})
    driver.fill("ana", {"Note": "half a thought"})
    driver.press("ana", "More")
    pressed = sent_by(tiny, "block_actions")
    assert pressed["view"]["state"]["values"]["note"]["note_x"]["value"] == "half a thought"


def test_what_the_app_says_is_read_at_the_field(opened, tiny: TinyApp, driver: Driver) -> None:
    opened(field("Note", "plain_text_input"), field("Day", "datepicker"))
    tiny.answer = lambda _: {"response_action": "errors", "errors": {"day": "Choose a working day."}}
    answer = driver.submit("ana", {"Note": "x", "Day": "2026-11-22"})
    assert (answer.action, answer.errors) == ("errors", {"day": "Choose a working day."})
    assert answer.error_at("Day") == answer.error_at("day") == "Choose a working day."
    assert answer.error_at("Note") is None
    view = driver.modal("ana")
    assert view is not None
    assert view.value("Day") == "2026-11-22"


def test_a_form_that_redraws_itself_is_filled_in_to_its_end(app: App, run, driver: Driver) -> None:
    """Choosing a side adds an input, as a form with dispatch_action does in Bolt."""
    side = field("Side", "static_select", block=DISPATCHING, options=options("sales", "marketing"))
    quota = field("Quota", "number_input", is_decimal_allowed=False)
    saved: list[dict] = []

    @app.command("/try")
    def begin(ack, body, client) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(side, callback_id="form"))

    @app.action("side_x")
    def redraw(ack, body, client) -> None:
        ack()
        view = body["view"]
        client.views_update(view_id=view["id"], hash=view["hash"], view=form(side, quota, callback_id="form"))

    @app.view("form")
    def save(ack, view) -> None:
        saved.append(view["state"]["values"])
        ack()

    with run(app):
        driver.say("ana", "/try")
        assert driver.submit("ana", {"Side": "Sales", "Quota": 5}).errors == {}
    assert saved[0]["quota"]["quota_x"]["value"] == "5"
    assert saved[0]["side"]["side_x"]["selected_option"]["value"] == "sales"


def test_the_home_tab_has_inputs_too(tiny: TinyApp, driver: Driver, client: WebClient) -> None:
    home = {
        "type": "home",
        "blocks": [
            field("Quiet", "timepicker"),
            field("Loud", "static_select", block=DISPATCHING, options=TWO_OPTIONS),
        ],
    }
    client.views_publish(user_id="U1ANA", view=home)
    driver.fill("ana", {"Quiet": "09:30", "Loud": "Blue"}, home=True)
    heard = sent_by(tiny, "block_actions")
    assert heard["container"]["type"] == "view"
    assert heard["view"]["state"]["values"]["quiet"]["quiet_x"]["selected_time"] == "09:30"


def test_several_are_chosen_at_once_in_a_message(tiny: TinyApp, driver: Driver, client: WebClient) -> None:
    menu = {"type": "multi_users_select", "action_id": "who", "placeholder": words("Who")}
    client.chat_postMessage(
        channel="U1ANA", text="t", blocks=[{"type": "section", "text": words("t"), "accessory": menu}]
    )
    driver.choose("ana", ["ana", "kim"], label="Who")
    assert sent_by(tiny, "block_actions")["actions"][0]["selected_users"] == ["U1ANA", "U2KIM"]


# What conversations menus carry


def test_a_menu_can_begin_where_the_person_is_looking(opened, driver: Driver) -> None:
    here = {"default_to_current_conversation": True}
    opened(
        field("Where", "conversations_select", **here),
        field("Elsewhere", "conversations_select", initial_conversation="G4ROOM", **here),
        field("All", "multi_conversations_select", **here),
    )
    view = driver.modal("ana")
    assert view is not None
    assert [view.value(name) for name in ("Where", "Elsewhere", "All")] == ["C1SALES", "G4ROOM", ["C1SALES"]]


def test_a_chosen_conversation_can_be_answered_in(opened, tiny: TinyApp, driver: Driver) -> None:
    opened(
        field("Where", "conversations_select", response_url_enabled=True),
        field("Other", "conversations_select"),
    )
    driver.submit("ana", {"Where": "#sales", "Other": "#room"})
    answers = sent_by(tiny, "view_submission")["response_urls"]
    assert [(one["block_id"], one["action_id"], one["channel_id"]) for one in answers] == [
        ("where", "where_x", "C1SALES")
    ]
    assert "/actions/" in answers[0]["response_url"]


def test_the_app_hears_which_tab_was_opened(tiny: TinyApp, driver: Driver) -> None:
    for tab in ("messages", "home"):
        driver.open_home("ana", tab=tab)
        event = tiny.next()["payload"]["event"]
        assert (event["type"], event["tab"]) == ("app_home_opened", tab)
    with pytest.raises(Refused) as refused:
        driver.open_home("ana", tab="about")
    assert refused.value.code == "invalid_tab"
