"""`/sla status me`: one rep's own numbers, for the rep and the manager of the rep's side only."""

from handlers.views import behind, days, layout, rows, words
from handlers.views.escape import people, plain
from handlers.views.headline import sales_verdict
from handlers.views.ids import Act, Foot
from handlers.views.inbox import today_section
from handlers.views.message import Message
from handlers.views.silent import gap_lines, silence_lines
from handlers.views.values import own_value
from sla.answers import LeadFilter
from sla.board import OwnBoard
from sla.calendar import local_date
from sla.leads import Urgency
from sla.received import Inbox

_HEAD = ("Promised", "Now", "Agreed", "Verdict")
_ALIGNS = ("left", "right", "right", "left")


def own_status_message(board: OwnBoard, inbox: Inbox | None = None) -> Message:
    """`inbox` is the reader's own."""
    return Message.of(
        layout.header(f"{_whose(board)} follow-ups: {sales_verdict(board.sales)}"),
        layout.section(words.capital(own_words(board))),
        layout.table([_HEAD, *(row.cells for row in rows.sales_rows(board.sales))], _ALIGNS),
        layout.section(*silences) if (silences := _silences(board)) else None,
        *_behind(board),
        today_section(inbox, block_id=Foot.OWN_INBOX) if inbox else None,
        layout.context(
            f"To {days.dated(board.as_of, local_date(board.now, board.zone))}",
            words.agreement(board.version),
            _who_sees(board),
        ),
        layout.buttons(*_foot(board), block_id=Foot.OWN),
    )


def _silences(board: OwnBoard) -> tuple[str, ...]:
    return (
        *silence_lines(board.sales, board.now, board.zone),
        *gap_lines(board.sales, board.now, board.zone),
    )


def _behind(board: OwnBoard) -> list[layout.Text]:
    """How long leads waited, and which leads are in each number."""
    if board.detail is None:
        return []
    parts = behind.wait_lines(board.detail, board.sales), behind.who_lines(board.sales, board.detail)
    return [layout.section(*lines) for lines in parts if lines]


def own_words(board: OwnBoard) -> str:
    """Like "1 overdue, 2 due today; 11 later"."""
    counts = [
        (Urgency.OVERDUE, board.overdue),
        (Urgency.DUE_TODAY, board.due_today),
        (Urgency.WAITING, board.waiting),
        (Urgency.REMIND, board.remind),
        (Urgency.NEW, board.new),
        (Urgency.SUGGESTED, board.suggested),
    ]
    today = words.urgencies(counts) or "nothing due today"
    inherited = (
        f"; {board.inherited} of the overdue inherited, not counted as yours" if board.inherited else ""
    )
    return f"{today}{inherited}; {board.later} later" if board.later else f"{today}{inherited}"


def _whose(board: OwnBoard) -> str:
    if board.own:
        return "Your"
    name = plain(board.name)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _who_sees(board: OwnBoard) -> str:
    if board.own:
        return "only you and the manager of sales can see this"
    return f"{people(board.name)} sees the same under `/sla status me`"


def _foot(board: OwnBoard) -> list[layout.Element]:
    team = layout.button("The team’s board", Act.OPEN_BOARD, "team")
    counted = layout.button("How is this counted?", Act.OPEN_WHY, own_value(board.slack_id))
    if not board.own:
        return [counted, team]
    today = board.overdue + board.due_today + board.waiting + board.remind + board.new + board.suggested
    total = today + board.later
    return [layout.button(f"My leads ({total})", Act.OPEN_MINE, LeadFilter.ALL), counted, team]
