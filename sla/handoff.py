"""What a handoff fixes for good: the checkpoints' zone, whether it is judged, when a first attempt is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sla.calendar import WorkingCalendar
from sla.people import Person
from sla.terms import Terms
from sla.worktime import WorkTime

LONGEST_CLOSURE = timedelta(days=60)
"""Working-time tables reach this far past the last handoff, so that a due moment always lies inside."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HandoffFacts:
    zone: str
    judged: bool
    first_attempt_due_at: datetime


class Handoffs:
    """Fixes the facts of many handoffs between two days, building each calendar's table once."""

    def __init__(self, terms: Terms, *, first: date, last: date) -> None:
        self._terms = terms
        self._first = first - timedelta(days=1)
        self._last = last + LONGEST_CLOSURE
        self._tables: dict[WorkingCalendar, WorkTime] = {}

    def facts(self, owner: Person | None, handed_off_at: datetime) -> HandoffFacts:
        """The owner's calendar decides, the team's where there is no owner (MATHS D7, D16)."""
        calendar = owner.calendar if owner else self._terms.calendar
        due = self._table(calendar).add(handed_off_at, self._terms.sales.first_attempt_within)
        judged = self._terms.calendar.local_date(handed_off_at) >= self._terms.effective_on
        return HandoffFacts(zone=calendar.zone, judged=judged, first_attempt_due_at=due)

    def _table(self, calendar: WorkingCalendar) -> WorkTime:
        if calendar not in self._tables:
            self._tables[calendar] = WorkTime(calendar, first=self._first, last=self._last)
        return self._tables[calendar]
