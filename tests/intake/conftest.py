"""A migrated SQLite store of its own for each test, and the article's terms."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake import Importer
from intake.agreement_file import load_terms
from sla.terms import Terms
from tests.intake.desk import EXAMPLE, Desk, Store, book_of
from tests.intake.hubspot_desk import Office
from tests.stores import SqlStore


@pytest.fixture(scope="session")
def terms() -> Terms:
    return load_terms(EXAMPLE)


@pytest.fixture
def store(sqlite_store: SqlStore) -> Store:
    return Store(units=sqlite_store.units, tenant_id=sqlite_store.tenants.sole())


@pytest.fixture
def desk(store: Store, terms: Terms, tmp_path: Path) -> Desk:
    return Desk(
        importer=Importer(units=store.units, tenant_id=store.tenant_id, book=book_of(terms)),
        directory=tmp_path,
    )


@pytest.fixture
def office(sqlite_store: SqlStore) -> Iterator[Office]:
    with Office.opened(sqlite_store) as opened:
        yield opened
