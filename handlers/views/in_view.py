"""A message's blocks as modals and Home tabs take them: Slack shows tables in messages only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.views import layout
from handlers.views.escape import entities
from handlers.views.message import AnyBlock

LINES_AT_ONCE = 15


def in_view(blocks: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """Each row of a table is a line: the first and last cells speak for themselves, those between are named."""
    for block in blocks:
        if isinstance(block, Mapping) and block.get("type") == "table":
            yield from _lines(_cells(block["rows"]))
        else:
            yield block


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[AnyBlock]:
    head, *others = rows
    lines = [_line(head, cells) for cells in others]
    for start in range(0, len(lines), LINES_AT_ONCE):
        yield layout.section(*lines[start : start + LINES_AT_ONCE])


def _line(head: Sequence[str], cells: Sequence[str]) -> str:
    named = [
        f"{name.lower()} {cell}" if 1 < place < len(cells) - 1 else cell
        for place, (name, cell) in enumerate(zip(head, cells, strict=False))
        if place and cell
    ]
    return f"• {cells[0]}: {' · '.join(named)}"


def _cells(rows: object) -> list[list[str]]:
    if not isinstance(rows, Sequence):
        return []
    return [[entities(str(cell["text"]).strip()) for cell in row] for row in rows]
