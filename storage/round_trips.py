"""What spares ways to a PostgreSQL that may be far away: each of them is somebody's wait.

The driver begins no transactions by itself here: SQLAlchemy's do, and their BEGIN goes with their first statement.
"""

import select
from collections.abc import Iterable
from typing import Self

import psycopg
from psycopg.abc import Params
from psycopg.adapt import AdaptersMap
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

Row = tuple[object, ...]

WRITING = b"BEGIN"
READING = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Far(psycopg.Connection[Row]):
    """`opening` is the BEGIN that waits for the first statement of its transaction."""

    opening: bytes | None = None

    def opened(self) -> bytes | None:
        """It, once."""
        opening, self.opening = self.opening, None
        return opening


class FirstWithBegin(psycopg.Cursor[Row]):
    connection: Far

    def execute(  # type: ignore[override]  # SQLAlchemy calls it in this one way
        self, query: str, params: Params | None = None
    ) -> Self:
        opening = self.connection.opened()
        if opening is None:
            return super().execute(query.encode(), params)
        with self.connection.pipeline():
            psycopg.Cursor(self.connection).execute(opening)
            return super().execute(query.encode(), params)

    def executemany(  # type: ignore[override]  # the same
        self, query: str, params_seq: Iterable[Params]
    ) -> None:
        opening = self.connection.opened()
        if opening is not None:
            psycopg.Cursor(self.connection).execute(opening)
        super().executemany(query.encode(), params_seq)


def spare_round_trips(engine: Engine) -> None:
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkout", _look)


def _connect(
    _dialect: Dialect, _entry: ConnectionPoolEntry, _arguments: object, named: dict[str, object]
) -> Far:
    context = named.pop("context", None)
    # Preparing a statement that comes often would be a way of its own, in the middle of somebody's command.
    return Far.connect(
        make_conninfo(**{name: str(value) for name, value in named.items()}),
        context=context if isinstance(context, AdaptersMap) else None,
        autocommit=True,
        cursor_factory=FirstWithBegin,
        prepare_threshold=None,
    )


def _begin(connection: Connection) -> None:
    far = connection.connection.dbapi_connection
    if isinstance(far, Far):
        far.opening = _opening(**connection.get_execution_options())


def _opening(*, read_only: bool = False, alone: bool = False, **_others: object) -> bytes | None:
    """None for what goes there once: it needs no transaction of its own."""
    if alone:
        return None
    return READING if read_only else WRITING


def _look(raw: Far, _entry: ConnectionPoolEntry, _proxied: PoolProxiedConnection) -> None:
    """Notice a connection that the server has closed by its socket, without asking the server each time.

    An idle one has nothing to read until its end: the server's last word, or that there is none.
    """
    poll = select.poll()
    poll.register(raw.fileno(), select.POLLIN)
    if poll.poll(0):
        raise DisconnectionError
