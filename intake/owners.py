"""Whose a row is: the e-mail addresses of a file matched to the people of the agreement."""

from collections.abc import Mapping

from sla.absence import Absence
from sla.book import Book
from sla.people import MemberId, Person
from sla.ports import UnitOfWork


class Owners:
    """Remembers the addresses that nobody in the agreement has."""

    def __init__(self, book: Book) -> None:
        self._people = {person.email: person for person in book.people}
        self._ids: Mapping[str, MemberId] = {}
        self.unmatched: dict[str, None] = {}

    def begin(self, work: UnitOfWork) -> None:
        self._ids = work.members.ensure(self._people)

    def absences(self, work: UnitOfWork) -> Mapping[str, tuple[Absence, ...]]:
        """Whatever was ever recorded, by the person's address."""
        recorded = work.absences.recorded()
        return {
            email: tuple(one for one in recorded if one.member_id == member_id)
            for email, member_id in self._ids.items()
        }

    def person(self, email: str) -> Person | None:
        found = self._people.get(email)
        if email and found is None:
            self.unmatched.setdefault(email)
        return found

    def member_id(self, person: Person | None) -> MemberId | None:
        return None if person is None else self._ids[person.email]
