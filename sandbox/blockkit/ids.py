"""Fills in the ids that an app left out, as Slack does."""

import secrets

from sandbox.jsonvalue import Json, Object, as_object

_STANDING = ("image", "plain_text", "mrkdwn")


def with_ids(blocks: list[Json]) -> list[Json]:
    """The same blocks, every one with a block_id and every interactive element with an action_id."""
    return [_block(as_object(block)) for block in blocks]


def _block(block: Object) -> Object:
    filled: Object = {"block_id": _new_id(), **block}
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            filled[name] = _element(block[name])
    inner = block.get("elements")
    if block.get("type") in {"actions", "context_actions"} and isinstance(inner, list):
        filled["elements"] = [_element(element) for element in inner]
    if block.get("type") == "carousel" and isinstance(inner, list):
        filled["elements"] = with_ids(inner)
    children = block.get("child_blocks")
    if isinstance(children, list):
        filled["child_blocks"] = with_ids(children)
    buttons = block.get("actions")
    if isinstance(buttons, list):
        filled["actions"] = [_element(element) for element in buttons]
    return filled


def _element(element: Json) -> Json:
    if not isinstance(element, dict) or element.get("type") in _STANDING:
        return element
    return {"action_id": _new_id(), **element}


def _new_id() -> str:
    return secrets.token_urlsafe(4)
