"""Good payloads: every example whole, with the least, and without each optional field."""

from collections.abc import Iterator

from tests.sandbox.corpus.blocks import BLOCKS
from tests.sandbox.corpus.elements import ELEMENTS
from tests.sandbox.corpus.parts import Example, marked, plain


def housed(element: dict, home: str) -> dict:
    """The element in a block that takes it."""
    match home:
        case "a":
            return {"type": "actions", "elements": [element]}
        case "s":
            return {"type": "section", "text": marked(), "accessory": element}
        case "i":
            return {"type": "input", "label": plain(), "element": element}
        case _:
            return {"type": "context_actions", "elements": [element]}


def good_blocks() -> dict[str, dict]:
    """Every block and every element in every place: whole, with the least, and without each optional field."""
    made: dict[str, dict] = {}
    for name, example in BLOCKS.items():
        for how, one in variants(example):
            made[f"{name} {how}"] = one
    for name, example in ELEMENTS.items():
        for home in example.homes:
            for how, one in variants(example):
                made[f"{name} {how} in {housed({}, home)['type']}"] = housed(one, home)
    return made


def variants(example: Example) -> Iterator[tuple[str, dict]]:
    yield "whole", example.full
    yield "least", example.least
    for name in sorted(example.full.keys() - example.needed - {"type", "is_collapsible"}):
        yield f"without {name}", {key: value for key, value in example.full.items() if key != name}
