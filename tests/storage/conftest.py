from collections.abc import Iterator

import pytest

from sla.people import TenantId
from sla.ports import UnitOfWork
from tests.stores import AnyStore


@pytest.fixture
def tenant_id(store: AnyStore) -> TenantId:
    return store.tenants.sole()


@pytest.fixture
def work(store: AnyStore, tenant_id: TenantId) -> Iterator[UnitOfWork]:
    """An open unit of work on an empty tenant."""
    with store.units(tenant_id) as work:
        yield work
