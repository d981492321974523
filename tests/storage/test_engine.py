"""The settings that everything else relies on, and what the two kinds of unit of work may do."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from sla.errors import BadInput
from sla.ports import UnitOfWork
from storage.engine import SPARE_CONNECTIONS, open_engine
from tests.storage.examples import NOW, deal_row, lead_row, touch_row
from tests.stores import SqlStore


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url, threads=5)
    yield engine
    engine.dispose()


def test_sqlite_is_opened_durably(engine: Engine):
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30000,
        "query_only": 0,
    }
    assert engine.pool.size() == 5 + SPARE_CONNECTIONS


def test_postgres_is_opened_with_limits(postgres_store: SqlStore):
    with postgres_store.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in (
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "timezone",
            )
        }
    assert found == {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
        "timezone": "UTC",
    }


@pytest.mark.parametrize(
    "url", ["", "sla.db", "sqlite://", "sqlite:///:memory:", "mysql://localhost/sla", "postgresql://h:x/y"]
)
def test_an_address_of_no_known_kind_is_refused_in_one_sentence(url: str):
    with pytest.raises(BadInput, match="must look like") as refused:
        open_engine(url, threads=1)
    assert refused.value.field == "database_url"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_usual_names_of_postgres_are_known(scheme: str):
    engine = open_engine(f"{scheme}://user@localhost/sla", threads=1)
    assert engine.dialect.driver == "psycopg"
    engine.dispose()


def test_a_unit_opened_for_reading_cannot_write(database_store: SqlStore):
    tenant_id = database_store.tenants.sole()

    def write() -> None:
        with database_store.looks(tenant_id) as work:
            work.leads.upsert([lead_row("1")])

    with pytest.raises(DBAPIError, match=r"read-?only"):
        write()
    with database_store.units(tenant_id) as work:
        assert work.leads.upsert([lead_row("1")]).created == 1, "the connection writes again afterwards"


def test_a_reader_waits_for_no_writer_and_sees_one_moment(database_store: SqlStore):
    tenant_id = database_store.tenants.sole()
    with database_store.looks(tenant_id) as reader, database_store.units(tenant_id) as writer:
        assert reader.leads.count() == 0
        writer.leads.upsert([lead_row("1")])
        assert reader.leads.count() == 0
        writer.commit()
        assert reader.leads.count() == 0
    with database_store.looks(tenant_id) as reader:
        assert reader.leads.count() == 1


def test_connections_go_back_to_the_pool(database_store: SqlStore):
    tenant_id = database_store.tenants.sole()
    for units in (database_store.units, database_store.looks):
        with units(tenant_id) as work:
            work.leads.count()
    assert database_store.engine.pool.checkedout() == 0


def test_naive_moments_are_refused(database_store: SqlStore):
    naive = datetime(2026, 3, 2, 9)
    with database_store.units(database_store.tenants.sole()) as work:
        with pytest.raises(StatementError, match="timezone"):
            work.leads.upsert([lead_row("1", handed_off_at=naive, first_attempt_due_at=NOW)])
        with pytest.raises(StatementError, match="timezone"):
            work.leads.delivered(naive, NOW)


def test_moments_are_utc_on_disk_and_whatever_the_session(database_store: SqlStore):
    berlin = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    with database_store.units(database_store.tenants.sole()) as work:
        work.leads.upsert([lead_row("1", handed_off_at=berlin)])
        work.commit()
    with database_store.engine.connect() as connection:
        raw = connection.execute(text("SELECT handed_off_at FROM lead")).scalar_one()
    assert raw in {"2026-10-25 01:30:00.000000", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)}
    with database_store.looks(database_store.tenants.sole()) as work:
        (lead,) = work.leads.find("", now=NOW.replace(year=2027), limit=1)
    assert (lead.handed_off_at, lead.handed_off_at.tzinfo) == (berlin.astimezone(UTC), UTC)


def foreign(work: UnitOfWork, table: str, *, lead: int, member: int) -> None:
    match table:
        case "owner":
            work.leads.upsert([lead_row("x", owner_id=member)])
        case "touch":
            work.touches.add([touch_row("x", lead)])
        case "deal":
            work.deals.upsert([deal_row("x", lead)])
        case "by member":
            work.leads.upsert([lead_row("x")])
            own = work.leads.ids_by_external("file", ["x"])["x"]
            work.touches.add([touch_row("x", own, by_member=member)])


@pytest.mark.parametrize("table", ["owner", "touch", "deal", "by member"])
def test_a_reference_to_another_tenants_row_cannot_be_stored(database_store: SqlStore, table: str):
    ours = database_store.tenants.adopt(enterprise_id=None, team_id="T1", name="ours")
    theirs = database_store.tenants.adopt(enterprise_id=None, team_id="T2", name="theirs")
    with database_store.units(theirs) as work:
        member = work.members.ensure(["bo@example.com"])["bo@example.com"]
        work.leads.upsert([lead_row("1")])
        lead = work.leads.ids_by_external("file", ["1"])["1"]
        work.commit()
    with database_store.units(ours) as work, pytest.raises(IntegrityError):
        foreign(work, table, lead=lead, member=member)
