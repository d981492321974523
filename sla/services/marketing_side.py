"""Marketing's half of the board: leads and their value delivered against pace (MATHS D3, D4, D6, D12, D13)."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from sla.book import Book
from sla.calendar import WorkingCalendar, at_local
from sla.delivered import Reason
from sla.marketing import ClosedPace, MarketingSide, QuantityLine, Span, TypePace, Unit, quantity
from sla.pace import SETTLING_DAYS, Run, persistence
from sla.ports import UnitOfWork
from sla.services.delivered_leads import Delivered, DeliveredLeads
from sla.targets import Expectation, Month, Owed, Targets, known_type
from sla.terms import Terms


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
    def left(self) -> int:
        """Working days of the month after the as-of day, today among them."""
        return self.total - self.elapsed

    @property
    def last_day(self) -> date:
        """The last local day whose figures are in: a closed month takes its last weekend with it."""
        return self.month.last if self.closed else self.day


def as_of(terms: Terms, now: datetime) -> AsOf:
    """MATHS D6: today's leads enter no verdict; on a month's first working day the month before is closed."""
    return _on(terms.calendar, terms.calendar.local_date(now))


@lru_cache(maxsize=256)
def _on(calendar: WorkingCalendar, today: date) -> AsOf:
    """Remembered: every tick of a day asks for it."""
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


def closes_at(terms: Terms, month: Month) -> datetime:
    """With the digest of the first working day after it."""
    calendar = terms.calendar
    day = calendar.next_working_day(month.last)
    return at_local(day, terms.digest_at, calendar.zone)


class MarketingBoard:
    """Builds marketing's side of one moment."""

    def __init__(self, book: Book, shown: Terms, work: UnitOfWork, at: AsOf, now: datetime) -> None:
        self._book, self._shown, self._work, self._at, self._now = book, shown, work, at, now
        self._targets = Targets(book, shown)
        self._delivered = DeliveredLeads(book, shown, work, self._targets, cuts=[at.until], now=now)

    def side(self, *, detail: bool = False) -> MarketingSide:
        """`last_month` is there in a month's first working days, and wherever `detail` was asked for."""
        at, month = self._at, self._month(self._at.month)
        spans = self._spans()
        total = spans[-1]
        return MarketingSide(
            verdict=total.value.verdict,
            types=tuple(one.leads for one in spans[:-1]),
            total=total.leads,
            value_month=total.value,
            value_cumulative=total.value_ever,
            today_so_far=self._delivered.between(at.until, self._now).all_leads,
            taken_out=self._taken_out(at.month),
            taken_out_before=self._taken_out(at.month.previous()),
            last_month=self._closed() if detail or at.settling or at.closed else None,
            spans=spans,
            uncounted=self._delivered.uncounted(*month),
        )

    def _spans(self) -> tuple[TypePace, ...]:
        """Each lead type, and last all of them."""
        at, first = self._at, self._book.first.effective_on
        month = _Facts(
            delivered=self._delivered.between(*self._month(at.month)),
            owed=self._targets.month(at.month, at.day),
            settling=self._settling(at.month.first, at.day),
        )
        ever = _Facts(
            delivered=self._delivered.between(self._book.begins_at, at.until),
            owed=self._targets.cumulative(at.day),
            settling=self._settling(first, at.day),
        )
        closed = [self._facts_of(one) for one in self._closed_months()]
        kinds = [(kind.key, kind.name) for kind in self._shown.lead_types]
        met = self._qualified()
        return tuple(
            replace(
                _pace_of(key, name, month, ever, closed, is_closed=at.closed),
                qualified=None if met is None else met[key],
            )
            for key, name in (*kinds, (None, None))
        )

    def _month(self, month: Month) -> tuple[datetime, datetime]:
        """From its first moment to its last, or to the last that counts so far."""
        calendar = self._shown.calendar
        return month.starts_at(calendar), min(month.ends_at(calendar), self._at.until)

    def _facts_of(self, month: Month) -> "_Facts":
        return _Facts(
            delivered=self._delivered.between(*self._month(month)),
            owed=self._targets.month(month, month.last),
            settling=self._settling(month.first, month.last),
        )

    def _closed_months(self) -> list[Month]:
        """Those of the agreement, the oldest first."""
        months, month = [], Month.of(self._book.first.effective_on)
        while month.before(self._at.month) or (self._at.closed and month == self._at.month):
            months.append(month)
            month = month.next()
        return months

    def _settling(self, first: date, day: date) -> bool:
        """Fewer than three working days of a span have passed under an agreement: too soon for a verdict."""
        start = max(first, self._book.first.effective_on)
        return self._shown.calendar.working_days(start, day) < SETTLING_DAYS

    def _taken_out(self, month: Month) -> int:
        """Leads of this month that were rejected for good since (MATHS D13)."""
        calendar = self._shown.calendar
        found = self._delivered.uncounted(month.starts_at(calendar), month.ends_at(calendar))
        return sum(one.reason is Reason.REJECTED for one in found)

    def _qualified(self) -> Counter[str | None] | None:
        """How many of the month's delivered met the definition that is agreed, by lead type; None where none is."""
        if self._shown.qualified is None:
            return None
        start, end = self._month(self._at.month)
        gone = {one.handover.lead_id for one in self._delivered.uncounted(start, end)}
        since = max(start, self._book.begins_at)
        met = self._work.leads.checked(since, end) if since < end else {}
        types = (known_type(self._shown, kind).key for lead_id, kind in met.items() if lead_id not in gone)
        found: Counter[str | None] = Counter(types)
        found[None] = found.total()
        return found

    def _closed(self) -> ClosedPace | None:
        """How the month before closed; None before it did, and where no agreement was in force in it."""
        calendar = self._shown.calendar
        month = Month.of(calendar.local_date(self._now)).previous()
        closed_at = closes_at(self._shown, month)
        if self._now < closed_at or month.last < self._book.first.effective_on:
            return None
        span = month.starts_at(calendar), month.ends_at(calendar)
        since = self._facts_of(month)
        then = replace(since, delivered=self._delivered.between(*span, known_at=closed_at))
        return ClosedPace(
            month=month.first,
            closed_at=closed_at,
            leads=then.leads(None, None, Span.MONTH),
            value=then.value(None, None, Span.MONTH),
            taken_out_since=then.delivered.all_leads - since.delivered.all_leads,
            value_since=since.delivered.value,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Facts:
    """A span's two quantities by lead type; the key None asks for all of them together."""

    delivered: Delivered
    owed: Owed
    settling: bool

    def leads(self, key: str | None, name: str | None, span: Span) -> QuantityLine:
        delivered = self.delivered.all_leads if key is None else self.delivered.leads[key]
        return self._line(name, Unit.LEADS, span, Fraction(delivered), self._owed(key))

    def value(self, key: str | None, name: str | None, span: Span) -> QuantityLine:
        """Judged against the volume of its leads."""
        delivered = self.delivered.value if key is None else self.delivered.values[key]
        owed = self.owed.value if key is None else self.owed.values[key]
        return self._line(name, Unit.MONEY, span, delivered, owed, volume=self._owed(key).target)

    def _owed(self, key: str | None) -> Expectation:
        return self.owed.all_leads if key is None else self.owed.leads[key]

    def _line(
        self, name: str | None, unit: Unit, span: Span, delivered: Fraction, owed: Expectation,
        *, volume: Fraction | None = None,
    ) -> QuantityLine:  # fmt: skip
        return quantity(
            name,
            unit,
            span,
            delivered,
            expected=owed.expected,
            target=owed.target,
            volume=owed.target if volume is None else volume,
            settling=self.settling,
        )


def _pace_of(
    key: str | None, name: str | None, month: _Facts, ever: _Facts, closed: list[_Facts], *, is_closed: bool
) -> TypePace:
    def run(lines: list[QuantityLine]) -> Run | None:
        return persistence([line.verdict if line.stands_out else None for line in lines])

    leads, value = month.leads(key, name, Span.MONTH), month.value(key, name, Span.MONTH)
    return TypePace(
        leads=leads.after(run([one.leads(key, name, Span.MONTH) for one in closed]), closed=is_closed),
        value=value.after(run([one.value(key, name, Span.MONTH) for one in closed]), closed=is_closed),
        leads_ever=ever.leads(key, name, Span.CUMULATIVE),
        value_ever=ever.value(key, name, Span.CUMULATIVE),
    )
