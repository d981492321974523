"""The body of a push as events: flat fields, read the same from JSON and from a form."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl

from intake.cleaning import clean
from sla.errors import BadInput

MOST_EVENTS = 500
LARGEST_BODY = 900_000
JSON, FORM = "application/json", "application/x-www-form-urlencoded"

Fields = Mapping[str, str]


class EventType(StrEnum):
    """What an event says; in this order they are taken, so that a lead may come with what is about it."""

    LEAD = "lead"
    OWNER = "owner"
    STAGE = "stage"
    DEAL = "deal"
    TOUCH = "touch"
    DELETED = "deleted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One event as it came. `fields` are texts by name, blank ones left out, as some tools send them and some do not;
    `nested` is the first field that is no single value.
    """

    index: int
    type: str
    fields: Fields
    nested: str | None = None


def read_events(body: bytes, content_type: str) -> tuple[Event, ...]:
    """BadInput, one sentence, where the body as a whole cannot be read."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("The body is not UTF-8 text; send it as UTF-8.") from None
    if content_type == FORM:
        return (_event(0, dict(parse_qsl(text, keep_blank_values=True))),)
    return tuple(_event(index, one) for index, one in enumerate(_listed(_parsed(text))))


def _parsed(text: str) -> object:
    """Numbers stay as they are written: an id is no sum, and an amount must not be rounded."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadInput('The body is not JSON; send one object, like {"type": "touch", …}.') from None


def _refuse(word: str) -> str:
    raise ValueError(word)


def _listed(body: object) -> Sequence[Mapping[str, object]]:
    if not isinstance(body, dict):
        raise BadInput('The body must be one event, or {"events": […]} with several.')
    if "events" not in body:
        return [body]
    events = body["events"]
    if not isinstance(events, list) or not events or set(body) != {"events"}:
        raise BadInput('"events" must be a list of at least one event, with nothing beside it.')
    if len(events) > MOST_EVENTS:
        raise BadInput(
            f"A request takes at most {MOST_EVENTS} events; this one has {len(events):,}, so split it."
        )
    if not all(isinstance(one, dict) for one in events):
        raise BadInput('Every entry of "events" must be an object with a "type".')
    return events


def _event(index: int, values: Mapping[str, object]) -> Event:
    nested = next((_whole(name) for name, value in values.items() if isinstance(value, dict | list)), None)
    flat = {name: value for name, value in values.items() if not isinstance(value, dict | list)}
    fields = {_whole(name): text for name, value in flat.items() if (text := _as_text(value))}
    return Event(index=index, type=fields.pop("type", ""), fields=fields, nested=nested)


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return _whole(str(value))


def _whole(text: str) -> str:
    """Clean, and without halves of a character, which JSON can spell and nothing can store."""
    return clean(text.encode(errors="replace").decode())
