"""One running bot per SQLite file; PostgreSQL takes any number."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from sla.errors import Conflict


@contextmanager
def one_bot(database_url: str) -> Iterator[None]:
    """Held while a bot runs, from before its schema is touched; Conflict where another one runs already."""
    path = _file_of(database_url)
    if path is None:
        yield
        return
    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Conflict(
            f"Another bot is already running on {path}; stop it first, or use PostgreSQL to run several."
        ) from None
    try:
        yield
    finally:
        lock.release()


def one_process_only(database_url: str) -> bool:
    """Whether no second bot can ever run on it."""
    return _file_of(database_url) is not None


def _file_of(database_url: str) -> str | None:
    """The SQLite file; None for any other database, and for an address that opening it will refuse."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        return None
    return url.database if url.get_backend_name() == "sqlite" else None
