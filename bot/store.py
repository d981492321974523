"""The database as this program uses it: opened, brought up to date, and cut into desks."""

from dataclasses import dataclass

from sqlalchemy import Engine

from intake.agreement_documents import AgreementDocuments
from sla.errors import Conflict, SlaError
from sla.people import TenantId
from sla.services.desk import Desk
from sla.services.shelf import Shelf
from storage.engine import open_engine
from storage.migrate import head, revision, upgrade
from storage.tenants import SqlTenants
from storage.units import SqlUnits


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """An open, migrated database."""

    engine: Engine
    tenants: SqlTenants

    def desk(self, tenant_id: TenantId) -> Desk:
        return Desk(
            units=SqlUnits(self.engine),
            looks=SqlUnits(self.engine, read_only=True),
            tenant_id=tenant_id,
            shelf=Shelf(AgreementDocuments()),
        )


def open_store(*, database_url: str, threads: int) -> Store:
    """Bring the schema up to date; the caller disposes of the engine."""
    engine = open_engine(database_url, threads=threads)
    try:
        upgrade(engine)
    except SlaError:
        engine.dispose()
        raise
    return Store(engine=engine, tenants=SqlTenants(engine))


def open_kept(*, database_url: str) -> Store:
    """As it is, for reading; Conflict where its schema is not this code's. The caller disposes of the engine."""
    engine = open_engine(database_url, threads=1)
    try:
        kept = revision(engine)
    except SlaError:
        engine.dispose()
        raise
    if kept != head():
        engine.dispose()
        raise Conflict(
            "The database is not that of this version of the bot; start the bot or import a file first, which "
            "brings it up to date."
        )
    return Store(engine=engine, tenants=SqlTenants(engine))
