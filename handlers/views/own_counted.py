"""“How is this counted?” of a rep's own numbers: the range of every share, and what else the numbers rest on."""

from fractions import Fraction

from handlers.views import behind, days, layout, quantities, words
from handlers.views.figures import share_percent
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from sla.board import OwnBoard, ShareLine
from sla.calendar import local_date
from sla.verdict import FEWEST, Verdict, wilson

_RULES = (
    "A lead is in these numbers where the rep had it and was at work on most working days before its date.",
    "It is counted when its date has passed, unless it was won, lost or answered before.",
    "The range is where the true share lies 9 times in 10, given so many leads; under 20 there is no verdict.",
    "Times are working time in the rep’s own hours, days away left out. 9 in 10 is of all leads due, tried or not.",
    "Nobody is ranked, and what is only shown here has no verdict.",
)


def own_counted_message(board: OwnBoard) -> Message:
    """The same words for the rep and for the manager of sales."""
    detail, last = board.detail, board.last_month
    return Message.of(
        layout.header("How is this counted?"),
        layout.section(*_RULES),
        layout.section(*(range_line(line, board) for line in board.sales.lines))
        if board.sales.lines
        else None,
        layout.section(*behind.split_lines(detail.split)) if detail else None,
        layout.section(*behind.habit_lines(detail.habits)) if detail else None,
        layout.section(*behind.closed_lines(last, board.sales)) if last else None,
        layout.context(
            f"To {days.dated(board.as_of, local_date(board.now, board.zone))}", words.agreement(board.version)
        ),
        layout.buttons(layout.button("The team’s board", Act.OPEN_BOARD, "team"), block_id=Foot.COUNTED),
    )


def range_line(line: ShareLine, board: OwnBoard) -> str:
    """One promise with its range, verdict and the days it is of."""
    name, agreed = words.promise(line, board.sales), quantities.percent(line.target)
    today = local_date(board.now, board.zone)
    cohort = f"due {days.brief(line.since, today)} to {days.brief(board.as_of, today)}"
    if not line.judged:
        return f"• {name}: none {cohort}"
    late = f", {line.kept_late} of them by late logging" if line.kept_late else ""
    share = f"{line.kept} of {words.counted(line.judged, 'lead')}{late}"
    if line.judged < FEWEST:
        return f"• {name}: {share} → {line.verdict}; {cohort}"
    low, high = (Fraction(bound) for bound in wilson(line.kept, line.judged))
    edge = (line.target,) if line.verdict is Verdict.MISSED else ()
    spread = f"{quantities.percent(low)} to {quantities.percent(high, *edge)}"
    percent = share_percent(line, quantities.ENGLISH)
    return f"• {name}: {share} ({percent}, range {spread}, agreed {agreed}) → {line.verdict}; {cohort}"
