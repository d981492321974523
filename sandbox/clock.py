"""The sandbox's two times: the real one, for trigger ids and reply addresses, and the moved one, for messages.

The only module of the sandbox that reads the machine's clock. The offset between the two only grows and is
mirrored in a file, from which the bot's own clock follows.
"""

import os
import time
from datetime import datetime
from pathlib import Path

from sandbox.errors import SandboxError


class Clock:
    """Real time plus an offset in seconds."""

    def __init__(self, *, file: Path | None = None, start: datetime | None = None) -> None:
        if start is not None and start.tzinfo is None:
            raise SandboxError(
                "The moment the sandbox begins at needs a time zone, e.g. 2026-11-24T09:00+01:00."
            )
        self._file = file
        stored = _stored_offset(file)
        begun = 0.0 if start is None else start.timestamp() - self.real()
        self.offset = begun if stored is None else max(stored, begun if start else stored)
        self._store()

    def real(self) -> float:
        """Seconds since the epoch, as this machine has it."""
        return time.time()  # noqa: TID251 - the one place where the sandbox reads the clock

    def now(self) -> float:
        """Seconds since the epoch, moved."""
        return self.real() + self.offset

    def advance(self, seconds: float) -> None:
        """Moves time on; raises ValueError for a step backwards."""
        if seconds < 0:
            raise ValueError("The clock only moves forward; give a moment that is still to come.")
        self.offset += seconds
        self._store()

    def _store(self) -> None:
        if self._file is None:
            return
        beside = self._file.with_name(self._file.name + ".new")
        beside.write_text(f"{self.offset!r}\n", encoding="ascii")
        os.replace(beside, self._file)  # noqa: PTH105 - atomic, and over an existing file on every system


def _stored_offset(file: Path | None) -> float | None:
    if file is None or not file.exists():
        return None
    try:
        return float(file.read_text(encoding="ascii"))
    except ValueError:
        raise SandboxError(
            f"The clock file {file} does not hold a number of seconds; delete it and start again."
        ) from None


class Deadline:
    """A moment of real time that is so many seconds away."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._at
