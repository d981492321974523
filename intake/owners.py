"""Whose a row is: the e-mail addresses or names of a file matched to the people of the agreement."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sla.absence import Absence
from sla.book import Book
from sla.people import MemberId, Person
from sla.ports import UnitOfWork


def people_by_word(people: Iterable[Person]) -> Mapping[str, Person]:
    """By address, and by name where nobody else has it; both without regard to capitals."""
    everybody = tuple(people)
    named = Counter(person.name.casefold() for person in everybody)
    by_name = {person.name.casefold(): person for person in everybody if named[person.name.casefold()] == 1}
    return {**by_name, **{person.email: person for person in everybody}}


class Owners:
    """Remembers the addresses and names that nobody in the agreement has."""

    def __init__(self, book: Book) -> None:
        self._emails = tuple(person.email for person in book.people)
        self._people = people_by_word(book.people)
        self._ids: Mapping[str, MemberId] = {}
        self.unmatched: dict[str, None] = {}

    def begin(self, work: UnitOfWork) -> None:
        self._ids = work.members.ensure(self._emails)

    def prepare(self, work: UnitOfWork) -> None:
        """As `begin`, where nothing may be written: whoever is not stored yet gets an id that nobody has."""
        known = {member.email: member.id for member in work.members.all() if member.email}
        self._ids = {
            email: known.get(email.casefold(), MemberId(-place))
            for place, email in enumerate(self._emails, start=1)
        }

    def absences(self, work: UnitOfWork) -> Mapping[str, tuple[Absence, ...]]:
        """Whatever was ever recorded, by the person's address."""
        recorded = work.absences.recorded()
        return {
            email: tuple(one for one in recorded if one.member_id == member_id)
            for email, member_id in self._ids.items()
        }

    def person(self, word: str) -> Person | None:
        found = self._people.get(word.casefold())
        if word and found is None:
            self.unmatched.setdefault(word)
        return found

    def member_id(self, person: Person | None) -> MemberId | None:
        return None if person is None else self._ids[person.email]
