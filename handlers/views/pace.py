"""Marketing in detail: each lead type's leads and value, this month and since the start, and what is behind them."""

from collections.abc import Iterator

from handlers.views import became, days, figures, layout, paced, quantities, words
from handlers.views.escape import plain
from handlers.views.headline import marketing_verdict
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.situation import FIRST_STEPS, Situation, starts
from sla.board import Board
from sla.marketing import QuantityLine

MOST_TYPES = 20
_HEAD = ("Lead type", "Leads", "Value", "Verdict")
_ALIGNS = ("left", "right", "right", "left")
_NAME = 40

Cells = tuple[str, str, str, str]


def pace_message(board: Board) -> Message:
    situation = Situation(board=board)
    return Message.of(
        layout.header(words.capital(marketing_verdict(board))),
        layout.context(
            figures.as_of_words(board), figures.today_words(board), figures.agreement_words(board)
        ),
        layout.table([_HEAD, *_rows(board)], _ALIGNS),
        layout.section(starts(board) if situation.before_start else FIRST_STEPS)
        if situation.before_start or situation.fresh
        else None,
        *(layout.section(*lines) for lines in _sections(board) if lines),
        layout.context(
            "delivered of what was expected by the last working day that is complete",
            f"{figures.band_words()} is on pace",
        ),
        layout.buttons(
            layout.button("Both sides", Act.OPEN_BOARD, "team"),
            layout.button("How is this counted?", Act.OPEN_WHY, "marketing"),
            layout.button("See the plan", Act.OPEN_PLAN, "plan"),
            block_id=Foot.DETAIL,
        ),
    )


def _sections(board: Board) -> Iterator[tuple[str, ...]]:
    yield paced.running_lines(board)
    yield paced.mix_lines(board)
    yield became.qualified_lines(board)
    yield became.became_lines(board.marketing.quality, None, board) if board.marketing.quality else ()
    yield paced.uncounted_lines(board)
    last = board.marketing.last_month
    yield (f"{paced.closed_short(last, board)}.",) if last else ()


def _rows(board: Board) -> Iterator[Cells]:
    *types, total = board.marketing.spans
    month, since = Situation(board=board).month, days.brief(board.effective_on, board.as_of)
    yield f"{month} to {days.brief(board.as_of, board.as_of)}".upper(), "", "", ""
    yield from _span([(one.leads, one.value) for one in types], (total.leads, total.value), board)
    yield f"since {since}".upper(), "", "", ""
    yield from _span(
        [(one.leads_ever, one.value_ever) for one in types], (total.leads_ever, total.value_ever), board
    )


def _span(
    types: list[tuple[QuantityLine, QuantityLine]], total: tuple[QuantityLine, QuantityLine], board: Board
) -> Iterator[Cells]:
    """Of one lead type leads and value stand alike; of all of them each has its own verdict."""
    expected = figures.whole_parts([leads for leads, _ in types], total[0])
    for (leads, value), number in list(zip(types, expected, strict=True))[:MOST_TYPES]:
        name = plain(leads.lead_type or "", _NAME)
        yield name, _leads(leads, number, board), _of(value, board), _verdict(leads, board)
    if others := types[MOST_TYPES:]:
        came = quantities.count(sum(quantities.half_up(leads.delivered) for leads, _ in others), board.locale)
        of = quantities.count(sum(expected[MOST_TYPES:]), board.locale)
        yield f"{len(others)} more lead types", f"{came} of {of}", "", ""
    leads, value = total
    yield "All leads", _leads(leads, quantities.half_up(leads.expected), board), "", _verdict(leads, board)
    yield "Value of all leads", "", _of(value, board), _verdict(value, board)


def _leads(line: QuantityLine, expected: int, board: Board) -> str:
    return f"{figures.amounts(line, board)[0]} of {quantities.count(expected, board.locale)}"


def _of(line: QuantityLine, board: Board) -> str:
    delivered, expected = figures.amounts(line, board)
    return f"{delivered} of {expected}"


def _verdict(line: QuantityLine, board: Board) -> str:
    return "none yet" if Situation(board=board).fresh else words.pace_words(line, board.locale)
