"""Rules that look at all blocks together: ids that repeat, figures that are too many, texts that add up."""

from collections import Counter
from collections.abc import Iterator

from sandbox.blockkit.layout import MARKDOWN_LONGEST
from sandbox.blockkit.problems import Problem
from sandbox.jsonvalue import Json, Object, as_list, as_objects, as_text

MOST_OF = {"table": 1, "data_visualization": 2}


def repeated_ids(blocks: Json, at: str) -> Iterator[Problem]:
    """A block_id names one block; within a block, an action_id names one element."""
    seen: set[str] = set()
    for index, block in enumerate(as_list(blocks)):
        if not isinstance(block, dict):
            continue
        name = as_text(block.get("block_id"))
        if name and name in seen:
            yield Problem(message=f"`block_id` {name} already exists", pointer=f"{at}/{index}/block_id")
        seen.add(name)
        yield from _repeated_actions(block, f"{at}/{index}")


def too_many_figures(blocks: Json, at: str) -> Iterator[Problem]:
    counts = Counter(as_text(block.get("type")) for block in as_objects(blocks))
    for kind, most in MOST_OF.items():
        if counts[kind] > most:
            yield Problem(message=f"no more than {most} {kind} allowed", pointer=at)


def too_much_markdown(blocks: Json, at: str) -> Iterator[Problem]:
    texts = [as_text(block.get("text")) for block in as_objects(blocks) if block.get("type") == "markdown"]
    if len(texts) > 1 and sum(map(len, texts)) > MARKDOWN_LONGEST:
        message = f"markdown blocks together must be less than {MARKDOWN_LONGEST + 1} characters"
        yield Problem(message=message, pointer=at)


def several_focused(blocks: Json, at: str) -> Iterator[Problem]:
    if sum(_focused(block) for block in as_objects(blocks)) > 1:
        yield Problem(message="only one element may have focus_on_load", pointer=at)


def text_length(value: Json) -> int:
    """All the texts in blocks together, as Slack adds them up for `msg_blocks_too_long`."""
    if isinstance(value, list):
        return sum(text_length(item) for item in value)
    if isinstance(value, dict):
        return sum(
            len(item) if name == "text" and isinstance(item, str) else text_length(item)
            for name, item in value.items()
        )
    return 0


def _repeated_actions(block: Object, at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, element in enumerate(as_objects(block.get("elements"))):
        name = as_text(element.get("action_id"))
        if name and name in seen:
            message = f"`action_id` {name} already exists for `block_id` {as_text(block.get('block_id'))}"
            yield Problem(message=message, pointer=f"{at}/elements/{index}/action_id")
        seen.add(name)


def _focused(value: Json) -> int:
    if isinstance(value, list):
        return sum(_focused(item) for item in value)
    if isinstance(value, dict):
        return (value.get("focus_on_load") is True) + sum(_focused(item) for item in value.values())
    return 0
