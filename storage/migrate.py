"""Brings a database to the schema of this code, whatever it held before."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import DatabaseError as SqliteError

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from sla.errors import Conflict, SlaError

MIGRATIONS = Path(__file__).with_name("migrations")
ONE_AT_A_TIME = 7_301_128
"""The number of the PostgreSQL lock that replicas starting together take in turn; arbitrary."""


def upgrade(engine: Engine) -> None:
    """To the newest schema, in one transaction. SlaError where the database is newer than the code or unreadable."""
    with _readable(engine), engine.connect() as connection, _without_references(connection):
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    with connection.begin():
        take_turn(connection)
        _refuse_newer(connection)
        command.upgrade(_config(connection), "head")


def revision(engine: Engine) -> str | None:
    """The schema's revision; None for an empty database."""
    with _readable(engine), engine.connect() as connection:
        return _current(connection)


@cache
def head() -> str:
    """The revision of this code."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise RuntimeError("the package holds no migrations")
    return newest


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(connection: Connection) -> None:
    current = _current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current is not None and current not in known:
        raise Conflict(
            f"The database was made by a newer version of the bot (its schema is {current}, "
            f"this version knows {head()}); start that version, or restore an older backup."
        )


def take_turn(connection: Connection) -> None:
    """Wait until no other replica upgrades; on SQLite the transaction itself is the turn."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by dropping its old copy, which would take the rows that refer to it along."""
    if connection.dialect.name != "sqlite":
        yield
        return
    pragma = connection.connection.cursor()  # beneath SQLAlchemy: inside a transaction it would do nothing
    pragma.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        pragma.execute("PRAGMA foreign_keys=ON")
        pragma.close()


@contextmanager
def _readable(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, SqliteError) as error:
        address = engine.url.render_as_string(hide_password=True)
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise SlaError(
            f"The database {address} cannot be used ({cause}); check its address, that it can be reached, "
            "and that it is the bot's own.",
            field="database_url",
        ) from error
