"""Marketing's half of the board: leads and their value delivered against pace (MATHS D3, D4, D6, D12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sla.board import MarketingSide, QuantityLine, Span, Unit
from sla.pace import SETTLING_DAYS, judge_quantity, within_normal_variation
from sla.ports import UnitOfWork
from sla.targets import Expectation, Month, Targets, known_type
from sla.terms import Terms
from sla.verdict import Verdict

Counts = Mapping[str, int]
Owed = Mapping[str, Expectation]


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

    def __init__(self, terms: Terms, work: UnitOfWork, targets: Targets) -> None:
        self._terms = terms
        self._work = work
        self._targets = targets
        self._begins = terms.calendar.day_start(terms.effective_on)

    def side(self, at: AsOf, now: datetime) -> MarketingSide:
        counts = self._delivered(at.month, at.until)
        owed = self._owed(at.month, at.day)
        ever = self._between(self._begins, at.until)
        owed_ever = {kind.key: self._targets.cumulative(kind, at.day) for kind in self._terms.lead_types}
        settling = self._settling(at.month.first, at.day)
        value = self._value(Span.MONTH, counts, owed, settling=settling)
        return MarketingSide(
            verdict=value.verdict,
            types=tuple(
                _leads(kind.name, counts.get(kind.key, 0), owed[kind.key], settling=settling)
                for kind in self._terms.lead_types
            ),
            total=_leads(None, sum(counts.values()), _sum(owed.values()), settling=settling),
            value_month=value,
            value_cumulative=self._value(
                Span.CUMULATIVE, ever, owed_ever, settling=self._settling(self._terms.effective_on, at.day)
            ),
            today_so_far=sum(self._between(at.until, now).values()),
            last_month=self._closed(at.month.previous()) if at.settling else None,
        )

    def _settling(self, first: date, day: date) -> bool:
        """Fewer than three working days of a span have passed under this agreement: too soon for a verdict."""
        start = max(first, self._terms.effective_on)
        return self._terms.calendar.working_days(start, day) < SETTLING_DAYS

    def _delivered(self, month: Month, until: datetime) -> Counts:
        return self._between(month.starts_at(self._terms.calendar), until)

    def _between(self, start: datetime, end: datetime) -> Counts:
        """Leads by lead type since the agreement's first day; types that it no longer names count as others."""
        start = max(start, self._begins)
        counts: dict[str, int] = {}
        for key, leads in self._work.leads.delivered(start, max(start, end)).items():
            known = known_type(self._terms, key).key
            counts[known] = counts.get(known, 0) + leads
        return counts

    def _owed(self, month: Month, day: date) -> Owed:
        return {kind.key: self._targets.month(kind, month, day) for kind in self._terms.lead_types}

    def _closed(self, month: Month) -> QuantityLine | None:
        """How a month closed, in value, where the agreement was in force in it."""
        if month.last < self._terms.effective_on:
            return None
        counts = self._delivered(month, month.ends_at(self._terms.calendar))
        settling = self._settling(month.first, month.last)
        return self._value(Span.MONTH, counts, self._owed(month, month.last), settling=settling)

    def _value(self, span: Span, counts: Counts, owed: Owed, *, settling: bool) -> QuantityLine:
        worth = {key: self._targets.plan(key).lead_value for key in owed}
        delivered = sum((counts.get(key, 0) * worth[key] for key in owed), Fraction(0))
        wanted = _sum(
            Expectation(target=part.target * worth[key], expected=part.expected * worth[key])
            for key, part in owed.items()
        )
        verdict = Verdict.NOT_YET if settling else judge_quantity(delivered, wanted.expected)
        return QuantityLine(
            lead_type=None,
            unit=Unit.MONEY,
            span=span,
            delivered=delivered,
            expected=wanted.expected,
            target=wanted.target,
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


def _sum(parts: Iterable[Expectation]) -> Expectation:
    both = list(parts)
    return Expectation(
        target=sum((part.target for part in both), Fraction(0)),
        expected=sum((part.expected for part in both), Fraction(0)),
    )
