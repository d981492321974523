"""Which failures pass by themselves: the database cannot be reached, is too busy, or has no room."""

import sqlite3

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


def is_outage(error: Exception) -> bool:
    """Nothing is wrong with what was asked of it."""
    if isinstance(error, OperationalError) and isinstance(error.orig, sqlite3.Error):
        return error.orig.sqlite_errorcode != sqlite3.SQLITE_ERROR  # which is how it refuses a statement
    return isinstance(error, InterfaceError | OperationalError | PoolTimeoutError)
