"""What stands behind marketing's pace, in words: how a month closed, and what has stood out for months."""

from collections.abc import Iterator

from handlers.views import days, figures, quantities, words
from handlers.views.escape import people
from handlers.views.situation import Situation
from sla.board import Board
from sla.calendar import local_date
from sla.delivered import Uncounted
from sla.marketing import ClosedPace, QuantityLine, TypePace
from sla.verdict import Verdict

MOST_RUNS = 6
MOST_TYPES = 20
MOST_UNCOUNTED = 8
TOO_MANY = "more than the plan gives sales to work, so leads wait or each gets less"
_NAME = 40


def closed_short(closed: ClosedPace, board: Board) -> str:
    """Like "Marketing in October, as it closed: 118 of 125 leads, $9.5k of $10k (95% of pace)"."""
    leads = figures.amounts(closed.leads, board)
    value = figures.amounts(closed.value, board)
    said = f"{leads[0]} of {leads[1]} leads, {value[0]} of {value[1]}"
    ratio = f" ({figures.ratio_percent(closed.value, board.locale)} of pace)" if closed.value.expected else ""
    return f"Marketing in {days.month(closed.month)}, as it closed: {said}{ratio}{_since(closed, board)}"


def _since(closed: ClosedPace, board: Board) -> str:
    """A closed month stays as it was told; what was taken out of it later is a correction beside it."""
    if not closed.taken_out_since:
        return ""
    gone = words.counted(closed.taken_out_since, "lead", locale=board.locale)
    worth = closed.value.delivered - closed.value_since
    value = quantities.short_money(worth, board.quota.amount.currency, board.locale)
    return f"; since then {gone} taken out, worth {value}"


def running_lines(board: Board) -> tuple[str, ...]:
    """What was outside on one side for two closed months or more: a notice, then a matter for the review."""
    runs = [words_ for one in board.marketing.spans for words_ in _run(one, board)]
    if not runs:
        return ()
    more = len(runs) - MOST_RUNS
    rest = (f"… and {words.counted(more, 'more line')}",) if more > 0 else ()
    return ("*Month after month*", *runs[:MOST_RUNS], *rest)


def _run(pace: TypePace, board: Board) -> Iterator[str]:
    """Of one lead type its leads; of all of them the value, which is what the verdict goes by."""
    line: QuantityLine = pace.value if pace.lead_type is None else pace.leads
    if line.run is None:
        return
    name = "Value of leads" if line.lead_type is None else f"{people(line.lead_type, _NAME)} leads"
    closed = Situation(board=board).closed
    months = f"last {line.run.months} months" if closed else f"{line.run.months} months before this one"
    side = "under" if line.run.verdict is Verdict.UNDER else "over"
    review = "; on the agenda of the next review" if line.run.for_review else ""
    yield f"• {name}: {side} pace in each of the {months}{review}"


def over_lines(board: Board) -> tuple[str, ...]:
    """Too many leads are told as plainly as too few."""
    over = [line for line in board.marketing.types if line.stands_out and line.verdict is Verdict.OVER]
    if not over:
        return ()
    named = words.joined([f"{people(line.lead_type or '', _NAME)} leads" for line in over[:MOST_RUNS]])
    return (f"*Over pace* {named}: {TOO_MANY}.",)


def mix_lines(board: Board) -> tuple[str, ...]:
    """Actual against agreed mix, as shares of the month's leads; each adds up to 100 %."""
    types = board.marketing.types[:MOST_TYPES]
    delivered = sum(line.delivered for line in types)
    target = sum(line.target for line in types)
    if len(types) <= 1 or not delivered or not target:
        return ()
    actual = quantities.parts([line.delivered * 100 / delivered for line in types])
    agreed = quantities.parts([line.target * 100 / target for line in types])
    shares = (
        f"{people(line.lead_type or 'Other', _NAME)} {now}% (agreed {then}%)"
        for line, now, then in zip(types, actual, agreed, strict=True)
    )
    return (f"*Mix of leads* {' · '.join(shares)}",)


def uncounted_lines(board: Board) -> tuple[str, ...]:
    """Which of the month's leads are not among the delivered, and why; by their short names, never a person's."""
    found = board.marketing.uncounted
    if not found:
        return ()
    more = len(found) - MOST_UNCOUNTED
    return (
        f"*Handed over and not counted* {words.counted(len(found), 'lead', locale=board.locale)}",
        *(_uncounted(one, board) for one in found[:MOST_UNCOUNTED]),
        *([f"… and {words.counted(more, 'more lead')}"] if more > 0 else []),
    )


def _uncounted(one: Uncounted, board: Board) -> str:
    day = days.brief(local_date(one.handover.handed_off_at, board.zone), board.as_of)
    label = f"L{one.handover.lead_id}, {day}"
    if one.counted is None:
        return f"• {label}: rejected for good"
    first = days.brief(local_date(one.counted.handed_off_at, board.zone), board.as_of)
    return f"• {label}: the same person as L{one.counted.lead_id}, {first}"
