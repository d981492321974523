"""Which failures pass by themselves: the database cannot be reached, or is too busy."""

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


def is_outage(error: Exception) -> bool:
    """Nothing is wrong with what was asked of it."""
    return isinstance(error, InterfaceError | OperationalError | PoolTimeoutError)
