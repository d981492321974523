"""Reads a view that an app wants shown, checked as Slack checks it."""

from sandbox.blockkit.ids import with_ids
from sandbox.blockkit.problems import in_words
from sandbox.blockkit.view import check_view
from sandbox.errors import SlackError
from sandbox.jsonvalue import Json, Object, as_list, as_object, as_text, dump
from sandbox.posting import metadata_messages
from sandbox.slack import Slack
from sandbox.state.views import View

LARGEST_VIEW = 250_000


def read_view(slack: Slack, value: Json, *, kind: str, replacing: View | None = None) -> Object:
    """The definition with ids filled in; raises SlackError. `kind` is "modal" or "home"."""
    problems = check_view(value, kind=kind)
    if problems or not isinstance(value, dict):
        raise SlackError("invalid_arguments", response_metadata=metadata_messages(in_words(problems)))
    if len(dump(value).encode()) > LARGEST_VIEW:
        raise SlackError("view_too_large")
    other = slack.views.with_external_id(as_text(value.get("external_id")))
    if other is not None and other is not replacing:
        raise SlackError("duplicate_external_id")
    return value | {"blocks": with_ids(as_list(value.get("blocks")))}


def looking_at(definition: Object, channel: str | None) -> Object:
    """The view with the conversation the person is looking at chosen where a menu asks for that."""
    if channel is None:
        return definition
    return definition | {
        "blocks": [_with_current(as_object(one), channel) for one in as_list(definition["blocks"])]
    }


def _with_current(block: Object, channel: str) -> Object:
    for name in ("element", "accessory"):
        if name in block:
            block = block | {name: _preset(block[name], channel)}
    if block.get("type") == "actions":
        block = block | {"elements": [_preset(one, channel) for one in as_list(block.get("elements"))]}
    return block


def _preset(element: Json, channel: str) -> Json:
    menu = as_object(element)
    if menu.get("default_to_current_conversation") is not True:
        return element
    if menu.get("type") == "conversations_select":
        return {"initial_conversation": channel, **menu}
    return {"initial_conversations": [channel], **menu}
