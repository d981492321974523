"""Blocks made of other blocks: cards, carousels, containers, and plans of tasks. All of them are for messages.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterator

from sandbox.blockkit.elements import BUTTON, IMAGE
from sandbox.blockkit.layout import EVERYWHERE, IN_MESSAGES, block
from sandbox.blockkit.problems import (
    Fields,
    Problem,
    address,
    array,
    at_least_one,
    both,
    flag,
    one_of,
    record,
    string,
    typed,
)
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.texts import any_text, plain_text
from sandbox.jsonvalue import Json, as_object

_CARD = both(
    block(
        {},
        {
            "hero_image": typed({"image": IMAGE}),
            "icon": typed({"image": IMAGE}),
            "title": any_text(150),
            "subtitle": any_text(150),
            "body": any_text(200),
            "actions": array(typed({"button": BUTTON}), most=2),
        },
    ),
    at_least_one("title", "hero_image", "actions", "body"),
)
_CHILD = typed({**EVERYWHERE, "file": IN_MESSAGES["file"], "table": IN_MESSAGES["table"]})
_TASK = block(
    {"task_id": string(), "title": string()},
    {
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": array(typed({"url": record(needed={"url": address(), "text": string()})}), least=0),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
)


def _collapsible(value: Json, at: str) -> Iterator[Problem]:
    """What begins collapsed must be collapsible."""
    container = as_object(value)
    if container.get("default_collapsed") is True and container.get("is_collapsible") is not True:
        yield Problem(message="default_collapsed needs is_collapsible", pointer=f"{at}/default_collapsed")


def _plan_title(value: Json, at: str) -> Iterator[Problem]:
    check = string() if isinstance(value, str) else plain_text()
    yield from check(value, at)


def _plan_task(value: Json, at: str) -> Iterator[Problem]:
    """A task card whose type may be left out."""
    yield from typed({"task_card": _TASK})(
        {"type": "task_card", **value} if isinstance(value, dict) else value, at
    )


_CONTAINER = both(
    both(
        block(
            {"child_blocks": array(_CHILD, most=10)},
            {
                "title": plain_text(150),
                "rich_text_title": RICH_TEXT,
                "subtitle": any_text(150),
                "icon": typed({"image": IMAGE}),
                "width": one_of("narrow", "standard", "wide", "full"),
                "is_collapsible": flag,
                "default_collapsed": flag,
                "has_header_divider": flag,
            },
        ),
        at_least_one("title", "rich_text_title"),
    ),
    _collapsible,
)

GROUPED: Fields = {
    "card": _CARD,
    "carousel": block({"elements": array(typed({"card": _CARD}), most=10)}),
    "container": _CONTAINER,
    "plan": block({"title": _plan_title}, {"tasks": array(_plan_task, least=0)}),
    "task_card": _TASK,
}
