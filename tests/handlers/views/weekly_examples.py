"""The week of 16 to 22 November 2026 of the invented company, on Monday morning, in the states that it has."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from sla.board import SalesSide, ShareLine
from sla.marketing import Span, Unit
from sla.people import Side
from sla.verdict import Verdict
from sla.weekly import MOST_WEEKS, ClosedWeek, TakenOn, Week, WeeklySummary
from tests.handlers.views import examples as given

MONDAY = date(2026, 11, 23)
LAST = Week.of(date(2026, 11, 16))
LINES = (
    given.share(None, 58, 66, target="80%"),
    given.share(14, 49, 57),
    given.share(28, 31, 38),
    given.share(56, 12, 17),
)


def week(
    delivered: int, expected: int = 68, *, lines: tuple[ShareLine, ...] = LINES, back: int = 0
) -> ClosedWeek:
    each, whole = Fraction(41_700, 284), Fraction(1)
    return ClosedWeek(
        week=Week.of(LAST.first - timedelta(weeks=back)),
        days=5,
        leads=given.quantity(None, delivered, expected, of_month=whole, span=Span.WEEK),
        value=given.quantity(
            None, delivered * each, expected * each, Unit.MONEY, of_month=whole, span=Span.WEEK
        ),
        sales=replace(given.SALES, lines=lines),
    )


def undecided(one: ClosedWeek, days: int) -> ClosedWeek:
    return replace(
        one,
        days=days,
        leads=replace(one.leads, verdict=Verdict.NOT_YET),
        value=replace(one.value, verdict=Verdict.NOT_YET),
    )


NOTHING = (TakenOn(side=Side.MARKETING, taken=0, done=0), TakenOn(side=Side.SALES, taken=0, done=0))
BOARD = replace(given.BOARD, now=given.at(9, 10, day=MONDAY), as_of=date(2026, 11, 20), days_elapsed=15)
DELIVERED = (64, 70, 59, 68, 73, 61, 55, 66)

USUAL = WeeklySummary(
    board=BOARD,
    weeks=tuple(
        week(number, back=MOST_WEEKS - place) for place, number in enumerate(DELIVERED, start=1)
    ),
    taken_on=(
        TakenOn(side=Side.MARKETING, taken=2, done=0, unknown=1),
        TakenOn(side=Side.SALES, taken=4, done=3),
    ),
)  # fmt: skip
FEW = (given.share(None, 9, 11, target="80%"), given.share(14, 4, 5))
UNMEASURED = replace(week(66), sales=given.UNMEASURED)
NOTHING_DUE: SalesSide = replace(given.SALES, lines=())

SUMMARIES = {
    "usual": USUAL,
    "under": replace(USUAL, weeks=(week(60, back=1), week(40))),
    "weeks_left_out": replace(
        USUAL, weeks=(week(66, back=3), week(70, lines=FEW, back=2), week(59, back=1), week(66))
    ),
    "month_closed": replace(USUAL, board=given.CLOSED, in_force_on=date(2026, 11, 18), missed=2),
    "first_week": replace(
        USUAL, weeks=(undecided(week(12, 27, lines=FEW), days=2),), taken_on=NOTHING, board=given.SETTLING
    ),
    "nothing_due": replace(
        USUAL, weeks=(replace(week(66), sales=NOTHING_DUE),), taken_on=NOTHING, board=given.TOO_FEW
    ),
    "no_activities": replace(USUAL, weeks=(UNMEASURED,), taken_on=NOTHING, board=given.NO_ACTIVITIES),
    "nothing_promised": replace(USUAL, weeks=(week(3, 0),), taken_on=NOTHING),
}
