"""A message as it is shown in Slack, for a terminal: the same words and the same table."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table

from handlers.views.message import Message, as_dicts, spoken
from handlers.views.plan import plan_message
from sla.planned import PlanAnswer

_SHOWN = ("header", "section", "context")


def as_text(answer: PlanAnswer) -> Iterator[RenderableType]:
    yield from message_text(plan_message(answer))


def message_text(message: Message) -> Iterator[RenderableType]:
    for block in as_dicts(message.blocks):
        if block["type"] == "table":
            yield _table(block["rows"])
            yield ""
        elif block["type"] in _SHOWN:
            yield _plain(spoken([block]))
            yield ""


def _table(rows: object) -> Table:
    head, *lines = [[cell["text"] for cell in row] for row in rows] if isinstance(rows, list) else [[]]
    table = Table()
    for place, title in enumerate(head):
        table.add_column(title, justify="left" if place <= 1 else "right")
    for line in lines:
        table.add_row(*line)
    return table


def _plain(words: str) -> str:
    """Without Slack's marks: people's own stars were replaced by look-alikes before."""
    unmarked = words.replace("*", "").replace("`", "")
    return unmarked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
