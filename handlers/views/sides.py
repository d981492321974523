"""Each side's verdict with the figures behind it, in the same form for both: the digest's two columns."""

from fractions import Fraction

from handlers.views import figures, quantities, words
from handlers.views.headline import MOST_PLACES, pace_verdict
from handlers.views.silent import silence_lines
from handlers.views.situation import Situation, starts
from sla.board import Board, SalesSide, ShareLine
from sla.pace import BAND, SETTLING_DAYS
from sla.verdict import FEWEST, Verdict


def marketing_lines(board: Board) -> tuple[str, ...]:
    """Marketing's verdict first, then the leads and the value behind it."""
    situation = Situation(board=board)
    if situation.before_start:
        return "*Marketing* · no verdict yet", starts(board)
    if situation.fresh:
        return (
            "*Marketing* · no leads yet",
            f"{figures.amounts(board.marketing.total, board)[1]} expected by now",
        )
    return f"*Marketing* · {_verdict(board)}", _leads(board), _value(board), *figures.settling_lines(board)


def sales_lines(board: Board) -> tuple[str, ...]:
    """Sales' verdict first, then the promises behind it, and since when nothing is held against anybody."""
    return *_sales_lines(board), *silence_lines(board.sales, board.now, board.zone)


def _sales_lines(board: Board) -> tuple[str, ...]:
    """The counts add up to all promises."""
    side = board.sales
    if not side.measured:
        return "*Sales* · not measured", "no activities yet, so nobody is counted late"
    total = len(side.lines)
    if side.with_verdict(Verdict.TOO_FEW) == total:
        return "*Sales* · too few to judge", *(share(line, side, board.locale) for line in side.lines)
    missed = [line for line in side.lines if line.verdict is Verdict.MISSED]
    if missed:
        shown = tuple(share(line, side, board.locale) for line in missed[:MOST_PLACES])
        rest = words.tally(side, [verdict for verdict in words.SALES_ORDER if verdict is not Verdict.MISSED])
        title = f"{len(missed)} of {total} promises missed"
        return tuple(filter(None, (f"*Sales* · {title}", *shown, _unnamed(missed[MOST_PLACES:]), rest)))
    kept_all = side.with_verdict(Verdict.KEPT) == total
    title = f"all {total} promises kept" if kept_all else f"none of {total} promises missed"
    closest = _closest(side)
    nearest = share(closest, side, board.locale) if closest else ""
    return tuple(filter(None, (f"*Sales* · {title}", nearest, "" if kept_all else words.tally(side))))


def share(line: ShareLine, side: SalesSide, locale: str) -> str:
    """Like "5 follow-ups by day 28: 31 of 38 leads (82%, agreed 90%)"."""
    shown = quantities.percent(line.target, locale=locale)
    cohort = ", last 90 days" if line.last_90_days else ""
    if not line.judged:
        none = "none counted yet" if line.in_gap else "none due yet"
        return f"{words.promise(line, side)}: {none} (agreed {shown}{cohort})"
    of = words.counted(line.judged, "lead", locale=locale)
    share = f"{figures.share_percent(line, locale)}, " if line.judged >= FEWEST else ""
    kept = quantities.count(line.kept, locale)
    return f"{words.promise(line, side)}: {kept} of {of} ({share}agreed {shown}{cohort})"


def _unnamed(lines: list[ShareLine]) -> str:
    """The missed promises that there is no room to spell out."""
    return f"also {words.joined([words.promise_place(line) for line in lines])}" if lines else ""


def _closest(side: SalesSide) -> ShareLine | None:
    """The promise nearest to being missed, among those with enough cases."""
    enough = [line for line in side.lines if line.judged >= FEWEST]
    return min(enough, key=lambda line: Fraction(line.kept, line.judged) - line.target, default=None)


def _verdict(board: Board) -> str:
    verdict = board.marketing.verdict
    if verdict is Verdict.NOT_YET:
        settling = board.days_elapsed < SETTLING_DAYS
        return f"no verdict before the {SETTLING_DAYS + 1}th working day" if settling else "no verdict yet"
    return pace_verdict(board.marketing.value_month)


def _leads(board: Board) -> str:
    total, situation = board.marketing.total, Situation(board=board)
    leads = words.counted(quantities.half_up(total.delivered), "lead", locale=board.locale)
    if not total.expected:
        return f"{leads}, none promised for {situation.month}"
    by_now = "promised" if situation.closed else "expected by now"
    ratio = "" if total.verdict is Verdict.NOT_YET else f" ({figures.ratio_percent(total, board.locale)})"
    return f"{leads} of {figures.amounts(total, board)[1]} {by_now}{ratio}"


def _value(board: Board) -> str:
    line = board.marketing.value_month
    delivered, expected = figures.amounts(line, board)
    if not line.expected:
        return f"worth {delivered}"
    if line.verdict is Verdict.NOT_YET:
        return f"worth {delivered} of {expected}"
    band = quantities.percent(BAND, locale=board.locale)
    return f"worth {delivered} of {expected} ({figures.ratio_percent(line, board.locale)}; ±{band} is agreed)"
