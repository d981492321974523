"""What a handoff fixes for good: the checkpoints' zone, whether it is judged, when a first attempt is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sla.book import Book
from sla.calendar import WorkingCalendar
from sla.people import Person
from sla.worktime import WorkTime

LONGEST_CLOSURE = timedelta(days=60)
"""Working-time tables reach this far past the last handoff, so that a due moment always lies inside."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HandoffFacts:
    """`version` is the agreement's that judges the lead; None where it is listed only (MATHS D16).

    `accept_due_at` is None where nobody is asked to accept it.
    """

    zone: str
    version: int | None
    first_attempt_due_at: datetime
    accept_due_at: datetime | None = None

    @property
    def judged(self) -> bool:
        return self.version is not None


class Handoffs:
    """Fixes the facts of many handoffs between two days, building each calendar's table once."""

    def __init__(self, book: Book, *, first: date, last: date) -> None:
        self._book = book
        self._first = first - timedelta(days=1)
        self._last = last + LONGEST_CLOSURE
        self._tables: dict[WorkingCalendar, WorkTime] = {}

    def facts(
        self, owner: Person | None, handed_off_at: datetime, lead_type: str, *, asked: bool = False
    ) -> HandoffFacts:
        """By the version in force then; the owner's calendar decides, the team's where there is no owner (D7).

        `asked`: the owner is to accept or reject it.
        """
        judge = self._book.handed_off(handed_off_at)
        terms = judge or self._book.at(handed_off_at)
        calendar = owner.calendar if owner else terms.calendar
        table = self._table(calendar)
        return HandoffFacts(
            zone=calendar.zone,
            version=judge.version if judge else None,
            first_attempt_due_at=table.add(handed_off_at, terms.first_attempt_within(lead_type)),
            accept_due_at=table.add(handed_off_at, terms.sales.accept_within) if asked else None,
        )

    def _table(self, calendar: WorkingCalendar) -> WorkTime:
        if calendar not in self._tables:
            self._tables[calendar] = WorkTime(calendar, first=self._first, last=self._last)
        return self._tables[calendar]
