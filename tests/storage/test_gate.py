"""A claim is made by the version whose schema the database has, and by no other."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import text

from sla.delivery import Kind, NewDelivery
from storage.gate import outdated
from storage.migrate import head
from tests.storage.examples import NOW
from tests.stores import SqlStore


def test_no_claim_after_another_version_took_over(database_store: SqlStore) -> None:
    tenant_id = database_store.tenants.sole()
    hour = timedelta(hours=1)
    with database_store.units(tenant_id) as work:
        new = NewDelivery(kind=Kind.DIGEST, subject="sla", on=NOW.date(), due_at=NOW, expires_at=NOW + hour)
        assert work.deliveries.plan(new)
        work.commit()
    assert outdated(database_store.engine) is None
    with moved(database_store, "9999"):
        assert "has the schema 9999 now" in (outdated(database_store.engine) or "")
        with database_store.units(tenant_id) as work:
            assert work.deliveries.claim(NOW) is None
    with database_store.units(tenant_id) as work:
        assert work.deliveries.claim(NOW) is not None


@contextmanager
def moved(store: SqlStore, revision: str) -> Iterator[None]:
    _move(store, revision)
    try:
        yield
    finally:
        _move(store, head())


def _move(store: SqlStore, revision: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
