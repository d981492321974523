"""Sales in detail, for the team: what stands behind the board's lines, and what became of the leads."""

from fractions import Fraction

from handlers.views import behind, days, figures, layout, quantities, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.landmark import landmark_lines
from handlers.views.message import Message
from handlers.views.situation import NO_ACTIVITIES
from sla.board import Board, SalesDetail
from sla.quality import Realised, TypeQuality
from sla.verdict import FEWEST

MOST_TYPES = 12


def detail_message(board: Board, *, of_sales: bool = False) -> Message:
    """`of_sales` adds the counts that sales sees of itself."""
    return Message.of(
        layout.header("Sales in detail"),
        *(
            _sections(board, board.detail, of_sales=of_sales)
            if board.detail
            else [layout.section(NO_ACTIVITIES)]
        ),
        layout.context(figures.as_of_words(board), figures.agreement_words(board)),
        layout.buttons(
            layout.button("Full board", Act.OPEN_BOARD, "team"),
            layout.button("How is this counted?", Act.OPEN_WHY, "sales"),
            block_id=Foot.DETAIL,
        ),
    )


def _sections(board: Board, detail: SalesDetail, *, of_sales: bool) -> list[layout.Text]:
    side, locale, last = board.sales, board.locale, board.last_month
    parts = [
        behind.wait_lines(detail, side, locale),
        behind.who_lines(side, detail, locale),
        behind.split_lines(detail.split),
        _quality(detail, board),
        landmark_lines(detail.landmark, locale) if detail.landmark else (),
        behind.habit_lines(detail.habits, locale) if of_sales else (),
        behind.closed_lines(last, side, locale) if last else (),
    ]
    return [layout.section(*lines) for lines in parts if lines]


def _quality(detail: SalesDetail, board: Board) -> tuple[str, ...]:
    """Both sides' part in what became of the leads: what sales took, how far they came, what they brought in."""
    shown = [line for one in detail.quality[:MOST_TYPES] for line in [_type(one, board.locale)] if line]
    money = _realised(detail.realised, board) if detail.realised else None
    return ("*What became of the leads* shown, not judged", *shown, *([money] if money else []))


def _type(one: TypeQuality, locale: str) -> str:
    parts = []
    if one.answered:
        agreed = quantities.percent(one.agreed, locale=locale)
        parts.append(f"{_share(one.accepted, one.answered, locale)} accepted, agreed {agreed}")
    if one.entered:
        planned = quantities.percent(one.planned, locale=locale)
        advanced = _share(one.advanced, one.entered, locale)
        parts.append(f"{advanced} came to {people(one.stage, 40)}, planned {planned}")
    return f"• {people(one.name, 40)}: {'; '.join(parts)}" if parts else ""


def _realised(found: Realised, board: Board) -> str | None:
    """Per lead, beside what it was priced at; not told where no amount is known."""
    if found.without_amount == found.deals:
        return None
    currency, locale = board.quota.amount.currency, board.locale
    each = quantities.whole_money(Fraction(found.revenue.major) / found.leads, currency, locale)
    planned = quantities.whole_money(found.planned / found.leads, currency, locale)
    leads = words.counted(found.leads, "lead", locale=locale)
    span = f"{days.brief(found.first, board.as_of)} to {days.brief(found.last, board.as_of)}"
    number = quantities.count(found.without_amount, locale)
    missing = f"; {number} of {words.counted(found.deals, 'deal', locale=locale)} without an amount"
    return (
        f"• Revenue so far {each} a lead, planned {planned}; {leads} handed over {span}"
        f"{missing if found.without_amount else ''}"
    )


def _share(part: int, whole: int, locale: str) -> str:
    of = f"{quantities.count(part, locale)} of {quantities.count(whole, locale)}"
    return f"{of} ({quantities.percent(Fraction(part, whole), locale=locale)})" if whole >= FEWEST else of
