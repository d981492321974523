"""The weekly summary of the channel: both sides' closed week in one form, beside the weeks before it as a chart."""

from datetime import date
from fractions import Fraction

from handlers.views import days, figures, layout, quantities, sides, words
from handlers.views.charts import bar_chart
from handlers.views.headline import pace_verdict, sales_verdict
from handlers.views.ids import Act, Foot
from handlers.views.message import AnyBlock, Message
from handlers.views.situation import Situation
from sla.calendar import local_date
from sla.pace import BAND, SETTLING_DAYS
from sla.verdict import FEWEST, Verdict
from sla.weekly import ClosedWeek, TakenOn, Week, WeeklySummary

FEWEST_WEEKS = 2
"""A chart of one week compares nothing."""

MOST_LINES = 6
NOTHING_DUE = "nothing due"
_EDGES = (1 - BAND, Fraction(1), 1 + BAND)


def weekly_message(summary: WeeklySummary) -> Message:
    return Message.of(
        layout.header(f"Last week, {_dates(summary.last.week, summary)}: {_headline(summary)}"),
        layout.columns(_marketing(summary), _sales(summary)),
        *_chart(summary),
        layout.section(*_taken_on(summary)),
        layout.buttons(
            layout.button("Full board", Act.OPEN_BOARD, "team"),
            layout.button("How is this counted?", Act.OPEN_WHY, "team"),
            block_id=Foot.WEEKLY,
        ),
        layout.context(*_small_print(summary)),
    )


def _headline(summary: WeeklySummary) -> str:
    week = summary.last
    if _nothing_to_judge(week):
        return "too soon to judge"
    kept = _kept(week)
    return f"marketing {_pace(week)}, {kept + ' of sales' if kept == NOTHING_DUE else 'sales ' + kept}"


def _nothing_to_judge(week: ClosedWeek) -> bool:
    sales = all(line.verdict is Verdict.TOO_FEW for line in week.sales.lines)
    return week.value.verdict is Verdict.NOT_YET and sales


def _pace(week: ClosedWeek) -> str:
    return "without a verdict" if week.value.verdict is Verdict.NOT_YET else pace_verdict(week.value)


def _kept(week: ClosedWeek) -> str:
    if not week.sales.measured:
        return "not measured yet"
    return sales_verdict(week.sales) if week.sales.lines else NOTHING_DUE


def _marketing(summary: WeeklySummary) -> tuple[str, ...]:
    week, board = summary.last, summary.board
    leads, value = figures.amounts(week.leads, board), figures.amounts(week.value, board)
    if not week.leads.expected:
        return f"*Marketing* · {leads[0]} leads, none promised for the week", *_month_of_marketing(summary)
    band = quantities.percent(BAND, locale=board.locale)
    ratio = f" ({figures.ratio_percent(week.value, board.locale)}; ±{band} is agreed)"
    settling = week.value.verdict is Verdict.NOT_YET
    return (
        f"*Marketing* · {_pace(week)}",
        f"{leads[0]} of {leads[1]} leads promised for the week",
        f"worth {value[0]} of {value[1]}{'' if settling else ratio}",
        *(
            [f"{words.counted(week.days, 'working day')}, no verdict under {SETTLING_DAYS}"]
            if settling
            else []
        ),
        *_month_of_marketing(summary),
    )


def _sales(summary: WeeklySummary) -> tuple[str, ...]:
    week, locale = summary.last, summary.board.locale
    if not week.sales.measured:
        return "*Sales* · not measured", "no activities yet, so nobody is counted late"
    lines = [f"{sides.share(line, week.sales, locale)} · {line.verdict}" for line in week.sales.lines]
    more = len(lines) - MOST_LINES
    return (
        f"*Sales* · {_kept(week)}",
        *lines[:MOST_LINES],
        *([f"… and {words.counted(more, 'more promise')}"] if more > 0 else []),
        _month_of_sales(summary),
    )


def _month_of_marketing(summary: WeeklySummary) -> tuple[str, ...]:
    board = summary.board
    line = board.marketing.value_month
    if Situation(board=board).before_start or not line.expected:
        return ()
    if line.verdict is Verdict.NOT_YET:
        return (f"{_month(summary)}: no verdict yet",)
    ratio = figures.ratio_percent(line, board.locale)
    return (f"{_month(summary)}: {pace_verdict(line)} ({ratio})",)


def _month_of_sales(summary: WeeklySummary) -> str:
    return f"{_month(summary)}: {sales_verdict(summary.board.sales)}"


def _month(summary: WeeklySummary) -> str:
    situation = Situation(board=summary.board)
    return f"{situation.month}, closed" if situation.closed else f"{situation.month} so far"


def _chart(summary: WeeklySummary) -> tuple[AnyBlock, ...]:
    """Both sides as percent of what they promised; the words beside it say its message."""
    weeks = [week for week in summary.weeks if week.comparable]
    if len(weeks) < FEWEST_WEEKS:
        return ()
    marketing = [week.marketing_share or Fraction(0) for week in weeks]
    sales = [week.sales_share or Fraction(0) for week in weeks]
    chart = bar_chart(
        "Done of what was promised, in percent",
        [days.brief(week.week.first, _today(summary)) for week in weeks],
        {"Marketing": _whole(marketing), "Sales": _whole(sales)},
    )
    locale = summary.board.locale
    said = f"marketing {_compared(marketing, locale)}; sales {_compared(sales, locale)}."
    return layout.section(f"*Week by week*, of what was promised: {said}", _read(summary, len(weeks))), chart


def _compared(shares: list[Fraction], locale: str) -> str:
    """Like "96% after 88%, 84% to 103% in 8 weeks"."""
    *_, before, last = (quantities.percent(share, *_EDGES, locale=locale) for share in shares)
    least, most = (quantities.percent(one, *_EDGES, locale=locale) for one in (min(shares), max(shares)))
    if least == most:
        return f"{last} in each of {len(shares)} weeks"
    return f"{last} after {before}, {least} to {most} in {len(shares)} weeks"


def _read(summary: WeeklySummary, shown: int) -> str:
    """What the percents are of, and which weeks are not among them."""
    left_out = len(summary.weeks) - shown
    one = "is" if left_out == 1 else "are"
    gap = (
        f" {words.counted(left_out, 'week')} with under {FEWEST} leads promised or {FEWEST} dates due {one} left out."
        if left_out
        else ""
    )
    return (
        "100% is as promised: for marketing the value of the week’s leads, for sales the agreed share of what fell "
        f"due.{gap}"
    )


def _whole(shares: list[Fraction]) -> list[int]:
    return [quantities.half_up(share * 100) for share in shares]


def _today(summary: WeeklySummary) -> date:
    return local_date(summary.board.now, summary.board.zone)


def _taken_on(summary: WeeklySummary) -> tuple[str, ...]:
    if not any(one.taken for one in summary.taken_on):
        return ("*Taken on at stand-ups* nothing in the week",)
    said = "; ".join(f"{one.side} {_done(one)}" for one in summary.taken_on)
    return (f"*Taken on at stand-ups* {said}",)


def _done(one: TakenOn) -> str:
    if not one.taken:
        return "nothing"
    parts = (
        f"{one.done} done" if one.done else "",
        f"{one.left} still open" if one.left else "",
        f"{one.unknown} without a verdict yet" if one.unknown else "",
    )
    return f"{one.taken}, {words.joined([part for part in parts if part])}"


def _small_print(summary: WeeklySummary) -> tuple[str | None, ...]:
    board, missed = summary.board, summary.missed
    today, since = _today(summary), summary.in_force_on
    return (
        f"Monday to Sunday, {days.city(board.zone)}, by what is known now",
        f"agreement v{board.version} in force since {days.dated(since, today)}" if since else None,
        f"before this, no summary came for {words.counted(missed, 'week')}" if missed else None,
        "no rep is named here",
    )


def _dates(week: Week, summary: WeeklySummary) -> str:
    """Like "9 to 15 Nov", "30 Nov to 6 Dec"."""
    today = _today(summary)
    first, last = days.brief(week.first, today), days.brief(week.last, today)
    same = (week.first.year, week.first.month) == (week.last.year, week.last.month)
    return f"{week.first.day} to {last}" if same else f"{first} to {last}"
