"""The figures of `sla-bot status` for a person's eyes: both sides, and the whole history, a table each."""

from collections.abc import Iterator
from fractions import Fraction

from rich.console import RenderableType
from rich.table import Table

from handlers.views.quantities import count, half_up, percent, span, whole_money
from sla.board import Board, Exposure, Figures, ShareLine, SinceStart
from sla.cadence import Checkpoint
from sla.first_contact import FirstAttempts
from sla.marketing import QuantityLine, Unit


def as_text(figures: Figures) -> Iterator[RenderableType]:
    board = figures.board
    signed = "" if board.version else ", not signed yet"
    yield f"{board.team}: figures up to {board.as_of:%d %B %Y}, agreement version {board.version}{signed}"
    yield ""
    yield _marketing(board)
    yield ""
    if board.sales.measured:
        yield _sales(board, figures.since_start)
        yield waited(figures.first_attempts)
        yield ""
        yield _since_start(board, figures.since_start)
        yield waited(figures.since_start.first_attempts)
    else:
        yield "Sales: not measured, no activities yet."
    yield ""
    yield f"Overdue: {_exposure(board, board.overdue)}"
    yield f"At risk: {_exposure(board, board.at_risk)}"


def waited(found: FirstAttempts) -> str:
    """How long the attempted leads waited; a p90 that most leads would have to be left out of is not one."""
    if found.median is None or found.p90 is None:
        return "No first attempt yet."
    p90 = span(found.p90) if found.p90_reached else "not reached"
    never = f", {count(found.never)} of {count(found.judged)} never attempted" if found.never else ""
    return (
        f"First attempt in working time: median {span(found.median)}, p90 {p90}; "
        f"{count(found.attempted)} attempted before their clock stopped{never}"
    )


def _marketing(board: Board) -> Table:
    side = board.marketing
    table = _table("MARKETING, month to date", "delivered", "expected", "target", "verdict")
    rows = [(line.lead_type or "", line) for line in side.types]
    rows += [
        ("All leads", side.total),
        ("Value", side.value_month),
        ("Value since the start", side.value_cumulative),
    ]
    for name, line in rows:
        figures = (_amount(board, line, one) for one in (line.delivered, line.expected, line.target))
        table.add_row(name, *figures, line.verdict.value)
    return table


def _sales(board: Board, whole: SinceStart) -> Table:
    table = _table("SALES", "kept", "judged", "stopped", "not due yet", "promised", "verdict", "since")
    not_due: dict[Checkpoint | None, int] = {one.checkpoint: one.not_due for one in whole.checkpoints}
    not_due[None] = whole.first_attempts.not_due
    for line in board.sales.lines:
        figures = (line.kept, line.judged, line.stopped_before, not_due.get(line.checkpoint, 0))
        table.add_row(
            _named(board, line),
            *(count(one) for one in figures),
            percent(line.target),
            line.verdict.value,
            line.since.isoformat(),
        )
    return table


def _since_start(board: Board, whole: SinceStart) -> Table:
    title = f"SALES, all {count(whole.leads)} leads since {board.effective_on.isoformat()}"
    table = _table(title, "kept", "judged", "stopped", "not due yet")
    first = whole.first_attempts
    rows = [("First attempt", first.kept, first.judged, first.stopped, first.not_due)]
    rows += [
        (_by(one.checkpoint), one.kept, one.judged, one.stopped_by_lead + one.stopped_by_rep, one.not_due)
        for one in whole.checkpoints
    ]
    for name, *figures in rows:
        table.add_row(name, *(count(one) for one in figures))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _named(board: Board, line: ShareLine) -> str:
    if line.checkpoint is None:
        return f"First attempt in {span(board.sales.first_attempt_within)}"
    return _by(line.checkpoint)


def _by(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.need} follow-ups by day {checkpoint.day}"


def _amount(board: Board, line: QuantityLine, value: Fraction) -> str:
    if line.unit is Unit.MONEY:
        return whole_money(value, board.quota.amount.currency, board.locale)
    return count(half_up(value), board.locale)


def _exposure(board: Board, found: Exposure) -> str:
    worth = whole_money(found.value, board.quota.amount.currency, board.locale)
    return f"{count(found.leads)} leads, worth {worth}"
