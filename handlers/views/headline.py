"""The verdict of both sides in one line: what a message says first."""

from handlers.views import days, words
from handlers.views.situation import Situation
from sla.board import Board, SalesSide
from sla.marketing import QuantityLine
from sla.verdict import Verdict

MOST_PLACES = 2
"""More missed promises than this are a count in a headline."""


def headline(board: Board) -> str:
    """Like "marketing on pace, sales behind on day 28": plain words, without any person's text."""
    situation = Situation(board=board)
    if situation.before_start:
        return f"the agreement starts {days.named(board.effective_on, situation.today)}, no verdict yet"
    if situation.fresh:
        return "no leads yet, nothing to judge"
    closed = f"{situation.month} closed: " if situation.closed else ""
    return f"{closed}{_marketing(board)}, sales {sales_verdict(board.sales)}"


def marketing_verdict(board: Board) -> str:
    """Marketing's half alone, for its own page."""
    situation = Situation(board=board)
    if situation.before_start or situation.fresh:
        return headline(board)
    return f"{situation.month} closed: {_marketing(board)}" if situation.closed else _marketing(board)


def sales_verdict(side: SalesSide) -> str:
    """Like "behind on day 28", to be read after whose it is."""
    if not side.measured:
        return "not measured yet"
    total, kept = len(side.lines), side.with_verdict(Verdict.KEPT)
    missed = [words.promise_place(line) for line in side.lines if line.verdict is Verdict.MISSED]
    if len(missed) > MOST_PLACES:
        return f"behind on {len(missed)} of {total} promises"
    if missed:
        return f"behind on {words.joined(missed)}"
    if kept:
        return (
            f"kept all {total} promises" if kept == total else f"kept {kept} of {total} promises, none missed"
        )
    return str(Verdict.TOO_CLOSE if side.with_verdict(Verdict.TOO_CLOSE) else Verdict.TOO_FEW)


def _marketing(board: Board) -> str:
    line = board.marketing.value_month
    if line.verdict is Verdict.NOT_YET:
        return "marketing without a verdict yet"
    return f"marketing {pace_verdict(line)}"


def pace_verdict(line: QuantityLine) -> str:
    """Like "on pace", to be read after whose it is; one month outside the band is not called behind yet."""
    if not line.stands_out:
        return str(Verdict.ON_PACE) if line.verdict is Verdict.ON_PACE else "within normal variation"
    if not line.nth:
        return f"{line.verdict} pace"
    nth = words.ordinal(line.nth)
    if line.verdict is Verdict.UNDER:
        return f"behind, {nth} month under pace"
    return f"over pace, {nth} month running"
