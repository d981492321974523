"""Closed weeks side by side: each by the same rules as a month, from leads and touches that are read once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sla.activity import LeadHistory
from sla.board import SalesSide, ShareLine
from sla.book import Book
from sla.calendar import WorkingCalendar
from sla.marketing import QuantityLine, Span, Unit, quantity
from sla.pace import SETTLING_DAYS
from sla.ports import UnitOfWork
from sla.services.acceptance_line import anybody_asked
from sla.services.delivered_leads import Delivered, DeliveredLeads
from sla.services.marketing_side import AsOf
from sla.services.sales_side import SalesBoard
from sla.targets import Expectation, Month, Targets
from sla.terms import Terms
from sla.weekly import MOST_WEEKS, ClosedWeek, Week, week_before

_DAY = timedelta(days=1)


def weeks_until(calendar: WorkingCalendar, on: date, begins: date) -> tuple[Week, ...]:
    """Up to `MOST_WEEKS` before this day's week, none that ended before the agreement began; the oldest first."""
    found: list[Week] = []
    week = week_before(calendar, on)
    while len(found) < MOST_WEEKS and week.last >= begins:
        found.append(week)
        week = week.previous()
    return tuple(reversed(found))


class ClosedWeeks:
    """Of weeks that are over, at least one, the oldest first; by what is known at `now`."""

    def __init__(
        self, book: Book, shown: Terms, work: UnitOfWork, weeks: Sequence[Week], now: datetime
    ) -> None:
        self._book, self._shown, self._weeks = book, shown, tuple(weeks)
        self._calendar = shown.calendar
        self._targets = Targets(book, shown)
        ends = [moment for week in weeks for moment in self._span(week)]
        self._delivered = DeliveredLeads(book, shown, work, self._targets, cuts=ends, now=now)
        self._sales = SalesBoard(book, shown, work, self._as_of(weeks[-1]), now)
        self._measured = work.touches.any_until(now)

    def all(self) -> tuple[ClosedWeek, ...]:
        return tuple(self._one(week) for week in self._weeks)

    def _one(self, week: Week) -> ClosedWeek:
        days = self._calendar.working_days(max(week.first, self._book.first.effective_on), week.last)
        delivered, settling = self._delivered.between(*self._span(week)), days < SETTLING_DAYS
        leads, value = self._owed(week)
        return ClosedWeek(
            week=week,
            days=days,
            leads=_line(Unit.LEADS, delivered, leads, leads, settling=settling),
            value=_line(Unit.MONEY, delivered, value, leads, settling=settling),
            sales=self._side(week),
        )

    def _owed(self, week: Week) -> tuple[Expectation, Expectation]:
        """The week's own leads and value: what was expected by its end beyond what was by its beginning."""
        before, after = self._targets.cumulative(week.first - _DAY), self._targets.cumulative(week.last)
        leads = after.all_leads.expected - before.all_leads.expected
        value = after.value.expected - before.value.expected
        return Expectation(target=leads, expected=leads), Expectation(target=value, expected=value)

    def _side(self, week: Week) -> SalesSide:
        """What of each promise fell due in the week, to the team; promises of which nothing did are left out."""
        promised = self._shown.sales
        lines = self._lines(week) if self._measured else []
        return SalesSide(
            measured=self._measured,
            lines=tuple(line for line in lines if line.judged),
            first_attempt_within=promised.first_attempt_within,
            accept_within=promised.accept_within,
        )

    def _lines(self, week: Week) -> list[ShareLine]:
        sales, first, (start, end) = self._sales, self._weeks[0].first, self._span(week)
        leads, lines, own = sales.leads, sales.lines, self._shown.sales.cadence.checkpoints
        tried = [one for one in leads.attempts_due(first) if start <= one.lead.first_attempt_due_at < end]
        found = [lines.attempts(tried, week.first)]
        for checkpoint in (*own, *leads.earlier(own)):
            due = [
                one
                for one in leads.at_checkpoint(checkpoint, first)
                if week.first <= leads.ends_on(checkpoint, one.lead) <= week.last
            ]
            found.append(lines.checkpoint(checkpoint, due, week.first))
        asked = [one for one in leads.answers_due(first) if _answer_in(one, start, end)]
        if anybody_asked([one.lead for one in asked]):
            found.append(lines.acceptance(asked, week.first))
        return found

    def _span(self, week: Week) -> tuple[datetime, datetime]:
        return self._calendar.day_start(week.first), self._calendar.day_end(week.last)

    def _as_of(self, week: Week) -> AsOf:
        month, calendar = Month.of(week.last), self._calendar
        return AsOf(
            day=week.last,
            month=month,
            until=self._span(week)[1],
            elapsed=calendar.working_days(month.first, week.last),
            total=calendar.working_days(month.first, month.last),
            closed=False,
        )


def _answer_in(one: LeadHistory, start: datetime, end: datetime) -> bool:
    return one.lead.accept_due_at is not None and start <= one.lead.accept_due_at < end


def _line(
    unit: Unit, delivered: Delivered, owed: Expectation, volume: Expectation, *, settling: bool
) -> QuantityLine:
    of = delivered.value if unit is Unit.MONEY else delivered.all_leads
    return quantity(
        None,
        unit,
        Span.WEEK,
        of,
        expected=owed.expected,
        target=owed.target,
        volume=volume.target,
        settling=settling,
    )
