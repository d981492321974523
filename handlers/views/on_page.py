"""Lets the buttons of a list know which page of it they stand on.

Slack sends no blocks along when a button of a message for one person is pressed, so what is needed to draw
the list again around the pressed line travels in the buttons' own values.
"""

from collections.abc import Mapping, Sequence

from handlers.views.message import JsonDict
from handlers.views.values import page_value, parse_page
from sla.answers import LeadFilter

MARK = "@"


def on_page(blocks: Sequence[JsonDict], which: LeadFilter, page: int) -> tuple[dict[str, object], ...]:
    """The blocks, each lead's buttons and menu options carrying the page as well."""
    suffix = MARK + page_value(which, page)
    return tuple(_carrying(block, suffix) for block in blocks)


def without_page(value: str) -> str:
    return value.partition(MARK)[0]


def page_of(value: str) -> tuple[LeadFilter, int] | None:
    """The filter and page (from 1) that a button stands on, None for one that stands on no list."""
    _, mark, page = value.partition(MARK)
    return parse_page(page) if mark else None


def _carrying(block: JsonDict, suffix: str) -> dict[str, object]:
    label = str(block.get("block_id", ""))
    elements = block.get("elements")
    if not (label.startswith("L") and label[1:].isdecimal() and isinstance(elements, Sequence)):
        return dict(block)
    return dict(block) | {"elements": [_valued(element, suffix) for element in elements]}


def _valued(element: Mapping[str, object], suffix: str) -> dict[str, object]:
    options = element.get("options")
    if isinstance(options, Sequence):
        return dict(element) | {"options": [_valued(option, suffix) for option in options]}
    return dict(element) | {"value": f"{without_page(str(element['value']))}{suffix}"}
