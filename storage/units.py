"""Opens units of work on the database."""

from sqlalchemy import Engine

from sla.people import TenantId
from storage.work import LeaseNow, SqlUnitOfWork


class SqlUnits:
    """Opens units of work. With `read_only` they see one moment, wait for no writer and cannot write.

    `lease_now` stands for the database's clock in tests that cannot wait for a lease to run out.
    """

    def __init__(self, engine: Engine, *, read_only: bool = False, lease_now: LeaseNow | None = None) -> None:
        self._engine = engine
        self._read_only = read_only
        self._lease_now = lease_now

    def __call__(self, tenant_id: TenantId) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._engine, tenant_id, read_only=self._read_only, lease_now=self._lease_now)
