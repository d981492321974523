"""The weekly summary: when it is due, and both sides of the last closed week at the moment it is sent."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sla.book import Book
from sla.calendar import at_local
from sla.delivery import Kind, NewDelivery, State
from sla.digest import Checked
from sla.people import Side
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.stand_up import by_topic, checked_by_now
from sla.services.status import Status
from sla.services.weeks import ClosedWeeks, weeks_until
from sla.terms import Terms
from sla.weekly import MOST_WEEKS, TakenOn, Week, WeeklySummary, opens_week, week_before

AFTER_DIGEST = timedelta(minutes=10)
"""The digest comes first: the stand-up begins with it."""

_A_WEEK = timedelta(days=7)
_MAY_HAVE_COME = {State.SENT, State.UNKNOWN, State.UNCONFIRMED, State.TOLD}


def weekly_on(terms: Terms, on: date) -> NewDelivery:
    """That of this day's week, of use until the day ends; whether the day is one for it is the caller's question."""
    due_at = at_local(on, terms.digest_at, terms.calendar.zone) + AFTER_DIGEST
    ends_at = terms.calendar.day_end(on)
    return NewDelivery(
        kind=Kind.WEEKLY,
        subject=terms.channel.lstrip("#"),
        on=on,
        due_at=min(due_at, ends_at - AFTER_DIGEST),
        expires_at=ends_at,
    )


def weekly_day(terms: Terms, book: Book, on: date) -> bool:
    """The first working day of a week, once there was a week under an agreement to look back on."""
    calendar = terms.calendar
    return opens_week(calendar, on) and week_before(calendar, on).last >= book.first.effective_on


class Weekly:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)

    def summary(self, now: datetime) -> WeeklySummary | None:
        """None where there is no week to look back on, or nothing has ever come in: the digest says what to do."""
        board = self._status.board(now)
        with self._desk.look() as work:
            book = self._desk.book(work)
            terms = book.at(now)
            on = terms.calendar.local_date(now)
            weeks = weeks_until(terms.calendar, on, book.first.effective_on)
            if not weeks or board.nothing_yet:
                return None
            checked = tuple(self._checked(work, weeks[-1], now))
            return WeeklySummary(
                board=board,
                weeks=ClosedWeeks(book, terms, work, weeks, now).all(),
                taken_on=tuple(TakenOn.of(side, checked) for side in (Side.MARKETING, Side.SALES)),
                in_force_on=_in_force_on(book, weeks[-1]),
                missed=_missed(work, book, terms, on),
            )

    def _checked(self, work: UnitOfWork, week: Week, now: datetime) -> Iterator[Checked]:
        """Each day's topics, as the digest after it checked them, by what is known now."""
        board = self._status.board(now)
        for day in (week.first + timedelta(days=n) for n in range(_A_WEEK.days)):
            for about, of in by_topic(work.commitments.on([day])):
                yield checked_by_now(work, board, about, of, now)


def _in_force_on(book: Book, week: Week) -> date | None:
    """When a version took the place of another in this week."""
    days = [terms.effective_on for terms in book.versions[1:]]
    return next((day for day in reversed(days) if week.first <= day <= week.last), None)


def _missed(work: UnitOfWork, book: Book, terms: Terms, on: date) -> int:
    """How many summaries right before this one did not come; none where none ever came."""
    missed, day = 0, on
    for _ in range(MOST_WEEKS):
        day = week_before(terms.calendar, day).first
        sent = work.deliveries.by_key(weekly_on(terms, day).key)
        if sent is not None and sent.state in _MAY_HAVE_COME:
            return missed
        missed += weekly_day(terms, book, terms.calendar.next_working_day(day, inclusive=True))
    return 0
