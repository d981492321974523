"""Makes durable what many people said at one moment, in one way to the database for all of them."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from sla.arrivals import Arrival
from sla.errors import Conflict

MOST_AT_ONCE = 500

Write = Callable[[Sequence[Arrival]], None]


class GroupCommit:
    """One thread, which writes all that came while it wrote those before."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._slips: list[tuple[Arrival, Future[None]]] = []
        self._stopping = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="group commit", daemon=True)

    @property
    def waiting(self) -> int:
        """How many have not been begun to be written."""
        return len(self._slips)

    def keep(self, arrival: Arrival) -> None:
        """Returns when it is durable; raises what the writing raised."""
        kept: Future[None] = Future()
        with self._changed:
            if self._stopping:
                raise Conflict("The bot is being restarted; do this again in a minute.")
            self._slips.append((arrival, kept))
            self._changed.notify()
        kept.result()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Write what was taken, and take no more."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while slips := self._next():
            try:
                self._write([arrival for arrival, _ in slips])
            except Exception as error:  # noqa: BLE001 - each that waits raises it
                for _, kept in slips:
                    kept.set_exception(error)
            else:
                for _, kept in slips:
                    kept.set_result(None)

    def _next(self) -> list[tuple[Arrival, Future[None]]]:
        """None of them when the bot stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._slips or self._stopping)
            found, self._slips = self._slips[:MOST_AT_ONCE], self._slips[MOST_AT_ONCE:]
            return found
