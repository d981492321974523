"""Looks after dropped files beside everything else, so that no press waits for one; one at a time."""

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger()

STOP_WITHIN_SECONDS = 60
"""An import that is cut off all the same is taken up again after a while, and changes nothing twice."""

Do = Callable[[str], None]


class FileWorker:
    """One thread, which takes each file once however often it was asked for meanwhile."""

    def __init__(self) -> None:
        self._wanted: dict[str, None] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def wake(self, file_id: str) -> None:
        with self._changed:
            self._wanted.setdefault(file_id)
            self._changed.notify()

    def start(self, do: Do) -> None:
        self._thread = threading.Thread(target=self._run, args=(do,), name="files", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the file in hand be finished."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_SECONDS)

    def _run(self, do: Do) -> None:
        while (file_id := self._next()) is not None:
            try:
                do(file_id)
            except Exception:  # one file's failure never stops the others
                log.warning("a dropped file was left", file=file_id, exc_info=True)

    def _next(self) -> str | None:
        """In the order in which they were first asked for; None when the bot stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._stopping)
            if self._stopping:
                return None
            file_id = next(iter(self._wanted))
            del self._wanted[file_id]
            return file_id
