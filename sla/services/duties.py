"""Whose each judged lead is in own numbers, and which missed dates are nobody's."""

from datetime import date, datetime, timedelta

from sla.book import Book
from sla.calendar import local_date
from sla.duty import Roster, grace_ends, responsible
from sla.leads import Lead
from sla.ownership import Ownership
from sla.people import MemberId
from sla.ports import UnitOfWork


class Duties:
    """Reads the record of one unit of work once, however many leads are asked about."""

    def __init__(self, work: UnitOfWork, book: Book, now: datetime) -> None:
        people = ((member.id, book.person(member.email)) for member in work.members.all())
        team = book.at(now).calendar
        calendars = {member_id: person.calendar for member_id, person in people if person is not None}
        spent = (one.spent(calendars.get(one.member_id, team).zone) for one in work.absences.recorded())
        absences = tuple(one for one in spent if one is not None)
        self._roster = Roster(calendars=calendars, absences=absences, team=team)
        self._work = work
        self._moved = work.ownerships.moved()

    def owners(self, lead: Lead) -> tuple[Ownership, ...]:
        """At least one: a lead that never changed hands has been its owner's since its handoff."""
        only = Ownership(lead_id=lead.id, member_id=lead.owner_id, since=lead.handed_off_at, by=None)
        return self._moved.get(lead.id, (only,))

    def responsible(self, lead: Lead, first: date, last: date) -> MemberId | None:
        """Of these days, both included, in the lead's own zone; None where nobody was on duty."""
        return responsible(self.owners(lead), self._roster, first=first, last=last, zone=lead.zone)

    def changed(self, lead: Lead) -> bool:
        """Whether there is more to say of it than its owner: it changed hands, or an owner was away."""
        owners = {one.member_id for one in self.owners(lead)}
        return len(self.owners(lead)) > 1 or any(one.member_id in owners for one in self._roster.absences)

    def inherited_overdue(self, member_id: MemberId, now: datetime) -> int:
        """How many of this member's leads they got overdue, or within their grace."""
        owned = (
            self._work.leads.get(one) for one, rows in self._moved.items() if rows[-1].member_id == member_id
        )
        return sum(self._inherited(lead, now) for lead in owned if lead is not None and not lead.stopped(now))

    def _inherited(self, lead: Lead, now: datetime) -> bool:
        due_at = lead.derived.next_due_at
        newest = self.owners(lead)[-1]
        if due_at is None or due_at > now or newest.member_id is None:
            return False
        taken_over = local_date(newest.since, lead.zone) + timedelta(days=1)
        return local_date(due_at, lead.zone) <= grace_ends(newest.member_id, self._roster, taken_over)
