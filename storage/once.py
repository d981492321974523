"""What a unit of work that only reads has read already: it sees one moment, so that nothing is read twice."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection

from storage.engine import reads_only

Found = TypeVar("Found")


class Once(Generic[Found]):
    """One reading. In a unit of work that may write it is made each time, as others may have written meanwhile."""

    def __init__(self, connection: Connection, read: Callable[[], Found]) -> None:
        self._read = read
        self._keeps = reads_only(connection)
        self._found: list[Found] = []

    def __call__(self) -> Found:
        if self._found:
            return self._found[0]
        found = self._read()
        if self._keeps:
            self._found.append(found)
        return found
