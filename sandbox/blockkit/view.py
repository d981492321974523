"""Modals and Home tabs as a whole."""

from collections.abc import Iterator

from sandbox.blockkit.problems import Fields, Problem, array, flag, record, string, typed
from sandbox.blockkit.surfaces import IN_VIEW
from sandbox.blockkit.texts import plain_text
from sandbox.blockkit.whole import repeated_ids, several_focused
from sandbox.jsonvalue import Json, as_objects

MOST_BLOCKS = 100
_NEEDED: Fields = {"blocks": array(IN_VIEW, most=MOST_BLOCKS)}
_OPTIONAL: Fields = {
    "private_metadata": string(least=0, most=3000),
    "callback_id": string(least=0, most=255),
    "external_id": string(least=0, most=255),
}
_KINDS: Fields = {
    "home": record(needed=_NEEDED, optional=_OPTIONAL),
    "modal": record(
        needed={**_NEEDED, "title": plain_text(24)},
        optional={
            **_OPTIONAL,
            "close": plain_text(24),
            "submit": plain_text(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
        },
    ),
}


def check_view(view: Json, *, kind: str | None = None, root: str = "/view") -> list[Problem]:
    """Everything Slack would hold against a view, of one kind ("modal" or "home") or of either."""
    kinds = _KINDS if kind is None else {kind: _KINDS[kind]}
    problems = list(typed(kinds)(view, root))
    if isinstance(view, dict):
        blocks = view.get("blocks")
        for check in (repeated_ids, several_focused, _inputs_alone):
            problems += check(blocks, f"{root}/blocks")
        problems += _unsubmittable(view.get("submit"), blocks, root, is_modal=view.get("type") == "modal")
    return problems


def _unsubmittable(submit: Json, blocks: Json, at: str, *, is_modal: bool) -> Iterator[Problem]:
    has_input = any(block.get("type") == "input" for block in as_objects(blocks))
    if is_modal and has_input and submit is None:
        yield Problem(message="missing required field: submit", pointer=at)


def _inputs_alone(blocks: Json, at: str) -> Iterator[Problem]:
    """A file input cannot dispatch its action."""
    for index, block in enumerate(as_objects(blocks)):
        element = block.get("element")
        is_file = isinstance(element, dict) and element.get("type") == "file_input"
        if is_file and block.get("dispatch_action") is True:
            yield Problem(
                message="file_input cannot dispatch_action", pointer=f"{at}/{index}/dispatch_action"
            )
