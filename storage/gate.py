"""Keeps this version from messages that a newer one has taken over, whatever else is still running."""

from sqlalchemy import ColumnElement, Engine, column, exists, literal, select, table

from storage.migrate import head, revision

SCHEMA = table("alembic_version", column("version_num"))


def is_ours() -> ColumnElement[bool]:
    """A condition: the schema is that of this code at the moment of the statement that asks."""
    return exists(select(literal(1)).where(SCHEMA.c.version_num == head()))


def outdated(engine: Engine) -> str | None:
    """A sentence where the database has been brought to another schema since this process started."""
    kept = revision(engine)
    if kept == head():
        return None
    return (
        f"the database has the schema {kept} now, and this version of the bot is for {head()}: start the version "
        "that brought it there in place of this one"
    )
