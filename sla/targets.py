"""What marketing owes by month and day: a period's leads over its months and working days (D0, D5, D6)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sla.calendar import WorkingCalendar
from sla.mix import MixedDemand, TypeDemand, mix
from sla.money import split_evenly
from sla.terms import LeadType, Period, Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(year=day.year, number=day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def next(self) -> "Month":
        return Month.of(self.last + timedelta(days=1))

    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    def starts_at(self, calendar: WorkingCalendar) -> datetime:
        return calendar.day_start(self.first)

    def ends_at(self, calendar: WorkingCalendar) -> datetime:
        return calendar.day_end(self.last)


def plan_of(terms: Terms) -> MixedDemand:
    """The leads of the quota's period by lead type."""
    return mix(
        terms.quota.amount,
        [(kind.key, kind.funnel, kind.share) for kind in terms.lead_types],
        by=terms.share_of,
    )


def known_type(terms: Terms, key: str) -> LeadType:
    """The lead type of a stored lead; one that the agreement no longer names belongs to its other type."""
    known = {kind.key for kind in terms.lead_types}
    return terms.lead_type(key if key in known else terms.other_type)


def period_starts_on(period: Period, day: date) -> date:
    """The first day of the calendar month, quarter or year that `day` lies in."""
    first_month = (day.month - 1) // period.months * period.months + 1
    return date(day.year, first_month, 1)


def period_ends_on(period: Period, day: date) -> date:
    """The last day of the calendar month, quarter or year that `day` lies in."""
    first = period_starts_on(period, day)
    return Month(year=first.year, number=first.month + period.months - 1).last


def month_leads(leads: int, period: Period, month: Month) -> int:
    """This month's part of a period's leads; the months of a period add up to it exactly (D5)."""
    index = (month.number - 1) % period.months
    return split_evenly(leads, period.months)[index]


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """Leads of one type: the span's whole target, and what of it was expected by the as-of day."""

    target: Fraction
    expected: Fraction


class Targets:
    """Expectations of one agreement, from its first day on."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._calendar = terms.calendar
        self._plan = {kind.key: kind for kind in plan_of(terms).types}

    def plan(self, key: str) -> TypeDemand:
        return self._plan[key]

    def month(self, kind: LeadType, month: Month, as_of: date) -> Expectation:
        """A month that the agreement began in owes only its working days from the first day on."""
        start = max(month.first, self._terms.effective_on)
        whole = self._calendar.working_days(month.first, month.last)
        if start > month.last or not whole:
            return Expectation(target=Fraction(0), expected=Fraction(0))
        leads = Fraction(month_leads(self._plan[kind.key].leads, self._terms.quota.period, month), whole)
        elapsed = self._working_days(start, min(as_of, month.last))
        return Expectation(
            target=leads * self._working_days(start, month.last),
            expected=leads * elapsed,
        )

    def cumulative(self, kind: LeadType, as_of: date) -> Expectation:
        """From the agreement's first day to the as-of day; the target is that of the months begun."""
        total = Expectation(target=Fraction(0), expected=Fraction(0))
        month = Month.of(self._terms.effective_on)
        while month.first <= as_of:
            part = self.month(kind, month, as_of)
            total = Expectation(target=total.target + part.target, expected=total.expected + part.expected)
            month = month.next()
        return total

    def _working_days(self, first: date, last: date) -> int:
        return self._calendar.working_days(first, last) if first <= last else 0
