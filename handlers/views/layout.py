"""The few kinds of blocks that our messages are made of, each kept inside Slack's limits."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    BlockElement,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from handlers.views.escape import cut
from handlers.views.ids import Act
from handlers.views.message import CHART

Element = InteractiveElement
Row = ActionsBlock
Text = SectionBlock

MOST_SECTION = 3000
MOST_FIELD = 2000
MOST_HEADER = 150
MOST_BUTTON = 75
MOST_ROWS = 100
MOST_TITLE = 50


def header(text: str) -> HeaderBlock:
    return HeaderBlock(text=PlainTextObject(text=cut(text, MOST_HEADER), emoji=False))


def section(*lines: str, block_id: str | None = None, accessory: BlockElement | None = None) -> Text:
    return SectionBlock(text=_mrkdwn(_fitted(lines, MOST_SECTION)), block_id=block_id, accessory=accessory)


def columns(*texts: Sequence[str]) -> Text:
    """Texts side by side where the screen is wide enough, each given by its lines."""
    return SectionBlock(fields=[_mrkdwn(_fitted(lines, MOST_FIELD)) for lines in texts])


def context(*notes: str | None) -> ContextBlock:
    """Small print: the notes that there are, with a dot between them."""
    return ContextBlock(elements=[_mrkdwn(_fitted([" · ".join(filter(None, notes))], MOST_SECTION))])


def buttons(*elements: Element, block_id: str) -> Row:
    return ActionsBlock(elements=list(elements), block_id=block_id)


def button(text: str, act: Act, value: str, *, label: str | None = None, primary: bool = False) -> Element:
    """`label` is what a screen reader says in place of `text`, where several buttons read the same."""
    return ButtonElement(
        text=PlainTextObject(text=cut(text, MOST_BUTTON), emoji=False),
        action_id=act,
        value=value,
        accessibility_label=cut(label, MOST_BUTTON) if label else None,
        style="primary" if primary else None,
    )


def divider() -> DividerBlock:
    return DividerBlock()


def table(rows: Sequence[Sequence[str]], aligns: Sequence[str]) -> dict[str, object]:
    """A plain dict: its cells may be blank, which the typed model refuses. The first row is the head."""
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell or " "} for cell in row] for row in rows[:MOST_ROWS]],
        "column_settings": [{"align": align, "is_wrapped": align == "left"} for align in aligns],
    }


def bars(
    title: str, categories: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]
) -> dict[str, object]:
    """A chart with a value for every category in each series; always beside words that say the same."""
    return {
        "type": CHART,
        "title": cut(title, MOST_TITLE),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": value}
                        for label, value in zip(categories, values, strict=True)
                    ],
                }
                for name, values in series
            ],
            "axis_config": {"categories": list(categories)},
        },
    }


def _mrkdwn(text: str) -> MarkdownTextObject:
    """Verbatim: a name that looks like an address or a channel must not become a link."""
    return MarkdownTextObject(text=text, verbatim=True)


def _fitted(lines: Sequence[str], most: int) -> str:
    """Whole lines up to `most` characters; the ones that do not fit are counted."""
    text = "\n".join(lines)
    if len(text) <= most:
        return text
    kept = list(lines)
    while len(kept) > 1 and len("\n".join(kept)) > most - 20:
        kept.pop()
    if len(kept) == 1:
        return cut(kept[0], most)
    return "\n".join([*kept, f"… and {len(lines) - len(kept)} more"])
