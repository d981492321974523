"""The tenant's row as what serialises those who change an agreement, and the mark of what they changed."""

from sqlalchemy import Connection, select, update

from sla.people import TenantId
from storage.tables import TENANT


def hold(connection: Connection, tenant_id: TenantId) -> None:
    """Wait until nobody else changes this tenant's agreement, and keep others waiting until the commit.

    The weaker of PostgreSQL's row locks: FOR UPDATE would wait for everybody who has inserted a row that refers
    to the tenant, and two of those would wait for each other. On SQLite the transaction is alone anyway.
    """
    mine = select(TENANT.c.id).where(TENANT.c.id == tenant_id)
    connection.execute(mine.with_for_update(key_share=True))


def raise_mark(connection: Connection, tenant_id: TenantId) -> None:
    """Holds the tenant as well."""
    connection.execute(update(TENANT).where(TENANT.c.id == tenant_id).values(mark=TENANT.c.mark + 1))


def read_mark(connection: Connection, tenant_id: TenantId) -> int:
    mark: int = connection.execute(select(TENANT.c.mark).where(TENANT.c.id == tenant_id)).scalar_one()
    return mark
