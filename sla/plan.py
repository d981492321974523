"""Works out a plan: whole leads by month for quotas by closing month, never by deconvolution (MATHS §2; D5, D9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from sla.errors import BadInput
from sla.lag import AT_ONCE
from sla.mix import ShareOf, TypeDemand
from sla.money import Money
from sla.pace import BAND
from sla.planned import AtRisk, Cell, Plan, StreamPlan, TypePlan, months
from sla.ramps import risen_leads
from sla.targets import Month, month_leads, month_parts, plan_of, stream_quotas
from sla.terms import LeadType, Stream, Terms

LENGTHS = (6, 12)
REPLANNED_EVERY = 6
_HALF = Fraction(1, 2)


def first_month(terms: Terms, today: date) -> Month:
    """A plan begins with its agreement, and anew every six months."""
    begun, now = Month.of(terms.effective_on), Month.of(today)
    passed = max(0, (now.year - begun.year) * 12 + now.number - begun.number)
    return begun.plus(passed // REPLANNED_EVERY * REPLANNED_EVERY)


def plan(terms: Terms, first: Month, length: int) -> Plan:
    """The quotas that close in `length` months from `first` on. BadInput for a length that no plan has."""
    if length not in LENGTHS:
        raise BadInput(f"A plan is for 6 or 12 months, not {length}.", field="months")
    closing = tuple(months(first, first.plus(length - 1)))
    planning = _Planning(
        terms=terms,
        closing=closing,
        demand={part.key: part for part in plan_of(terms).types},
        risen=risen_leads(terms, closing),
    )
    return planning.whole()


def at_risk(
    found: Plan, terms: Terms, came: Mapping[tuple[str, Month], int], today: date
) -> tuple[AtRisk, ...]:
    """The months yet to close whose leads were to be here by now and are not, beyond the usual 10% of a month.

    `came` are leads by lead type and the month they came in.
    """
    now = Month.of(today)
    states = (_state(found, terms, month, came, now) for month in found.months if not month.before(now))
    return tuple(state for state in states if state is not None)


def _state(
    found: Plan, terms: Terms, month: Month, came: Mapping[tuple[str, Month], int], now: Month
) -> AtRisk | None:
    cells = [
        (part, cell)
        for part in found.types
        for cell in part.cells
        if cell.closes == month and cell.created.before(now)
    ]
    known = [came.get((part.kind.key, cell.created), 0) for part, cell in cells]
    wanted = sum((cell.needed * part.lead_value for part, cell in cells), Fraction(0))
    there = sum((one * part.lead_value for one, (part, _) in zip(known, cells, strict=True)), Fraction(0))
    opened = (one.value.major for one in terms.open_business if Month.of(one.closes_on) == month)
    gap = wanted - there - sum(map(Fraction, opened), Fraction(0))
    if gap <= wanted * BAND:
        return None
    return AtRisk(closes=month, needed=sum(cell.needed for _, cell in cells), came=sum(known), gap=gap)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Planning:
    """`risen` has the leads of those months in which promised rates have risen."""

    terms: Terms
    closing: tuple[Month, ...]
    demand: Mapping[str, TypeDemand]
    risen: Mapping[tuple[str, Month], int]

    def whole(self) -> Plan:
        opened = self._open_values()
        types = tuple(self._type(kind, opened[kind.key]) for kind in self.terms.lead_types)
        streams = tuple(zip(self.terms.streams, stream_quotas(self.terms), strict=True))
        by_stream = [self._quotas(quota) for _, quota in streams]
        return Plan(
            first=self.closing[0],
            last=self.closing[-1],
            quotas=tuple(self._money(sum(month)) for month in zip(*by_stream, strict=True)),
            streams=tuple(
                self._stream(stream, sum(quotas), types)
                for (stream, _), quotas in zip(streams, by_stream, strict=True)
            ),
            types=types,
            next_from=_next_from(types, self.closing),
        )

    def _stream(self, stream: Stream, minor: int, types: Sequence[TypePlan]) -> StreamPlan:
        own = tuple(part for part in types if part.kind.stream == stream.key)
        return StreamPlan(stream=stream, quota=self._money(minor), types=own)

    def _quotas(self, quota: Money) -> tuple[int, ...]:
        """A stream's quota of each closing month, in minor units."""
        parts = month_parts(quota.minor, self.terms.quota)
        return tuple(parts[month.number - 1] for month in self.closing)

    def _money(self, minor: int) -> Money:
        return Money(minor=minor, currency=self.terms.currency)

    def _type(self, kind: LeadType, opened: Fraction) -> TypePlan:
        lag, value = kind.lag or AT_ONCE, self.demand[kind.key].lead_value
        cells = tuple(self._cell(kind, month) for month in self.closing)
        missing = max(Fraction(0), sum(cell.needed for cell in cells) - opened / value)
        landed = lag.landed(len(self.closing))
        unreachable = missing and not landed
        return TypePlan(
            kind=kind,
            cells=cells,
            lead_value=value,
            open_value=opened,
            landed=landed / len(self.closing),
            rate=None if unreachable else ceil(missing / (landed or 1)),
        )

    def _cell(self, kind: LeadType, month: Month) -> Cell:
        part = self.demand[kind.key]
        needed = month_leads(part.leads, self.terms.quota, month)
        improved = self.risen.get((kind.key, month), needed)
        return Cell(
            created=month.plus(-(kind.lag or AT_ONCE).months),
            closes=month,
            needed=needed,
            improved=improved,
            short=(needed - improved) * part.lead_value,
        )

    def _open_values(self) -> Mapping[str, Fraction]:
        """What is open and to be won inside the plan, by lead type: a stream's is shared as its quota is."""
        found = {kind.key: Fraction(0) for kind in self.terms.lead_types}
        for one in self.terms.open_business:
            if Month.of(one.closes_on) not in self.closing:
                continue
            own = [self.demand[kind.key] for kind in self.terms.lead_types if kind.stream == one.stream]
            whole = sum((self._revenue(part) for part in own), Fraction(0))
            for part in own:
                found[part.key] += Fraction(one.value.major) * self._revenue(part) / whole
        return found

    def _revenue(self, part: TypeDemand) -> Fraction:
        """What a lead type carries of its stream, in proportion to the others."""
        return part.share * (part.lead_value if self.terms.share_of is ShareOf.LEADS else 1)


def _next_from(parts: Sequence[TypePlan], closing: Sequence[Month]) -> Month:
    """The first month of whose leads less than half, by value, close inside the plan."""
    worth = sum((part.value for part in parts), Fraction(0))
    for left, month in zip(reversed(range(len(closing))), closing, strict=True):
        lags = [(part.value, part.kind.lag or AT_ONCE) for part in parts]
        inside = sum((value * lag.closed_within(left) for value, lag in lags), Fraction(0))
        if inside < worth * _HALF:
            return month
    return closing[-1].next()
