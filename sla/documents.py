"""What the rules need from the outside for the agreement: how it is written, and where its versions are kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sla.agreement import ChangeAsked, Draft, NewVersion, PromiseEntry, Signature, State, Tables, Version
from sla.people import MemberId, Named, Person
from sla.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something that is wrong with the tables of an agreement. `field` is its key, like "team.zone"."""

    field: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """An agreement that is whole and valid: its canonical text, the hash of that, and what it means."""

    body: str
    sha256: str
    terms: Terms


class Documents(Protocol):
    """How an agreement is written: the same rules for a file, a draft and a stored version."""

    def read(self, tables: Tables) -> Written:
        """Version 0 without people; BadInput has all faults, a line each, and the first one's `field`."""

    def faults(self, tables: Tables) -> tuple[Fault, ...]:
        """Everything that is wrong or missing, in the order of the file; empty for one that `read` takes."""

    def terms(self, body: str) -> Terms:
        """What a stored version means; version 0 and without people, which are the caller's to put in."""

    def tables(self, body: str) -> Tables:
        """A stored version as the tables of its file, to edit."""

    def person(self, named: Named, terms: Terms | None) -> Person:
        """With the team's calendar where their own is not written; `terms` None: before anything is agreed."""


class Agreements(Protocol):
    """The versions, their signatures, and the draft of the next one."""

    def mark(self) -> int:
        """Rises with every change of a version's state or of who is named; what was read before is then old."""

    def add(self, new: NewVersion) -> Version:
        """Stored under the next number, from 1; an unsigned one is number 0, and replaces the one before."""

    def all(self) -> tuple[Version, ...]:
        """Every version by number, with its body."""

    def get(self, number: int) -> Version | None: ...

    def settle(self, number: int, state: State, at: datetime, *, begins_on: date | None = None) -> bool:
        """End a proposal in this state; False where it is not a proposal (any longer)."""

    def sign(self, signature: Signature) -> bool:
        """False where this member has signed this version before; the first signature stays."""

    def signatures(self, number: int | None = None) -> tuple[Signature, ...]:
        """Of one version or of all, in the order in which they were given."""

    def draft(self) -> Draft | None: ...

    def save_draft(self, tables: Tables, *, by: MemberId | None, at: datetime) -> Draft: ...

    def drop_draft(self) -> None: ...

    def ask_change(self, asked: ChangeAsked) -> None: ...

    def changes_asked(self, number: int) -> tuple[ChangeAsked, ...]:
        """In the order in which they were asked for."""

    def enter(self, entry: PromiseEntry) -> None:
        """One per promise and month; a later one takes the place of an earlier one."""

    def entries(self, since: date) -> tuple[PromiseEntry, ...]:
        """Of months from `since` on, newest month first."""
