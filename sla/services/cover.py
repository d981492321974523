"""Who is away at this moment, and whom somebody covers meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime

from sla.absence import Absence
from sla.book import Book
from sla.people import MemberId, Person
from sla.ports import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """Somebody whose leads another looks after until the end of day `last`, the person's own."""

    member_id: MemberId
    person: Person
    first: date
    last: date


def absence_now(work: UnitOfWork, member_id: MemberId, person: Person, now: datetime) -> Absence | None:
    today = person.calendar.local_date(now)
    theirs = (one for one in work.absences.all(ending=today) if one.member_id == member_id)
    return next((one for one in theirs if one.on(today)), None)


def covered_by(work: UnitOfWork, book: Book, member_id: MemberId, now: datetime) -> tuple[Covered, ...]:
    """Nobody by a stand-in who is away too, or whom the agreement binds no longer."""
    absences = work.absences.all()
    if not any(one.stand_in == member_id for one in absences):
        return ()
    people = {member.id: book.person(member.email) for member in work.members.all()}
    own = people.get(member_id)
    if own is None or absence_now(work, member_id, own, now) is not None:
        return ()
    found = ((one, people.get(one.member_id)) for one in absences if one.stand_in == member_id)
    return tuple(
        Covered(member_id=one.member_id, person=person, first=one.first, last=one.last)
        for one, person in found
        if person is not None and one.on(person.calendar.local_date(now))
    )
