"""The working time of each lead's owner, the team's where it has none: with their days away in it, and without."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sla.calendar import WorkingCalendar
from sla.leads import Lead
from sla.services.recount import owner_of, owners
from sla.services.sales_leads import SalesLeads
from sla.worktime import WorkTime

_DAY = timedelta(days=1)


class OwnerHours:
    """A table for each calendar, built once, over the days from the earliest of `moments` on."""

    def __init__(self, leads: SalesLeads, moments: Iterable[datetime]) -> None:
        self._there = owners(leads.work, leads.book)
        self._book = leads.book
        self._first = min(moments, default=leads.now).date() - _DAY
        self._last = leads.now.date() + _DAY
        self._tables: dict[WorkingCalendar, WorkTime] = {}

    def there(self, lead: Lead) -> WorkTime:
        """Days on which the owner was away are no working time."""
        owner = owner_of(lead, self._there)
        return self._table(owner.calendar if owner else self._book.version(lead.version).calendar)

    def whole(self, lead: Lead) -> WorkTime:
        owner = owner_of(lead, self._there)
        person = self._book.person(owner.email) if owner else None
        return self._table(person.calendar if person else self._book.version(lead.version).calendar)

    def _table(self, calendar: WorkingCalendar) -> WorkTime:
        if calendar not in self._tables:
            self._tables[calendar] = WorkTime(calendar, self._first, self._last)
        return self._tables[calendar]
