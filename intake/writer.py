"""What is asked of each kind of facts: learn from a first reading, then write piece by piece, or only foresee."""

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
    """`look` sees every good row before `begin`; then `write` gets them again, some at a time.

    Each transaction ends with `finish`, which brings the leads of what was written in it up to date.
    """

    def look(self, taken: Sequence[Taken[Record]]) -> None: ...

    def begin(self, work: UnitOfWork) -> None: ...

    def write(self, work: UnitOfWork, taken: Sequence[Taken[Record]]) -> Stored: ...

    def finish(self, work: UnitOfWork) -> None: ...

    def unmatched_owners(self) -> tuple[str, ...]: ...


class FileWriter(Writer[Record], Protocol[Record]):
    """For one file, which may be only foreseen: by `prepare` and `foresee`, and nothing is kept."""

    def prepare(self, work: UnitOfWork) -> None: ...

    def foresee(self, work: UnitOfWork, taken: Sequence[Taken[Record]]) -> Stored: ...

    def leads(self, taken: Sequence[Taken[Record]]) -> tuple[str, ...]:
        """The ids of the leads that these rows themselves bring."""

    def warnings(self) -> tuple[str, ...]: ...
