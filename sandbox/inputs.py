"""Interactive elements: where they stand in blocks, what is chosen in them, and whether a choice is possible."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from sandbox.errors import Refusal
from sandbox.jsonvalue import Json, Object, as_list, as_object, as_objects, as_text

Chosen = Mapping[tuple[str, str], Object]

_FORMATS = {
    "selected_date": ("date such as 2026-11-24", re.compile(r"\d{4}-\d\d-\d\d"), date.fromisoformat),
    "selected_time": ("time such as 09:30", re.compile(r"\d\d:\d\d"), time.fromisoformat),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """How an element keeps its value: the name in state, the name of its initial value, one value or many."""

    name: str
    initial: str
    many: bool = False


FIELDS = {
    "plain_text_input": Field(name="value", initial="initial_value"),
    "email_text_input": Field(name="value", initial="initial_value"),
    "url_text_input": Field(name="value", initial="initial_value"),
    "number_input": Field(name="value", initial="initial_value"),
    "rich_text_input": Field(name="rich_text_value", initial="initial_value"),
    "static_select": Field(name="selected_option", initial="initial_option"),
    "external_select": Field(name="selected_option", initial="initial_option"),
    "radio_buttons": Field(name="selected_option", initial="initial_option"),
    "checkboxes": Field(name="selected_options", initial="initial_options", many=True),
    "multi_static_select": Field(name="selected_options", initial="initial_options", many=True),
    "multi_external_select": Field(name="selected_options", initial="initial_options", many=True),
    "datepicker": Field(name="selected_date", initial="initial_date"),
    "timepicker": Field(name="selected_time", initial="initial_time"),
    "datetimepicker": Field(name="selected_date_time", initial="initial_date_time"),
    "users_select": Field(name="selected_user", initial="initial_user"),
    "channels_select": Field(name="selected_channel", initial="initial_channel"),
    "conversations_select": Field(name="selected_conversation", initial="initial_conversation"),
    "multi_users_select": Field(name="selected_users", initial="initial_users", many=True),
    "multi_channels_select": Field(name="selected_channels", initial="initial_channels", many=True),
    "multi_conversations_select": Field(
        name="selected_conversations", initial="initial_conversations", many=True
    ),
    "file_input": Field(name="files", initial="", many=True),
}
SIDES = ("positive_button", "negative_button")
OVERFLOW = Field(name="selected_option", initial="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """One element and the block it stands in."""

    block: Object
    element: Object

    @property
    def key(self) -> tuple[str, str]:
        return as_text(self.block.get("block_id")), as_text(self.element.get("action_id"))

    @property
    def kind(self) -> str:
        return as_text(self.element.get("type"))

    @property
    def is_required(self) -> bool:
        return self.block.get("type") == "input" and self.block.get("optional") is not True

    @property
    def dispatches(self) -> bool:
        """Whether the app hears of a change at once; an input block keeps it for the form unless it says so."""
        return self.block.get("type") != "input" or self.block.get("dispatch_action") is True


def placed_in(blocks: list[Json]) -> Iterator[Placed]:
    """Every element that people can act on, in reading order."""
    for block in as_objects(blocks):
        for name in ("accessory", "element"):
            if isinstance(block.get(name), dict):
                yield Placed(block=block, element=as_object(block[name]))
        if block.get("type") in {"actions", "context_actions"}:
            for element in as_objects(block.get("elements")):
                yield Placed(block=block, element=element)
        for element in as_objects(block.get("actions")):
            yield Placed(block=block, element=element)
        yield from placed_in(_inner(block))


def find(blocks: list[Json], block_id: str, action_id: str) -> Placed | None:
    return next((one for one in placed_in(blocks) if one.key == (block_id, action_id)), None)


def values_of(blocks: list[Json], chosen: Chosen) -> Object:
    """Slack's `state.values`: block_id → action_id → what stands in the element."""
    values: dict[str, Object] = {}
    for placed in placed_in(blocks):
        field = FIELDS.get(placed.kind)
        if field is None:
            continue
        block_id, action_id = placed.key
        values.setdefault(block_id, {})[action_id] = _state(placed, field, chosen.get(placed.key))
    return {**values}


def choice(placed: Placed, given: Object) -> Object:
    """What a person put into an element, as the element keeps it; raises Refusal for what it does not offer."""
    if placed.kind == "feedback_buttons":
        return _side(placed, as_text(given.get("value")))
    field = OVERFLOW if placed.kind == "overflow" else FIELDS.get(placed.kind)
    if field is None:
        return {}
    value = given.get(field.name)
    if field.name in {"selected_option", "selected_options"} and not placed.kind.endswith("external_select"):
        value = _offered(placed, value, many=field.many)
    _check_form(placed, field, value)
    return {"type": placed.kind, field.name: value}


def fill_in(blocks: list[Json], chosen: dict[tuple[str, str], Object], given: Object) -> None:
    """Notes what a person put into several inputs; raises Refusal for an input that is not there."""
    for block_id, actions in given.items():
        for action_id, value in as_object(actions).items():
            placed = find(blocks, block_id, action_id)
            if placed is None:
                raise Refusal("element_not_found", f"There is no input {block_id!r} / {action_id!r} here.")
            chosen[placed.key] = choice(placed, as_object(value))


def _check_form(placed: Placed, field: Field, value: Json) -> None:
    """Raises Refusal for a value of another shape than the element keeps."""
    if value is None:
        return
    most = placed.element.get("max_selected_items")
    if field.many and isinstance(most, int) and len(as_list(value)) > most:
        raise Refusal("invalid_choice", f"No more than {most} can be chosen here.")
    if field.many or field.name in {"selected_option", "rich_text_value"}:
        return
    if field.name == "selected_date_time":
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refusal("invalid_choice", f"{value!r} is no moment in whole seconds since the epoch.")
        return
    words, pattern, read = _FORMATS.get(field.name, ("text", None, str))
    try:
        good = isinstance(value, str) and (pattern is None or pattern.fullmatch(value)) and read(value)
    except ValueError:
        good = False
    if not good and value != "":
        raise Refusal("invalid_choice", f"{value!r} is no {words}.")


def _inner(block: Object) -> list[Json]:
    if block.get("type") == "container":
        return [*as_objects(block.get("child_blocks"))]
    return [*as_objects(block.get("elements"))] if block.get("type") == "carousel" else []


def _side(placed: Placed, value: str) -> Object:
    """Which of two feedback buttons was pressed."""
    for name in SIDES:
        side = as_object(placed.element.get(name))
        if side.get("value") == value:
            return {"text": side.get("text"), "value": value}
    raise Refusal("invalid_choice", f"Neither of the feedback buttons has the value {value!r}.")


def _state(placed: Placed, field: Field, given: Object | None) -> Object:
    empty: Json = [] if field.many else None
    value = placed.element.get(field.initial, empty) if given is None else given.get(field.name, empty)
    return {"type": placed.kind, field.name: value}


def _offered(placed: Placed, value: Json, *, many: bool) -> Json:
    options = as_objects(placed.element.get("options"))
    for group in as_objects(placed.element.get("option_groups")):
        options += as_objects(group.get("options"))
    by_value = {as_text(option.get("value")): option for option in options}
    wanted = as_objects(value) if many else as_objects([value])
    found: list[Json] = []
    for option in wanted:
        name = as_text(option.get("value"))
        if name not in by_value:
            raise Refusal("invalid_choice", f"There is no option {name!r}; there is {', '.join(by_value)}.")
        found.append(by_value[name])
    if many:
        return found
    return found[0] if found else None
