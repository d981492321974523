"""The heartbeat outside the database: a small file that a restore of the database does not take back."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import structlog
from sqlalchemy import make_url

from bot.settings import StoreSettings
from sla.errors import BadInput

log = structlog.get_logger()


class HeartbeatFile:
    """Without a place, nothing is kept and nothing is known."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._warned = False

    def read(self) -> datetime | None:
        """BadInput where there is a file that holds something else."""
        if self._path is None or not self._path.exists():
            return None
        try:
            moment = datetime.fromisoformat(self._path.read_text(encoding="ascii").strip())
            if moment.tzinfo is not None:
                return moment
        except (OSError, ValueError):
            pass
        raise BadInput(
            f"The heartbeat file {self._path} does not hold a moment; delete it, and start once with --hold.",
            field="SLA_HEARTBEAT_FILE",
        )

    def keep(self, moment: datetime) -> None:
        """Never back. A file that cannot be written stops nothing; it is said once."""
        if self._path is None:
            return
        try:
            last = self.read()
            if last is None or last < moment:
                _replace(self._path, moment.isoformat())
        except (OSError, BadInput):
            if not self._warned:
                log.warning("the heartbeat file cannot be written", path=str(self._path), exc_info=True)
            self._warned = True


def _replace(path: Path, words: str) -> None:
    """Wholly or not at all, whoever else writes it."""
    with NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=path.name, delete=False) as beside:
        beside.write(words)
        beside.flush()
        os.fsync(beside.fileno())
    try:
        Path(beside.name).replace(path)
    except OSError:
        Path(beside.name).unlink(missing_ok=True)
        raise


def heartbeat_file(settings: StoreSettings) -> HeartbeatFile:
    """Where the settings say; beside an SQLite file otherwise, and nowhere for a server."""
    if settings.sla_heartbeat_file is not None:
        return HeartbeatFile(settings.sla_heartbeat_file)
    url = make_url(settings.sla_database_url.get_secret_value())
    on_disk = url.get_backend_name() == "sqlite" and url.database
    return HeartbeatFile(Path(f"{url.database}.heartbeat") if on_disk else None)
