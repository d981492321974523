"""Marketing's half of a board: leads and their value against pace, by lead type and in all (MATHS D6, D12, D13)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from sla.delivered import Uncounted
from sla.pace import Run, judge_quantity, within_normal_variation
from sla.quality import TypeQuality
from sla.verdict import Verdict


class Unit(StrEnum):
    LEADS = "leads"
    MONEY = "money"


class Span(StrEnum):
    """A closed week, the month to date, or everything since the agreement's first day."""

    WEEK = "week"
    MONTH = "month"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, kw_only=True, slots=True)
class QuantityLine:
    """A promise of marketing. `lead_type` is a lead type's name, or None for all of them together.

    Figures are leads, or major units of the team's currency, exact; `target` is the whole span's. With
    `normal_variation` the figure is outside the band by no more than chance explains at this volume: nothing
    follows from it. `run` is there where closed months were outside on one side, two of them or more; where this
    month is as they were, it is the `nth` of them.
    """

    lead_type: str | None
    unit: Unit
    span: Span
    delivered: Fraction
    expected: Fraction
    target: Fraction
    verdict: Verdict
    normal_variation: bool = False
    run: Run | None = None
    nth: int = 0

    @property
    def stands_out(self) -> bool:
        """Outside the band by more than chance explains."""
        return self.verdict in {Verdict.UNDER, Verdict.OVER} and not self.normal_variation

    def after(self, run: Run | None, *, closed: bool) -> "QuantityLine":
        """With what the closed months were; this one is among them where it is `closed` itself."""
        same = run is not None and self.stands_out and run.verdict is self.verdict
        return replace(self, run=run, nth=run.months + (not closed) if run is not None and same else 0)


def quantity(
    lead_type: str | None,
    unit: Unit,
    span: Span,
    delivered: Fraction | int,
    *,
    expected: Fraction,
    target: Fraction,
    volume: Fraction,
    settling: bool,
) -> QuantityLine:
    """Judged by one rule whatever the span; `volume` is how many leads it is of, by which chance is measured."""
    outside = judge_quantity(delivered, expected)
    usual = outside in {Verdict.UNDER, Verdict.OVER} and within_normal_variation(volume, delivered / expected)
    return QuantityLine(
        lead_type=lead_type,
        unit=unit,
        span=span,
        delivered=Fraction(delivered),
        expected=expected,
        target=target,
        verdict=Verdict.NOT_YET if settling else outside,
        normal_variation=usual and not settling,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class TypePace:
    """One lead type, or all of them, in leads and in value: this month, and `ever` since the agreement began.

    `qualified` of the month's leads met the agreed definition; None where none is agreed, so that nothing is checked.
    """

    leads: QuantityLine
    value: QuantityLine
    leads_ever: QuantityLine
    value_ever: QuantityLine
    qualified: int | None = None

    @property
    def lead_type(self) -> str | None:
        return self.leads.lead_type


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedPace:
    """The month before, by what was known when its figures were first told (MATHS D15).

    `taken_out_since` leads of it were rejected for good after that; `value_since` is what is left.
    """

    month: date
    closed_at: datetime
    leads: QuantityLine
    value: QuantityLine
    taken_out_since: int
    value_since: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class MarketingSide:
    """`total` is all leads of the month; `today_so_far` came after the as-of day and enters no verdict.

    `last_month` is there on a month's first working days. `taken_out` leads of the month, and of the one before,
    were rejected for good and are not among the delivered (MATHS D13); `uncounted` are all of the month that are
    not, with the reason. `spans` has each lead type and, last, all of them. `quality` is there in detail.
    """

    verdict: Verdict
    types: tuple[QuantityLine, ...]
    total: QuantityLine
    value_month: QuantityLine
    value_cumulative: QuantityLine
    today_so_far: int
    last_month: ClosedPace | None
    taken_out: int = 0
    taken_out_before: int = 0
    spans: tuple[TypePace, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    quality: tuple[TypeQuality, ...] = ()
