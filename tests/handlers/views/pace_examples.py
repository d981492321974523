"""Marketing's private notice of Tuesday 24 November 2026, in the states that it has."""

from dataclasses import replace
from fractions import Fraction

from sla.board import Board
from sla.commitments import TopicKind
from sla.digest import PaceNotice, Topic
from sla.pace import Landing, Run
from sla.verdict import Verdict
from tests.handlers.views import examples as given

SIDE = given.marketing(120, 44)
UNDER = replace(given.BOARD, marketing=SIDE)
OVER = replace(given.BOARD, marketing=given.marketing(190, 90))


def notice(board: Board, landing: Landing | None, kind: TopicKind | None) -> PaceNotice:
    line = board.marketing.value_month
    gap = abs(line.expected - line.delivered)
    topic = kind and Topic(kind=kind, leads=24, value=Fraction(4_500), lead_type="Outbound <b>")
    return PaceNotice(
        on=given.TODAY,
        board=board,
        landing=landing,
        gap=gap,
        gap_leads=round(gap / Fraction(41_700, 284)),
        topics=(topic,) if topic else (),
    )


def running(board: Board, nth: int) -> Board:
    side = board.marketing
    run = Run(verdict=side.value_month.verdict, months=nth)
    return replace(board, marketing=replace(side, value_month=replace(side.value_month, run=run, nth=nth)))


CLOSED = replace(given.CLOSED, marketing=replace(given.marketing(150, 60, of_month=Fraction(1))))
LANDING = Landing(days_left=5, fewest=18, whole=24, most=29)
NOTICES = {
    "under": notice(UNDER, LANDING, TopicKind.UNDER_PACE),
    "under_third_month": notice(running(UNDER, 3), LANDING, TopicKind.UNDER_PACE),
    "one_a_day": notice(UNDER, replace(LANDING, fewest=1, whole=2), None),
    "over": notice(OVER, replace(LANDING, fewest=0, most=4), TopicKind.OVER_PACE),
    "over_for_good": notice(OVER, replace(LANDING, fewest=0, whole=0, most=None), None),
    "closed_second_month": notice(running(CLOSED, 2), None, None),
}
assert {one.board.marketing.value_month.verdict for one in NOTICES.values()} == {Verdict.UNDER, Verdict.OVER}
