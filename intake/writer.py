"""What the importer asks of each kind of file: learn from a first reading, then write inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from intake.row_reader import Identified, Taken
from sla.book import Book
from sla.leads import Stored
from sla.ports import UnitOfWork
from sla.terms import Terms

Record = TypeVar("Record", bound=Identified)


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Under which source the facts are stored, by whose agreement, as of when."""

    source: str
    book: Book
    now: datetime

    @property
    def terms(self) -> Terms:
        """The version in force."""
        return self.book.at(self.now)


class Writer(Protocol[Record]):
    """`look` sees every good row before `begin`; then `write` gets them again, and `finish` ends."""

    def look(self, taken: Sequence[Taken[Record]]) -> None: ...

    def begin(self, work: UnitOfWork) -> None: ...

    def write(self, work: UnitOfWork, taken: Sequence[Taken[Record]]) -> Stored: ...

    def finish(self, work: UnitOfWork) -> None: ...

    def warnings(self) -> tuple[str, ...]: ...

    def unmatched_owners(self) -> tuple[str, ...]: ...
