"""Copies a running SQLite database into one file, checked and marked as a copy."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from sla.errors import BadInput, Conflict, NotFound, SlaError

WAIT_SECONDS = 30

MARK = """
INSERT INTO heartbeat (tenant_id, is_copy) SELECT id, 1 FROM tenant WHERE true
ON CONFLICT (tenant_id) DO UPDATE SET is_copy = 1
"""


def back_up(database_url: str, to: Path) -> int:
    """Beside a running bot too; how many bytes it came to. SlaError in one sentence, and then no file is left."""
    source = _file_of(database_url, to)
    if to.exists():
        raise Conflict(f"{to} is there already; name a file that is not, or move it away.")
    if not to.parent.is_dir():
        raise NotFound(f"The folder {to.parent} does not exist; make it first.")
    try:
        with TemporaryDirectory(dir=to.parent, prefix=".backup-") as beside:
            copy = Path(beside) / "copy"
            _copy(source, copy)
            _mark(copy)
            _check(copy)
            _give(copy, to)
    except (sqlite3.Error, OSError) as error:
        raise SlaError(f"{source} could not be backed up to {to} ({error}).") from error
    return to.stat().st_size


def _file_of(database_url: str, to: Path) -> Path:
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        raise BadInput(
            "The database is a PostgreSQL: back it up with "
            f"`pg_dump --format=custom --file={to} {url.database}`, and start with `sla-bot run --hold` after a "
            "restore."
        )
    path = Path(url.database or "")
    if not path.is_file():
        raise NotFound(f"There is no database {path} yet, so there is nothing to back up.")
    return path


def _copy(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(source, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))


def _mark(copy: Path) -> None:
    """A start on it knows that more was sent than it says; an older schema has no place for that."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'heartbeat'").fetchone()
        if known:
            connection.execute(MARK)


def _check(copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    if found != ["ok"] or strays:
        raise SlaError(
            f"The copy did not pass its integrity check ({found[0]}, {len(strays)} loose references), so it was not "
            "kept; look after the database itself."
        )


def _give(copy: Path, to: Path) -> None:
    """Under its name only once it is wholly on the disk."""
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    copy.replace(to)
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
