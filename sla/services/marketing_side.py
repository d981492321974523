"""Marketing's half of the board: leads and their value delivered against pace (MATHS D3, D4, D6, D12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sla.board import MarketingSide, QuantityLine, Span, Unit
from sla.book import Book
from sla.pace import SETTLING_DAYS, judge_quantity, within_normal_variation
from sla.ports import UnitOfWork
from sla.targets import NOTHING, Expectation, Month, Targets, known_type
from sla.terms import Terms
from sla.verdict import Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """Leads by the shown lead types, and what they are worth, in major units."""

    leads: Mapping[str, int]
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class AsOf:
    """The moment of every pace figure: the end of the last completed working day, or of the closed month."""

    day: date
    month: Month
    until: datetime
    elapsed: int
    total: int
    closed: bool

    @property
    def settling(self) -> bool:
        return self.elapsed < SETTLING_DAYS

    @property
    def last_day(self) -> date:
        """The last local day whose figures are in: a closed month takes its last weekend with it."""
        return self.month.last if self.closed else self.day


def as_of(terms: Terms, now: datetime) -> AsOf:
    """MATHS D6: today's leads enter no verdict; on a month's first working day the month before is closed."""
    calendar = terms.calendar
    today = calendar.local_date(now)
    day = calendar.previous_working_day(today)
    month = Month.of(day)
    closed = Month.of(today) != month
    return AsOf(
        day=day,
        month=month,
        until=month.ends_at(calendar) if closed else calendar.day_end(day),
        elapsed=calendar.working_days(month.first, day),
        total=calendar.working_days(month.first, month.last),
        closed=closed,
    )


class MarketingBoard:
    """Builds marketing's side of one moment; counts come from the store in a fixed number of queries."""

    def __init__(self, book: Book, shown: Terms, work: UnitOfWork, now: datetime) -> None:
        self._now = now
        self._book = book
        self._shown = shown
        self._work = work
        self._targets = Targets(book, shown)

    def side(self, at: AsOf, now: datetime) -> MarketingSide:
        calendar, first = self._shown.calendar, self._book.first.effective_on
        delivered = self._between(at.month.starts_at(calendar), at.until)
        owed = self._targets.month(at.month, at.day)
        settling = self._settling(at.month.first, at.day)
        value = _value(Span.MONTH, delivered.value, owed.value, settling=settling)
        ever = self._between(self._book.begins_at, at.until)
        owed_ever = self._targets.cumulative(at.day)
        return MarketingSide(
            verdict=value.verdict,
            types=tuple(
                _leads(kind.name, delivered.leads[kind.key], owed.leads[kind.key], settling=settling)
                for kind in self._shown.lead_types
            ),
            total=_leads(
                None,
                sum(delivered.leads.values()),
                sum(owed.leads.values(), start=NOTHING),
                settling=settling,
            ),
            value_month=value,
            value_cumulative=_value(
                Span.CUMULATIVE, ever.value, owed_ever.value, settling=self._settling(first, at.day)
            ),
            today_so_far=sum(self._between(at.until, now).leads.values()),
            taken_out=self._taken_out(at.month, now),
            taken_out_before=self._taken_out(at.month.previous(), now),
            last_month=self._closed(at.month.previous()) if at.settling else None,
        )

    def _settling(self, first: date, day: date) -> bool:
        """Fewer than three working days of a span have passed under an agreement: too soon for a verdict."""
        start = max(first, self._book.first.effective_on)
        return self._shown.calendar.working_days(start, day) < SETTLING_DAYS

    def _between(self, start: datetime, end: datetime) -> Delivered:
        """Leads handed off under an agreement, each at the price of its own version (MATHS D13)."""
        leads = {kind.key: 0 for kind in self._shown.lead_types}
        value = Fraction(0)
        for terms, after in zip(self._book.versions, [*self._book.versions[1:], None], strict=True):
            since = max(start, terms.begins_at)
            until = min(end, after.begins_at) if after else end
            counts = self._work.leads.delivered(since, until) if since < until else {}
            gone = self._work.decisions.taken_out(since, until, now=self._now) if counts else {}
            for key, handed_over in counts.items():
                count = handed_over - gone.get(key, 0)
                leads[known_type(self._shown, key).key] += count
                value += count * self._targets.lead_value(terms, key)
        return Delivered(leads=leads, value=value)

    def _taken_out(self, month: Month, now: datetime) -> int:
        """Leads of this month that were rejected for good since (MATHS D13)."""
        start = max(month.starts_at(self._shown.calendar), self._book.begins_at)
        end = month.ends_at(self._shown.calendar)
        return sum(self._work.decisions.taken_out(start, end, now=now).values())

    def _closed(self, month: Month) -> QuantityLine | None:
        """How a month closed, in value, where an agreement was in force in it."""
        if month.last < self._book.first.effective_on:
            return None
        calendar = self._shown.calendar
        delivered = self._between(month.starts_at(calendar), month.ends_at(calendar))
        settling = self._settling(month.first, month.last)
        owed = self._targets.month(month, month.last)
        return _value(Span.MONTH, delivered.value, owed.value, settling=settling)


def _value(span: Span, delivered: Fraction, owed: Expectation, *, settling: bool) -> QuantityLine:
    verdict = Verdict.NOT_YET if settling else judge_quantity(delivered, owed.expected)
    return QuantityLine(
        lead_type=None,
        unit=Unit.MONEY,
        span=span,
        delivered=delivered,
        expected=owed.expected,
        target=owed.target,
        verdict=verdict,
    )


def _leads(name: str | None, delivered: int, owed: Expectation, *, settling: bool) -> QuantityLine:
    outside = judge_quantity(delivered, owed.expected)
    usual = outside in {Verdict.UNDER, Verdict.OVER} and within_normal_variation(
        owed.target, delivered / owed.expected
    )
    return QuantityLine(
        lead_type=name,
        unit=Unit.LEADS,
        span=Span.MONTH,
        delivered=Fraction(delivered),
        expected=owed.expected,
        target=owed.target,
        verdict=Verdict.NOT_YET if settling else outside,
        normal_variation=usual and not settling,
    )
