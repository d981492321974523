"""The board's numbers as every message shows them: rounded so that they add up, and never over an edge."""

from collections.abc import Sequence
from fractions import Fraction

from handlers.views import days, quantities, words
from handlers.views.situation import Situation
from sla.board import Board, ShareLine
from sla.calendar import local_date
from sla.delivered import ONCE_WITHIN_DAYS, Reason
from sla.marketing import QuantityLine, Unit
from sla.pace import BAND

_A_WEEK = 7
_EDGES = (1 - BAND, Fraction(1), 1 + BAND)


def expected_leads(board: Board) -> tuple[int, ...]:
    """What was expected of each lead type, in whole leads that add up to the total's."""
    lines, total = board.marketing.types, board.marketing.total
    return whole_parts([line.expected for line in lines], total.expected)


def whole_parts(exact: Sequence[Fraction], total: Fraction) -> tuple[int, ...]:
    """Whole numbers that add up to the rounded total, where the exact ones add up to it."""
    if sum(exact, Fraction(0)) == total:
        return quantities.parts(exact)
    return tuple(quantities.half_up(one) for one in exact)


def band_words() -> str:
    """Like "90% to 110%"."""
    return f"{quantities.percent(1 - BAND)} to {quantities.percent(1 + BAND)}"


def amounts(line: QuantityLine, board: Board) -> tuple[str, str]:
    """Delivered and expected as they are shown."""
    if line.unit is Unit.MONEY:
        return quantities.money_pair(line.delivered, line.expected, board.quota.amount.currency, board.locale)
    delivered, expected = quantities.half_up(line.delivered), quantities.half_up(line.expected)
    return quantities.count(delivered, board.locale), quantities.count(expected, board.locale)


def share_percent(line: ShareLine, locale: str) -> str:
    return quantities.percent(Fraction(line.kept, line.judged), line.target, locale=locale)


def ratio_percent(line: QuantityLine, locale: str) -> str:
    """Delivered ÷ expected, never rounded over an edge of the band."""
    return quantities.percent(line.delivered / line.expected, *_EDGES, locale=locale)


def won_words(board: Board) -> str:
    """What was won of the quota, since the start of its period."""
    currency, won = board.quota.amount.currency, board.won
    amount, quota = quantities.money_pair(
        Fraction(won.amount.major), Fraction(board.quota.amount.major), currency, board.locale
    )
    deals = words.counted(won.deals, "deal", locale=board.locale)
    if won.deals and won.without_amount == won.deals:
        return f"*Won {_won_in(board)}* {deals}; their amounts are not known"
    unpriced = quantities.count(won.without_amount, board.locale)
    more = f", {unpriced} of them without an amount" if won.without_amount else ""
    return f"*Won {_won_in(board)}* {amount} of the {quota} quota · {deals}{more}"


def agreement_words(board: Board) -> str:
    """Which version counts; in its first week also since when."""
    today = local_date(board.now, board.zone)
    since = board.version_since
    if since is None or (today - since).days >= _A_WEEK:
        return words.agreement(board.version)
    return f"{words.agreement(board.version)}, in force since {days.named(since, today)}"


def as_of_words(board: Board) -> str:
    """Like "To yesterday's close, Berlin (day 16 of 21)"."""
    situation = Situation(board=board)
    day = days.named(board.as_of, situation.today)
    progress = (
        f"{situation.month} closed" if situation.closed else f"day {board.days_elapsed} of {board.days_total}"
    )
    return f"To {day}’s close, {days.city(board.zone)} ({progress})"


def today_words(board: Board) -> str | None:
    today = board.marketing.today_so_far
    if not today:
        return None
    return f"{words.counted(today, 'more lead', locale=board.locale)} since then, not in these figures"


def correction_words(board: Board) -> tuple[str, ...]:
    """Leads that were rejected for good, by the month whose figures they left (MATHS D13)."""
    side, day = board.marketing, board.as_of
    months = ((days.month(day), side.taken_out), (days.month_before(day), side.taken_out_before))
    return tuple(
        f"{words.counted(number, 'lead', locale=board.locale)} rejected, taken out of {month}"
        for month, number in months
        if number
    )


def quality_words(board: Board) -> str | None:
    """How much of the month is held against a definition (MATHS D13)."""
    total = board.marketing.spans[-1] if board.marketing.spans else None
    if total is None or total.qualified is None:
        return "lead quality not checked"
    unchecked = quantities.half_up(total.leads.delivered) - total.qualified
    if unchecked <= 0:
        return None
    leads = words.counted(quantities.half_up(total.leads.delivered), "lead", locale=board.locale)
    return f"quality of {quantities.count(unchecked, board.locale)} of {leads} not checked"


def repeated_words(board: Board) -> str | None:
    """People who were handed over again (MATHS D13)."""
    number = sum(one.reason is Reason.REPEATED for one in board.marketing.uncounted)
    if not number:
        return None
    leads = words.counted(number, "lead", locale=board.locale)
    return f"{leads} of somebody delivered in the {ONCE_WITHIN_DAYS} days before, not counted again"


def accepted_words(board: Board) -> str | None:
    """Of the month's leads that somebody was asked to accept."""
    side = board.sales
    if not side.asked:
        return None
    leads = words.counted(side.asked, "lead", locale=board.locale)
    return f"{quantities.count(side.accepted, board.locale)} of {leads} handed over in Slack accepted"


def queued_words(board: Board) -> str | None:
    """Over-delivery that is nobody's delay."""
    if not board.queued:
        return None
    leads = words.counted(board.queued, "more lead", locale=board.locale)
    one = board.queued == 1
    return (
        f"{leads} {'waits' if one else 'wait'} to be dealt out, above what sales takes a day; nobody is late with "
        f"{'it' if one else 'them'}"
    )


def contested_words(number: int, locale: str) -> str:
    rejections = words.counted(number, "contested rejection", locale=locale)
    return f"{rejections} {'waits' if number == 1 else 'wait'} for the manager of sales"


def settling_lines(board: Board) -> tuple[str, ...]:
    """In the first days of a month: why there is no verdict, and how the last month closed."""
    last, situation = board.marketing.last_month, Situation(board=board)
    if last is None or not last.value.target or situation.closed or not situation.settling:
        return ()
    ratio = quantities.percent(last.value.delivered / last.value.target, *_EDGES, locale=board.locale)
    return (f"{days.month(last.month)} closed at {ratio} of pace",)


def _won_in(board: Board) -> str:
    """Like "this year", or since when, where that year has just ended."""
    today, since = Situation(board=board).today, board.won_since
    months = (today.year - since.year) * 12 + today.month - since.month
    period = board.quota.period
    return f"this {period}" if months < period.months else f"since {days.brief(since, today)}"
