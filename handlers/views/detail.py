"""Sales in detail, for the team: what stands behind the board's lines, and what became of the leads."""

from handlers.views import became, behind, figures, layout
from handlers.views.ids import Act, Foot
from handlers.views.landmark import landmark_lines
from handlers.views.message import Message
from handlers.views.situation import NO_ACTIVITIES
from sla.board import Board, SalesDetail


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
        became.became_lines(detail.quality, detail.realised, board),
        landmark_lines(detail.landmark, locale) if detail.landmark else (),
        behind.habit_lines(detail.habits, locale) if of_sales else (),
        behind.closed_lines(last, side, locale) if last else (),
    ]
    return [layout.section(*lines) for lines in parts if lines]
