"""Keeps the book of binding versions at hand, and reads it again when the store's has changed."""

from dataclasses import replace
from functools import lru_cache

from sla.agreement import Version
from sla.book import Book
from sla.documents import Documents
from sla.people import Named, Person, TenantId
from sla.ports import UnitOfWork
from sla.terms import Terms

_REMEMBERED = 64


class Shelf:
    """A stored version never changes, so what it means is worked out once."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self._terms = lru_cache(maxsize=_REMEMBERED)(documents.terms)
        self._books: dict[TenantId, tuple[int, Book]] = {}

    def book(self, work: UnitOfWork, mark: int | None = None) -> Book:
        """As of this unit of work; one small query where nothing has changed, none where its `mark` is known."""
        if mark is None:
            mark = work.agreements.mark()
        known, book = self._books.get(work.tenant_id, (None, None))
        if book is None or known != mark:
            book = self.fresh(work)
            self._books[work.tenant_id] = (mark, book)
        return book

    def fresh(self, work: UnitOfWork) -> Book:
        """With what this unit of work has changed itself; not remembered, as it may yet be undone."""
        named = tuple(member.named for member in work.members.all() if member.named is not None)
        versions: list[Terms] = []
        for version in work.agreements.all():
            if version.binds:
                terms = self.terms(version)
                # A later version that begins no later leaves the earlier one no day to bind on.
                versions = [one for one in versions if one.effective_on < terms.effective_on]
                versions.append(replace(terms, people=self._people(named, terms)))
        people = versions[-1].people if versions else self._people(named, None)
        return Book(versions=tuple(versions), people=people)

    def terms(self, version: Version) -> Terms:
        """What any stored version means, binding or not; without people."""
        begins = version.begins_on or version.effective_on
        return replace(
            self._terms(version.body), version=version.number, sha256=version.sha256, effective_on=begins
        )

    def _people(self, named: tuple[Named, ...], terms: Terms | None) -> tuple[Person, ...]:
        return tuple(self.documents.person(one, terms) for one in named)
