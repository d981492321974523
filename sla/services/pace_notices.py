"""Marketing's private notice that the month has turned out of the band, as sales has its reminders and ladder."""

from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil

from sla.board import Board
from sla.delivery import Delivery, Kind, NewDelivery, State
from sla.digest import PaceNotice, Topic
from sla.marketing import QuantityLine
from sla.pace import NOTICE_MONTHS, landing
from sla.people import Member, Side
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.marketing_side import AsOf, as_of
from sla.services.stand_up import PACES, exceptions_of
from sla.services.status import Status

QUIET_DAYS = 6
"""After a notice, so many days without another about the same month: at most one a week."""

_DAY = timedelta(days=1)
_MAY_HAVE_COME = {State.SENT, State.UNKNOWN, State.UNCONFIRMED, State.TOLD}


class PaceNotices:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)

    def note(self, delivery: Delivery, to: Member, now: datetime) -> PaceNotice | None:
        """None while the month is inside the band or without a verdict, or where it was told lately.

        On the day on which a month closes: whether it and those before it closed outside on one side.
        """
        with self._desk.look() as work:
            book = self._desk.book(work)
            person, terms = book.person(to.email), book.at(now)
            at = as_of(terms, now)
            if person is None or person.side is not Side.MARKETING:
                return None
            if not at.closed and _told_lately(work, delivery):
                return None
            board = self._status.board(now)
            line = board.marketing.value_month
            if board.nothing_yet or not _is_notice(line, at):
                return None
            gap = abs(line.expected - line.delivered)
            return PaceNotice(
                on=terms.calendar.local_date(now),
                board=board,
                landing=None
                if at.closed
                else landing(_leads(board), _in_leads(board, line.delivered), at.left),
                gap=gap,
                gap_leads=ceil(_in_leads(board, gap)),
                topics=() if at.closed else _topics(exceptions_of(work, terms, board), line),
            )


def _is_notice(line: QuantityLine, at: AsOf) -> bool:
    """An open month that stands out; a closed one where it makes two or more on one side (MATHS §2, Pace)."""
    return line.stands_out and (not at.closed or line.nth >= NOTICE_MONTHS)


def _told_lately(work: UnitOfWork, delivery: Delivery) -> bool:
    """Whether one about the same month has come, or may have come, in the days before."""
    for back in range(1, QUIET_DAYS + 1):
        on = delivery.on - back * _DAY
        day = NewDelivery(
            kind=Kind.PACE,
            subject=delivery.subject,
            on=on,
            due_at=delivery.due_at,
            expires_at=delivery.expires_at,
        )
        before = work.deliveries.by_key(day.key)
        if before is not None and before.state in _MAY_HAVE_COME:
            return True
    return False


def _leads(board: Board) -> Fraction:
    return board.marketing.total.target


def _in_leads(board: Board, value: Fraction) -> Fraction:
    """So much value in leads at the agreed mix: the month's leads are worth the month's value."""
    month = board.marketing.value_month.target
    return value * _leads(board) / month if month else Fraction(0)


def _topics(found: tuple[Topic, ...], line: QuantityLine) -> tuple[Topic, ...]:
    """The lead types that stand out on the same side as the whole."""
    return tuple(topic for topic in found if PACES.get(topic.kind) is line.verdict)
