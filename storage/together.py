"""Several statements that are read one after the other, and from a far database in one way there and back.

They are written once, with their values to come as bound parameters, and compiled once.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import psycopg
from sqlalchemy import Connection, Dialect, Row, Select
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData

from storage.bulk import Values
from storage.round_trips import Far

Asking = Select[*tuple[object, ...]]
Rows = Sequence[Row[tuple[object, ...]]]


def read_together(connection: Connection, statements: Sequence[Asking], values: Values) -> list[Rows]:
    """The rows of each. Each sees what was committed before it, where the transaction sees no single moment."""
    if not connection.in_transaction():
        connection.begin()
    far = connection.connection.dbapi_connection
    if not isinstance(far, Far):
        return [cast("Rows", connection.execute(one, values).all()) for one in statements]
    prepared = [_prepared(one, connection.dialect) for one in statements]
    with far.pipeline():
        if opening := far.opened():
            psycopg.Cursor(far).execute(opening)
        cursors = [psycopg.Cursor(far).execute(one.text, values) for one in prepared]
    return [one.rows(cursor.fetchall()) for one, cursor in zip(prepared, cursors, strict=True)]


class _Prepared:
    """A statement as the driver takes it, and how its rows are read."""

    def __init__(self, statement: Asking, dialect: Dialect) -> None:
        columns = statement.selected_columns
        self.text = str(statement.compile(dialect=dialect)).encode()
        self._names = SimpleResultMetaData([str(column.key) for column in columns])
        self._readers = [
            (place, reader)
            for place, column in enumerate(columns)
            if (reader := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    def rows(self, found: list[tuple[object, ...]]) -> Rows:
        result: IteratorResult[*tuple[object, ...]] = IteratorResult(self._names, map(self._read, found))
        return cast("Rows", result.all())

    def _read(self, row: tuple[object, ...]) -> tuple[object, ...]:
        cells = list(row)
        for place, reader in self._readers:
            cells[place] = reader(cells[place])
        return tuple(cells)


@lru_cache(maxsize=256)
def _prepared(statement: Asking, dialect: Dialect) -> _Prepared:
    return _Prepared(statement, dialect)
