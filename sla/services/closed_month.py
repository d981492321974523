"""The month before, frozen: its lines by what was known when its figures were first told (MATHS D15)."""

from datetime import datetime

from sla.board import ClosedLine, ClosedMonth
from sla.book import Book
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.marketing_side import AsOf, closes_at
from sla.services.sales_side import SalesBoard
from sla.targets import Month
from sla.terms import Terms


def closed_month(
    book: Book, shown: Terms, work: UnitOfWork, now: datetime, owner_id: MemberId | None = None
) -> ClosedMonth | None:
    """None before it closes, before any agreement, and where no activity had come in by then."""
    month = Month.of(shown.calendar.local_date(now)).previous()
    closed_at = closes_at(shown, month)
    if now < closed_at or month.last < book.first.effective_on:
        return None
    at = _whole(shown, month)
    then = SalesBoard(book, shown, work, at, now, owner_id=owner_id, known_at=closed_at)
    since = SalesBoard(book, shown, work, at, now, owner_id=owner_id)
    then.leads.histories = since.leads.histories
    if not any(one.logged_at <= closed_at for history in since.leads.histories for one in history.touches):
        return None
    lines = [
        ClosedLine(line=line, kept_since=after.kept)
        for line, after in zip(then.month(), since.month(), strict=True)
        if line.judged
    ]
    return ClosedMonth(month=month.first, closed_at=closed_at, lines=tuple(lines)) if lines else None


def _whole(terms: Terms, month: Month) -> AsOf:
    calendar = terms.calendar
    days = calendar.working_days(month.first, month.last)
    return AsOf(
        day=calendar.previous_working_day(month.last, inclusive=True),
        month=month,
        until=month.ends_at(calendar),
        elapsed=days,
        total=days,
        closed=True,
    )
