"""What every use case works on: one tenant's store and the terms in force there."""

from dataclasses import dataclass

from sla.people import TenantId
from sla.ports import UnitOfWork, Units
from sla.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """`looks` opens units of work that cannot write and wait for no writer."""

    units: Units
    looks: Units
    tenant_id: TenantId
    terms: Terms

    def open(self) -> UnitOfWork:
        """A unit of work on this tenant; leaving it without `commit()` undoes it."""
        return self.units(self.tenant_id)

    def look(self) -> UnitOfWork:
        """One moment of this tenant's store, to read."""
        return self.looks(self.tenant_id)
