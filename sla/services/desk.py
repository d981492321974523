"""What every use case works on: one tenant's store, and the book of what was agreed there."""

from dataclasses import dataclass

from sla.book import Book
from sla.people import TenantId
from sla.ports import UnitOfWork, Units
from sla.services.shelf import Shelf


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """`looks` opens units of work that cannot write and wait for no writer."""

    units: Units
    looks: Units
    tenant_id: TenantId
    shelf: Shelf

    def open(self) -> UnitOfWork:
        """A unit of work on this tenant; leaving it without `commit()` undoes it."""
        return self.units(self.tenant_id)

    def look(self) -> UnitOfWork:
        """One moment of this tenant's store, to read."""
        return self.looks(self.tenant_id)

    def book(self, work: UnitOfWork, mark: int | None = None) -> Book:
        """The versions that bind, as of this unit of work; `mark` is what it has read of them already."""
        return self.shelf.book(work, mark)
