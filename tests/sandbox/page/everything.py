"""A form with one input of every kind, one of which redraws it, and a second form on top of it."""

Block = dict[str, object]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Block]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


def field(
    label: str, kind: str, *, dispatches: bool = False, optional: bool = False, **element: object
) -> Block:
    block: Block = {"type": "input", "block_id": label.lower(), "label": plain(label), "optional": optional}
    if dispatches:
        block["dispatch_action"] = True
    return {**block, "element": {"type": kind, "action_id": f"{label.lower()}_x", **element}}


TYPED = {"trigger_actions_on": ["on_character_entered"]}
FIELDS = (
    field("Side", "static_select", dispatches=True, options=options("Marketing", "Sales")),
    field("People", "multi_users_select"),
    field("Owner", "users_select"),
    field("Day", "datepicker"),
    field("Time", "timepicker"),
    field("Quota", "number_input", is_decimal_allowed=False, min_value="1", max_value="50"),
    field("Note", "plain_text_input", multiline=True),
    field("Days", "checkboxes", options=options("Monday", "Tuesday")),
    field("Every", "radio_buttons", options=options("Week", "Month")),
    field("Channel", "channels_select"),
    field("Place", "conversations_select", optional=True, filter={"include": ["private"]}),
    field("Search", "plain_text_input", dispatches=True, optional=True, dispatch_action_config=TYPED),
    field("Lead", "external_select", optional=True, min_query_length=0),
)
ACTIONS: Block = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "on_top", "text": plain("Add a person")}],
}


def everything(said: str = "Nothing chosen yet.") -> Block:
    heading: Block = {"type": "section", "block_id": "said", "text": plain(said)}
    return {
        "type": "modal",
        "callback_id": "everything",
        "title": plain("Everything"),
        "submit": plain("Save"),
        "blocks": [heading, *FIELDS, ACTIONS],
    }


ON_TOP: Block = {
    "type": "modal",
    "callback_id": "on_top",
    "title": plain("A person"),
    "submit": plain("Add"),
    "blocks": [field("Name", "plain_text_input")],
}
