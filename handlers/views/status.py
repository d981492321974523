"""`/sla status`: the board of both sides as one table, with the verdict as its headline."""

from typing import Literal

from handlers.views import became, behind, days, figures, layout, paced, quantities, rows, words
from handlers.views.headline import headline
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.own_status import own_words
from handlers.views.silent import gap_lines, silence_lines
from handlers.views.situation import FIRST_STEPS, NO_ACTIVITIES, Situation, starts
from sla.answers import LeadFilter
from sla.board import Board, OwnBoard
from sla.pace import SETTLING_DAYS

Scope = Literal["team", "marketing", "sales"]

_HEAD = ("Promised", "Now", "Agreed", "Verdict")
_ALIGNS = ("left", "right", "right", "left")


def status_message(board: Board, mine: OwnBoard | None = None, scope: Scope = "team") -> Message:
    """The headline is always that of both sides; `scope` narrows the table to one of them."""
    return Message.of(
        layout.header(words.capital(headline(board))),
        layout.context(*_small_print(board)),
        layout.table([_HEAD, *_rows(board, scope)], _ALIGNS),
        layout.section(figures.won_words(board), now_words(board)),
        layout.section(f"*You* {own_words(mine)}") if mine else None,
        _notes(board, scope),
        layout.buttons(*_foot(mine, scope), block_id=Foot.BOARD),
    )


def now_words(board: Board) -> str:
    """Overdue and at risk, as of now, by what the leads are worth."""
    currency, locale = board.quota.amount.currency, board.locale
    overdue = words.counted(board.overdue.leads, "lead", locale=locale)
    risk = quantities.count(board.at_risk.leads, locale)
    if not board.overdue.leads and not board.at_risk.leads:
        return "*Now* nothing overdue, nothing due within 5 working days"
    return (
        f"*Now* {overdue} overdue ({quantities.short_money(board.overdue.value, currency, locale)}), "
        f"{risk} due within 5 working days ({quantities.short_money(board.at_risk.value, currency, locale)})"
    )


def _rows(board: Board, scope: Scope) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    if scope != "sales":
        lines.append(("MARKETING", "", "", ""))
        lines += [row.cells for row in rows.marketing_rows(board)]
    if scope != "marketing":
        lines.append(("SALES", "", "", ""))
        found = (
            rows.sales_rows_by_type(board) if scope == "sales" else rows.sales_rows(board.sales, board.locale)
        )
        lines += [row.cells for row in found]
    return lines


def _small_print(board: Board) -> tuple[str | None, ...]:
    situation = Situation(board=board)
    to = f"{situation.month} to {days.dated(board.as_of, situation.today)}, {days.city(board.zone)}"
    how_far = "closed" if situation.closed else f"day {board.days_elapsed} of {board.days_total}"
    return (
        f"{to} ({how_far})",
        figures.today_words(board),
        figures.accepted_words(board),
        *figures.correction_words(board),
        figures.agreement_words(board),
        figures.repeated_words(board),
        figures.quality_words(board),
    )


def _notes(board: Board, scope: Scope) -> layout.Text | None:
    """What a reader of the table needs to know besides: why there is no verdict, how the mix stands."""
    notes = []
    if Situation(board=board).before_start:
        notes.append(starts(board))
    elif Situation(board=board).fresh:
        notes.append(FIRST_STEPS)
    elif not board.sales.measured:
        notes.append(NO_ACTIVITIES)
    if scope != "marketing":
        notes += silence_lines(board.sales, board.now, board.zone)
        notes += gap_lines(board.sales, board.now, board.zone)
    notes += _closings(board, scope)
    if scope != "sales":
        notes += paced.running_lines(board)
    if board.detail is not None and scope == "sales":
        notes += behind.wait_lines(board.detail, board.sales, board.locale)
    if scope == "marketing":
        notes += _quality(board)
    return layout.section(*notes) if notes else None


def _closings(board: Board, scope: Scope) -> list[str]:
    """How the month before closed, on both sides alike, in the first days of the next one."""
    marketing, sales, notes = board.marketing.last_month, board.last_month, []
    if not Situation(board=board).settling:
        return []
    if board.days_elapsed < SETTLING_DAYS and marketing is not None:
        notes.append("No verdict before the 4th working day.")
    if marketing is not None and scope != "sales":
        notes.append(f"{paced.closed_short(marketing, board)}.")
    if sales is not None and scope != "marketing":
        notes.append(f"{behind.closed_short(sales, board.sales, board.locale)}.")
    return notes


def _quality(board: Board) -> tuple[str, ...]:
    """Quality next to quantity."""
    quality = board.marketing.quality
    became_ = became.became_lines(quality, None, board) if quality else ()
    return (*paced.over_lines(board), *paced.mix_lines(board), *became.qualified_lines(board), *became_)


def _foot(mine: OwnBoard | None, scope: Scope) -> list[layout.Element]:
    foot = [layout.button("My leads", Act.OPEN_MINE, LeadFilter.ALL)] if mine else []
    if scope != "team":
        foot.append(layout.button("Both sides", Act.OPEN_BOARD, "team"))
    foot.append(layout.button("How is this counted?", Act.OPEN_WHY, scope))
    if scope != "team":
        act = Act.OPEN_DETAIL if scope == "sales" else Act.OPEN_PACE
        foot.append(layout.button("In detail", act, scope))
    if scope != "sales":
        foot.append(layout.button("Leads needed", Act.OPEN_DEMAND, "demand"))
    return foot
