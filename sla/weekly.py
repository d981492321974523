"""The weekly summary, as values: both sides of each closed week by one rule, and what a side took on in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sla.board import Board, SalesSide
from sla.calendar import WorkingCalendar
from sla.digest import Checked
from sla.marketing import QuantityLine
from sla.people import Side
from sla.verdict import FEWEST

MOST_WEEKS = 8
"""So many weeks are compared with one another."""

_SUNDAY = timedelta(days=6)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """A calendar week, Monday to Sunday."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(first=day - timedelta(days=day.weekday()))

    @property
    def last(self) -> date:
        return self.first + _SUNDAY

    def previous(self) -> "Week":
        return Week.of(self.first - _DAY)


def opens_week(calendar: WorkingCalendar, on: date) -> bool:
    """Whether it is the first working day of its week."""
    return calendar.is_working_day(on) and calendar.previous_working_day(on) < Week.of(on).first


def week_before(calendar: WorkingCalendar, on: date) -> Week:
    """The last week before this day's in which anybody worked: a week of holidays is passed over."""
    return Week.of(calendar.previous_working_day(Week.of(on).first))


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedWeek:
    """One week by what is known now: what marketing delivered in it, and what of sales' promises fell due in it.

    `days` of its working days lay under an agreement. Of sales' promises those are listed of which anything fell due.
    """

    week: Week
    days: int
    leads: QuantityLine
    value: QuantityLine
    sales: SalesSide

    @property
    def due(self) -> int:
        """How often sales had something due."""
        return sum(line.judged for line in self.sales.lines)

    @property
    def marketing_share(self) -> Fraction | None:
        """Delivered ÷ promised, by value; None where fewer than twenty leads were promised for the week."""
        if self.leads.expected < FEWEST or not self.value.expected:
            return None
        return self.value.delivered / self.value.expected

    @property
    def sales_share(self) -> Fraction | None:
        """Kept ÷ promised over everything that fell due; None where that was fewer than twenty times.

        Promised is the agreed share of what fell due, so both sides reach 1 by doing exactly as they promised.
        """
        if self.due < FEWEST:
            return None
        promised = sum((line.target * line.judged for line in self.sales.lines), Fraction(0))
        return sum(line.kept for line in self.sales.lines) / promised if promised else None

    @property
    def comparable(self) -> bool:
        return self.marketing_share is not None and self.sales_share is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenOn:
    """What one side took on at the stand-ups of a week, and what of it is done by the facts of now.

    `unknown` are paces of a month that has no verdict yet.
    """

    side: Side
    taken: int
    done: int
    unknown: int = 0

    @property
    def left(self) -> int:
        return self.taken - self.done - self.unknown

    @classmethod
    def of(cls, side: Side, checked: tuple[Checked, ...]) -> "TakenOn":
        mine = [one.left for one in checked if one.side is side]
        return cls(side=side, taken=len(mine), done=mine.count(0), unknown=mine.count(None))


@dataclass(frozen=True, kw_only=True, slots=True)
class WeeklySummary:
    """The last of `weeks` is the one it is of, those before it are for comparison, the oldest first.

    `board` is both sides' month as of the same moment. `in_force_on` is the day on which a version took effect in
    the week, `missed` how many summaries before this one did not come.
    """

    board: Board
    weeks: tuple[ClosedWeek, ...]
    taken_on: tuple[TakenOn, ...]
    in_force_on: date | None = None
    missed: int = 0

    @property
    def last(self) -> ClosedWeek:
        return self.weeks[-1]

    @property
    def before(self) -> ClosedWeek | None:
        """The week right before, where there was one under an agreement."""
        return self.weeks[-2] if len(self.weeks) > 1 else None
