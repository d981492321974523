"""A message as Slack takes it: blocks, and a text that says the same for screen readers and notifications."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from handlers.views.escape import entities

MOST_BLOCKS = 50
MOST_TEXT = 3900
"""Slack shows up to 4,000 characters of a message's text well."""

CHART = "data_visualization"
"""The type of a chart's block, which the typed models do not know yet."""

JsonDict = Mapping[str, object]
AnyBlock = Block | JsonDict


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message of ours. `text` says the same as `blocks`; it is mrkdwn, already escaped."""

    text: str
    blocks: tuple[AnyBlock, ...]

    @classmethod
    def of(cls, *blocks: AnyBlock | None) -> "Message":
        """The message of these blocks, with the text that they come to; a None is left out."""
        there = as_dicts(block for block in blocks if block is not None)
        return cls(text=spoken(there), blocks=tuple(there))

    @property
    def has_charts(self) -> bool:
        return self.without_charts() != self

    def without_charts(self) -> "Message":
        """What a chart shows always stands in the words beside it."""
        kept = tuple(block for block in self.blocks if isinstance(block, Block) or block.get("type") != CHART)
        return Message(text=self.text, blocks=kept)

    def as_payload(self) -> dict[str, object]:
        """`text` and `blocks` as plain JSON, for any of Slack's methods that take a message."""
        return {"text": self.text, "blocks": as_dicts(self.blocks)}


def as_dicts(blocks: Iterable[AnyBlock]) -> list[dict[str, object]]:
    return [block.to_dict() if isinstance(block, Block) else dict(block) for block in blocks]


def spoken(blocks: Sequence[JsonDict]) -> str:
    """What the blocks say, line by line, without their buttons."""
    lines = [line for block in blocks for line in _said(block) if line.strip()]
    text = "\n".join(lines)
    if len(text) <= MOST_TEXT:
        return text
    whole = text[: MOST_TEXT - 2].rpartition("\n")[0]
    return f"{whole}\n…"


def _said(block: JsonDict) -> list[str]:
    if block.get("type") == "table":
        rows = ([_words(cell) for cell in _list(row)] for row in _list(block.get("rows")))
        return [", ".join(cell for cell in row if cell.strip()) for row in rows]
    texts = [block.get("text"), *_list(block.get("fields"))]
    if block.get("type") == "context":
        texts += _list(block.get("elements"))
    return [_words(text) for text in texts if text]


def _words(text: object) -> str:
    if not isinstance(text, Mapping):
        return ""
    words = str(text.get("text", ""))
    return words if text.get("type") == "mrkdwn" else entities(words)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
