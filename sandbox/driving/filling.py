"""Puts a test's value into the form that an element keeps it in: options by words, people and places by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sandbox.inputs import FIELDS, OVERFLOW
from sandbox.jsonvalue import Json, Object, as_objects, as_text
from sandbox.seen import Control, Option

Filled = str | bool | int | float | date | time | Sequence[str] | None
"""What is typed, an option's text or value, a name or an id, several of them, a date, a time or a moment."""

_PLACES = {
    "users_select": "person",
    "multi_users_select": "person",
    "channels_select": "channel",
    "multi_channels_select": "channel",
    "conversations_select": "conversation",
    "multi_conversations_select": "conversation",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What people call each other and their channels; both are names and ids → ids."""

    people: Mapping[str, str]
    channels: Mapping[str, str]

    def id_of(self, kind: str, name: str) -> str:
        """Raises LookupError for a name that nobody and nothing here has."""
        known = self.people if kind == "person" else self.channels
        if name not in known:
            there = ", ".join(one for one, found in known.items() if one != found)
            raise LookupError(f"There is no {kind} {name!r} here; there is {there}.")
        return known[name]


def names_in(state: Object) -> Names:
    """The names that one person's screen shows, from the control API's state."""
    people: dict[str, str] = {}
    for one in as_objects(state.get("people")):
        people |= {as_text(one.get(name)): as_text(one.get("id")) for name in ("id", "name", "real_name")}
    channels: dict[str, str] = {}
    for one in as_objects(state.get("channels")):
        name, found = as_text(one.get("name")), as_text(one.get("id"))
        channels |= {found: found} | ({"app": found} if "with" in one else {name: found, f"#{name}": found})
    return Names(people=people, channels=channels)


def given_value(control: Control, value: Filled, names: Names) -> Object:
    """What stands in the element's state; raises LookupError for what it does not offer."""
    field = OVERFLOW if control.kind == "overflow" else FIELDS.get(control.kind)
    if field is None:
        raise LookupError(f"{control} is a {control.kind} and holds no value; press it.")
    if field.many:
        return {field.name: [_one(control, field.name, one, names) for one in _several(value)]}
    alone = not isinstance(value, Sequence) or isinstance(value, str)
    if not alone:
        raise LookupError(f"{control} holds one value, not {value!r}.")
    return {field.name: None if value is None else _one(control, field.name, value, names)}


def _several(value: Filled) -> list[str]:
    if value is None:
        return []
    return [*value] if isinstance(value, Sequence) and not isinstance(value, str) else [str(value)]


def _one(control: Control, field: str, value: Filled, names: Names) -> Json:
    if control.kind in _PLACES:
        return names.id_of(_PLACES[control.kind], str(value))
    match field:
        case "selected_option" | "selected_options":
            return _option(control, str(value))
        case "selected_date_time":
            return _moment(value)
        case "selected_time" if isinstance(value, time):
            return value.strftime("%H:%M")
        case "rich_text_value":
            return _rich(str(value))
        case _:
            return str(value)


def _moment(value: Filled) -> int:
    """Whole seconds since the epoch; raises LookupError for a moment without a zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return int(value.timestamp())
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise LookupError(f"A moment is seconds since the epoch or a datetime with a zone, not {value!r}.")


def _rich(text: str) -> Object:
    words: Object = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [words]}


def _option(control: Control, wanted: str) -> Object:
    for option in control.options:
        if wanted in {option.text, option.value}:
            return _json(option)
    if control.options:
        offered = ", ".join(option.text for option in control.options)
        raise LookupError(f"{control} does not offer {wanted!r}; it offers {offered}.")
    return _json(Option(text=wanted, value=wanted))


def _json(option: Option) -> Object:
    return {"text": {"type": "plain_text", "text": option.text}, "value": option.value}
