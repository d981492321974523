"""What a handoff fixes for good: the checkpoints' zone, whether it is judged, when a first attempt is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sla.absence import Absence, days_off
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
    """Fixes the facts of many handoffs between two days, building each calendar's table once.

    `absences` are those of each person by address: what was on the record at a handoff is no working time for
    its first attempt (MATHS D8); what is recorded or cancelled later moves nothing.
    """

    def __init__(
        self,
        book: Book,
        *,
        first: date,
        last: date,
        absences: Mapping[str, Sequence[Absence]] | None = None,
    ) -> None:
        self._book = book
        self._first = first - timedelta(days=1)
        self._absences = absences or {}
        away = [one.last for each in self._absences.values() for one in each]
        self._last = max([last, *away]) + LONGEST_CLOSURE
        self._tables: dict[WorkingCalendar, WorkTime] = {}

    def facts(
        self, owner: Person | None, handed_off_at: datetime, lead_type: str, *, asked: bool = False
    ) -> HandoffFacts:
        """By the version in force then; the owner's calendar decides, the team's where there is no owner (D7).

        `asked`: the owner is to accept or reject it.
        """
        judge = self._book.handed_off(handed_off_at)
        terms = judge or self._book.at(handed_off_at)
        calendar = self._calendar(owner, handed_off_at) if owner else terms.calendar
        table = self._table(calendar)
        return HandoffFacts(
            zone=calendar.zone,
            version=judge.version if judge else None,
            first_attempt_due_at=table.add(handed_off_at, terms.first_attempt_within(lead_type)),
            accept_due_at=table.add(handed_off_at, terms.sales.accept_within) if asked else None,
        )

    def _calendar(self, owner: Person, handed_off_at: datetime) -> WorkingCalendar:
        theirs = self._absences.get(owner.email, ())
        return days_off(owner.calendar, [one for one in theirs if one.known(handed_off_at)])

    def _table(self, calendar: WorkingCalendar) -> WorkTime:
        if calendar not in self._tables:
            self._tables[calendar] = WorkTime(calendar, first=self._first, last=self._last)
        return self._tables[calendar]
