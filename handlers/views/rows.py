"""The rows of the board's table: what was promised, what is, what was agreed, and the verdict in words."""

from dataclasses import dataclass, replace

from handlers.views import days, figures, quantities, words
from handlers.views.escape import plain
from handlers.views.situation import Situation
from sla.board import Board, SalesSide, ShareLine
from sla.marketing import QuantityLine
from sla.verdict import FEWEST

MOST_TYPES = 20
"""Lead types beyond this are shown together, in one row."""
MOST_LISTED = 6
"""Below each promise of sales as many."""
_NAME = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A promise on the board, as plain text."""

    promised: str
    now: str
    agreed: str
    verdict: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return self.promised, self.now, self.agreed, self.verdict


def marketing_rows(board: Board) -> list[Row]:
    side, situation = board.marketing, Situation(board=board)
    expected = figures.expected_leads(board)
    rows = [
        _leads_row(f"{plain(line.lead_type or '', _NAME)} leads", line, number, board)
        for line, number in zip(side.types[:MOST_TYPES], expected, strict=False)
    ]
    if len(side.types) > MOST_TYPES:
        rows.append(_others(board, expected))
    if len(side.types) != 1:
        rows.append(_leads_row("All leads", side.total, quantities.half_up(side.total.expected), board))
    since = days.brief(board.effective_on, board.as_of)
    rows.append(_value_row(f"Value of leads, {situation.month}", side.value_month, board))
    rows.append(_value_row(f"Value of leads since {since}", side.value_cumulative, board))
    return rows


def sales_rows(side: SalesSide, locale: str = quantities.ENGLISH) -> list[Row]:
    if not side.measured:
        return [Row(promised="Not measured", now="no activities yet", agreed="", verdict="")]
    return [_share_row(line, side, locale) for line in side.lines]


def sales_rows_by_type(board: Board) -> list[Row]:
    """Each promise for the team, and below it for every lead type; never for a person."""
    if board.detail is None or not board.detail.types:
        return sales_rows(board.sales, board.locale)
    rows = []
    for place, line in enumerate(board.sales.lines):
        rows.append(_share_row(line, board.sales, board.locale))
        for kind in board.detail.types[:MOST_LISTED]:
            part = _share_row(kind.lines[place], board.sales, board.locale)
            rows.append(replace(part, promised=f"· {plain(kind.name, _NAME)}"))
        rows += _rest(line, [kind.lines[place] for kind in board.detail.types[:MOST_LISTED]], board)
    return rows


def _rest(line: ShareLine, listed: list[ShareLine], board: Board) -> list[Row]:
    """The lead types that there is no room for, so that each promise's column still adds up."""
    more = len(board.detail.types) - len(listed) if board.detail else 0
    if not more:
        return []
    kept = line.kept - sum(one.kept for one in listed)
    judged = line.judged - sum(one.judged for one in listed)
    shown = f"{quantities.count(kept, board.locale)} of {quantities.count(judged, board.locale)}"
    return [Row(promised=f"· {words.counted(more, 'more lead type')}", now=shown, agreed="", verdict="")]


def _others(board: Board, expected: tuple[int, ...]) -> Row:
    """The lead types that the table has no room for, so that its columns still add up."""
    others = board.marketing.types[MOST_TYPES:]
    return Row(
        promised=f"{len(others)} more lead types",
        now=quantities.count(sum(quantities.half_up(line.delivered) for line in others), board.locale),
        agreed=quantities.count(sum(expected[MOST_TYPES:]), board.locale) + Situation(board=board).by_now,
        verdict="",
    )


def _leads_row(name: str, line: QuantityLine, expected: int, board: Board) -> Row:
    return Row(
        promised=name,
        now=quantities.count(quantities.half_up(line.delivered), board.locale),
        agreed=quantities.count(expected, board.locale) + Situation(board=board).by_now,
        verdict=_verdict(line, board),
    )


def _value_row(name: str, line: QuantityLine, board: Board) -> Row:
    delivered, expected = figures.amounts(line, board)
    return Row(
        promised=name,
        now=delivered,
        agreed=expected + Situation(board=board).by_now,
        verdict=_verdict(line, board),
    )


def _verdict(line: QuantityLine, board: Board) -> str:
    return "none yet" if Situation(board=board).fresh else words.pace_words(line, board.locale)


def _share_row(line: ShareLine, side: SalesSide, locale: str) -> Row:
    cohort = ", last 90 days" if line.last_90_days else ""
    return Row(
        promised=words.promise(line, side) + cohort,
        now=_share(line, locale),
        agreed=quantities.percent(line.target, locale=locale),
        verdict=line.verdict,
    )


def _share(line: ShareLine, locale: str) -> str:
    """Under twenty cases the count alone: a percent of twelve says too much."""
    if not line.judged:
        return "none counted yet" if line.in_gap else "none due yet"
    share = f" ({figures.share_percent(line, locale)})" if line.judged >= FEWEST else ""
    nobody = f"; {line.unattended} with nobody on duty" if line.unattended else ""
    return f"{quantities.count(line.kept, locale)} of {quantities.count(line.judged, locale)}{share}{nobody}"
