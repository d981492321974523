"""Opens the database: SQLite or PostgreSQL, each with the settings that the rest of `storage` relies on."""

from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from sla.errors import BadInput
from storage.round_trips import spare_round_trips

SPARE_CONNECTIONS = 3
"""Beyond one for each thread: the scheduler's, the Home tabs' and the health check's."""

POSTGRES_LIMITS = {
    "timezone": "UTC",
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}


def open_engine(url: str, *, threads: int) -> Engine:
    """A pool for `threads` workers; the caller disposes of it. BadInput where the address is of no known kind."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, threads + SPARE_CONNECTIONS)
    limits = " ".join(f"-c {name}={value}" for name, value in POSTGRES_LIMITS.items())
    engine = create_engine(
        address,
        pool_size=threads + SPARE_CONNECTIONS,
        max_overflow=0,
        hide_parameters=True,  # a lead's name does not belong in a log
        connect_args={"options": limits},
    )
    spare_round_trips(engine)
    return engine


def for_reading(connection: Connection) -> Connection:
    """This connection's next transaction sees one moment of the store and cannot write."""
    return connection.execution_options(read_only=True)


def reads_only(connection: Connection) -> bool:
    """Whether `for_reading` prepared this connection."""
    return bool(connection.get_execution_options().get("read_only", False))


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = None
    match address.get_backend_name() if address else None, address:
        case "sqlite", URL(database=str(path)) as found if path and path != ":memory:":
            return found
        case "postgresql" | "postgres", URL() as found:
            return found.set(drivername="postgresql+psycopg")
    raise BadInput(
        "The database address must look like sqlite:///sla.db or postgresql://user:password@host/name.",
        field="database_url",
    )


def _open_sqlite(address: URL, pool_size: int) -> Engine:
    engine = create_engine(address, pool_size=pool_size, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    raw.isolation_level = None  # otherwise the driver begins transactions by itself, and not IMMEDIATE ones
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A reader that turns writer is refused at once when somebody wrote in between, whatever the busy timeout;
    so a unit of work takes the write lock when it begins, unless it only reads.
    """
    reads = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql(f"PRAGMA query_only={int(reads)}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
