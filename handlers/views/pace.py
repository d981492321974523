"""Marketing in detail: each lead type's leads and value, this month and since the start, and what is behind them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from handlers.views import became, days, figures, layout, paced, quantities, words
from handlers.views.escape import plain
from handlers.views.headline import marketing_verdict
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.situation import FIRST_STEPS, Situation, starts
from sla.board import Board
from sla.marketing import QuantityLine, Unit

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
    yield paced.over_lines(board)
    yield paced.mix_lines(board)
    yield became.qualified_lines(board)
    yield became.became_lines(board.marketing.quality, None, board) if board.marketing.quality else ()
    yield paced.uncounted_lines(board)
    last = board.marketing.last_month
    yield (f"{paced.closed_short(last, board)}.",) if last else ()


def _rows(board: Board) -> Iterator[Cells]:
    *types, total = board.marketing.spans
    month, since = Situation(board=board).month, days.brief(board.effective_on, board.as_of)
    yield f"{month}, to {days.brief(board.as_of, board.as_of)}".upper(), "", "", ""
    yield from _span([(one.leads, one.value) for one in types], (total.leads, total.value), board)
    yield f"since {since}".upper(), "", "", ""
    yield from _span(
        [(one.leads_ever, one.value_ever) for one in types], (total.leads_ever, total.value_ever), board
    )


def _span(
    types: list[tuple[QuantityLine, QuantityLine]], total: tuple[QuantityLine, QuantityLine], board: Board
) -> Iterator[Cells]:
    """Of one lead type leads and value stand alike; of all of them each has its own verdict."""
    leads = _column([one for one, _ in types], total[0], board)
    values = _column([one for _, one in types], total[1], board)
    for place, (line, _) in enumerate(types[:MOST_TYPES]):
        name = plain(line.lead_type or "", _NAME)
        yield name, leads.cell(place, place + 1), values.cell(place, place + 1), _verdict(line, board)
    if len(types) > MOST_TYPES:
        rest = MOST_TYPES, len(types)
        yield f"{len(types) - MOST_TYPES} more lead types", leads.cell(*rest), values.cell(*rest), ""
    if len(types) > 1:
        yield "All leads", leads.total, "", _verdict(total[0], board)
        yield "Value of all leads", "", values.total, _verdict(total[1], board)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Column:
    """Whole numbers that add up to the total's, and how they are written."""

    delivered: tuple[int, ...]
    expected: tuple[int, ...]
    total: str
    written: Callable[[int], str]

    def cell(self, first: int, after: int) -> str:
        delivered, expected = sum(self.delivered[first:after]), sum(self.expected[first:after])
        return f"{self.written(delivered)} of {self.written(expected)}"


def _column(lines: list[QuantityLine], total: QuantityLine, board: Board) -> _Column:
    """Money in whole currency, so that the column reads alike."""
    currency, locale = board.quota.amount.currency, board.locale

    def written(number: int) -> str:
        if total.unit is Unit.MONEY:
            return quantities.whole_money(Fraction(number), currency, locale)
        return quantities.count(number, locale)

    whole = quantities.half_up(total.delivered), quantities.half_up(total.expected)
    return _Column(
        delivered=figures.whole_parts([one.delivered for one in lines], total.delivered),
        expected=figures.whole_parts([one.expected for one in lines], total.expected),
        total=" of ".join(map(written, whole)),
        written=written,
    )


def _verdict(line: QuantityLine, board: Board) -> str:
    return "none yet" if Situation(board=board).fresh else words.pace_words(line, board.locale)
