"""The trial: the first working days of a team's first signed agreement, on which nothing is sent yet, only shown."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sla.book import Book
from sla.calendar import WorkingCalendar
from sla.people import MemberId

TRIAL_DAYS = 5
"""Working days of the team's calendar."""

FROM_FILE = 0
"""The version that was loaded from a file and counts at once, unsigned."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """`last` is its last working day; `first` is the agreement's first day, a working day or not."""

    first: date
    last: date
    calendar: WorkingCalendar

    def nth(self, on: date) -> int:
        """Which of its working days this is, from 1; 0 before the first."""
        return self.calendar.working_days(self.first, on)

    @property
    def ends_at(self) -> datetime:
        return self.calendar.day_end(self.last)


def trial_of(book: Book) -> Trial | None:
    """None where nothing is agreed, and for a team that began with a file: it chose its own first day."""
    if not book.begun or book.first.version == FROM_FILE:
        return None
    calendar, first = book.first.calendar, book.first.effective_on
    last = first - timedelta(days=1)
    for _ in range(TRIAL_DAYS):
        last = calendar.next_working_day(last)
    return Trial(first=first, last=last, calendar=calendar)


class Trials(Protocol):
    """Whether a manager has ended the trial before its time; once, and for good."""

    def ended_at(self) -> datetime | None: ...

    def end(self, by: MemberId, at: datetime) -> None:
        """Nothing where it was ended already."""
