"""What marketing owes by month and day: a period's leads over its months and working days (D0, D5, D6)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Protocol

from sla.book import Book, Reign
from sla.calendar import WorkingCalendar
from sla.lag import AT_ONCE
from sla.mix import MixedDemand, ShareOf, TypeDemand, mix
from sla.money import Money, split_by_weights
from sla.terms import LeadType, Period, Quota, Stream, Terms


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

    def before(self, other: "Month") -> bool:
        return (self.year, self.number) < (other.year, other.number)

    def next(self) -> "Month":
        return Month.of(self.last + timedelta(days=1))

    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    def plus(self, months: int) -> "Month":
        year, place = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year=year, number=place + 1)

    def starts_at(self, calendar: WorkingCalendar) -> datetime:
        return calendar.day_start(self.first)

    def ends_at(self, calendar: WorkingCalendar) -> datetime:
        return calendar.day_end(self.last)


class Planned(Protocol):
    """Whatever has the numbers of a plan, as an agreement does."""

    @property
    def quota(self) -> Quota: ...

    @property
    def share_of(self) -> ShareOf: ...

    @property
    def streams(self) -> tuple[Stream, ...]: ...

    @property
    def lead_types(self) -> tuple[LeadType, ...]: ...


def plan_of(terms: Planned) -> MixedDemand:
    """The leads of the quota's period by lead type, in the terms' own order; each stream's types share its part."""
    parts: dict[str, TypeDemand] = {}
    for stream, part in zip(terms.streams, stream_quotas(terms), strict=True):
        types = [
            (kind.key, kind.funnel, kind.share) for kind in terms.lead_types if kind.stream == stream.key
        ]
        if types:
            parts |= {one.key: one for one in mix(part, types, by=terms.share_of).types}
    ordered = tuple(parts[kind.key] for kind in terms.lead_types)
    return MixedDemand(
        types=ordered, total_leads=sum(part.leads for part in ordered), quota=terms.quota.amount
    )


def stream_quotas(terms: Planned) -> tuple[Money, ...]:
    """The quota split over the streams by their shares; the parts add up to it exactly (D5)."""
    amount = terms.quota.amount
    minors = split_by_weights(amount.minor, [stream.share for stream in terms.streams])
    return tuple(Money(minor=minor, currency=amount.currency) for minor in minors)


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


def month_parts(total: int, quota: Quota) -> tuple[int, ...]:
    """A period's total over its months by the quota's season, January first; each period adds up exactly (D5)."""
    span = quota.period.months
    starts = range(0, len(quota.season), span)
    return tuple(
        part for start in starts for part in split_by_weights(total, quota.season[start : start + span])
    )


def month_leads(leads: int, quota: Quota, month: Month, months_to_close: int = 0) -> int:
    """What of a period's leads is to come in this month, to close so many months later (D5, D9)."""
    return month_parts(leads, quota)[month.plus(months_to_close).number - 1]


def month_plan(terms: Planned, month: Month) -> int:
    """The leads of all lead types that are to come in this month."""
    lags = {kind.key: kind.lag or AT_ONCE for kind in terms.lead_types}
    return sum(
        month_leads(part.leads, terms.quota, month, lags[part.key].months) for part in plan_of(terms).types
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """A span's whole target, and what of it was expected by the as-of day; in leads or in money."""

    target: Fraction
    expected: Fraction

    def __add__(self, other: "Expectation") -> "Expectation":
        return Expectation(target=self.target + other.target, expected=self.expected + other.expected)

    def __mul__(self, value: Fraction) -> "Expectation":
        return Expectation(target=self.target * value, expected=self.expected * value)


NOTHING = Expectation(target=Fraction(0), expected=Fraction(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """What marketing owes over a span, by lead type: leads, and their value at the versions' own prices."""

    leads: Mapping[str, Expectation]
    values: Mapping[str, Expectation]

    @property
    def all_leads(self) -> Expectation:
        return sum(self.leads.values(), start=NOTHING)

    @property
    def value(self) -> Expectation:
        return sum(self.values.values(), start=NOTHING)

    def __add__(self, other: "Owed") -> "Owed":
        """Of the same lead types."""
        return Owed(
            leads={key: part + other.leads[key] for key, part in self.leads.items()},
            values={key: part + other.values[key] for key, part in self.values.items()},
        )


class Targets:
    """What every version owes for the days on which it was in force, by the lead types of the one shown."""

    def __init__(self, book: Book, shown: Terms) -> None:
        self._book = book
        self._shown = shown
        self._months: dict[tuple[Month, date], Owed] = {}
        self._plans = {
            terms.version: {part.key: part for part in plan_of(terms).types} for terms in book.versions
        }

    def month(self, month: Month, as_of: date) -> Owed:
        """A month that the agreement began in owes only its working days from the first day on."""
        known = month, min(as_of, month.last)
        if known not in self._months:
            self._months[known] = self._month(*known)
        return self._months[known]

    def _month(self, month: Month, as_of: date) -> Owed:
        leads = {kind.key: NOTHING for kind in self._shown.lead_types}
        values = dict(leads)
        for reign in self._book.reigns(month.first, month.last):
            for kind in reign.terms.lead_types:
                part = self._part(reign, kind, month, as_of)
                key = known_type(self._shown, kind.key).key
                leads[key] += part
                values[key] += part * self.lead_value(reign.terms, kind.key)
        return Owed(leads=leads, values=values)

    def cumulative(self, as_of: date) -> Owed:
        """From the agreement's first day to the as-of day; the target is that of the months begun."""
        nothing = {kind.key: NOTHING for kind in self._shown.lead_types}
        owed, month = Owed(leads=nothing, values=nothing), Month.of(self._book.first.effective_on)
        while month.first <= as_of:
            owed += self.month(month, as_of)
            month = month.next()
        return owed

    def lead_value(self, terms: Terms, lead_type: str) -> Fraction:
        """Of one lead, in major units, at the price of this version."""
        return self._plans[terms.version][known_type(terms, lead_type).key].lead_value

    def _part(self, reign: Reign, kind: LeadType, month: Month, as_of: date) -> Expectation:
        """One lead type's part of a month, for the days of the month on which its version was in force."""
        calendar, lag = reign.terms.calendar, kind.lag or AT_ONCE
        whole = calendar.working_days(month.first, month.last)
        if not whole:
            return NOTHING
        leads = self._plans[reign.terms.version][kind.key].leads
        each = Fraction(month_leads(leads, reign.terms.quota, month, lag.months), whole)
        return Expectation(
            target=each * calendar.working_days(reign.first, reign.last),
            expected=each * calendar.working_days(reign.first, min(as_of, reign.last)),
        )
