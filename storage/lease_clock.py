"""The clock that leases run on: the database's, because it is the only one that all senders share."""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

EPOCH_AS_JULIAN_DAY = 2_440_587.5
SECONDS_A_DAY = 86_400


def database_now(connection: Connection) -> datetime:
    """To the millisecond at least; on SQLite it is this machine's, where all its senders are."""
    if connection.dialect.name == "sqlite":
        days = connection.execute(select(func.julianday("now"))).scalar_one()
        return datetime.fromtimestamp((days - EPOCH_AS_JULIAN_DAY) * SECONDS_A_DAY, UTC)
    moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment
