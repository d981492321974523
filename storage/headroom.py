"""Whether the server has connections left for one more process of the bot."""

from sqlalchemy import Engine, QueuePool, text

LEFT = """
SELECT current_setting('max_connections')::int
     - current_setting('superuser_reserved_connections')::int
     - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
"""


def too_few_connections(engine: Engine) -> str | None:
    """A sentence where this process may come to want more connections than are left; SQLite has no such limit."""
    if engine.dialect.name != "postgresql" or not isinstance(engine.pool, QueuePool):
        return None
    wanted = engine.pool.size()
    with engine.connect() as connection:
        left: int = connection.execute(text(LEFT)).scalar_one()
    if left >= wanted:
        return None
    return (
        f"PostgreSQL has {left} connections left and this process may want {wanted}: lower SLA_WORKERS, or raise "
        "max_connections there"
    )
