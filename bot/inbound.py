"""Keeps what people type and press before it is acknowledged, and sees to it that it is done: here or elsewhere."""

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

import structlog

from bot.custody import Custody
from bot.group_commit import GroupCommit
from bot.turns import Turns
from sla.arrivals import Arrival
from sla.services.desk import Desk

log = structlog.get_logger()

BEAT_SECONDS = 5.0
LOOK_SECONDS = 0.2
"""How often those are looked for who wait for another process, and the done are forgotten."""
STOP_WITHIN_SECONDS = 10.0
LONGEST_OUTAGE_SECONDS = 300.0
LONGEST_PAUSE_SECONDS = 5.0

Perform = Callable[[Arrival], None]
Tell = Callable[[Arrival, Exception], None]
"""Says to the person what went wrong."""
IsOutage = Callable[[Exception], bool]
"""Whether the store will be there again, and nothing is wrong with what was to be done."""


class Inbound:
    """A person's inputs are done in the order in which they were kept, whichever process heard them."""

    def __init__(self, desk: Desk, turns: Turns, *, is_outage: IsOutage) -> None:
        self._desk = desk
        self._turns = turns
        self._is_outage = is_outage
        self._holder = secrets.token_hex(8)
        self._custody = Custody(desk, self._holder, self._begin)
        self._commits = GroupCommit(self._write)
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inbound", daemon=True)

    def keep(self, arrival: Arrival) -> None:
        self._commits.keep(arrival)

    def start(self, perform: Perform, tell: Tell, *, alone: bool) -> None:
        """`alone`: no other process can have anything in its hands."""
        self._perform, self._tell = perform, tell
        if alone:
            self._custody.take_over(patience=0)
        self._commits.start()
        self._thread.start()

    def stop(self) -> None:
        """Take none any more, do those that are here, and leave what is left then to others."""
        self._commits.stop()
        ends = time.monotonic() + STOP_WITHIN_SECONDS
        while len(self._custody) and time.monotonic() < ends:
            time.sleep(LOOK_SECONDS / 4)
        self._stopping.set()
        self._wake.set()
        self._thread.join(STOP_WITHIN_SECONDS)
        try:
            self._custody.forget()
            self._custody.give_up()
        except Exception:  # after a while they are taken from who is dead
            log.warning("what was not done could not be given up", exc_info=True)
        if left := len(self._custody):
            log.warning("inputs were not done before the stop", inputs=left)

    def _write(self, arrivals: Sequence[Arrival]) -> None:
        try:
            with self._desk.open() as work:
                work.arrivals.keep(arrivals, self._holder)
                work.commit()
        finally:  # also where nobody knows whether it got there
            self._custody.kept(arrivals)
            self._wake.set()

    def _run(self) -> None:
        custody, beaten, behind = self._custody, 0.0, True
        while not self._stopping.is_set():
            self._wake.wait(LOOK_SECONDS if behind or len(custody) else BEAT_SECONDS)
            self._wake.clear()
            try:
                behind = custody.begin()
                custody.forget()
                if time.monotonic() - beaten >= BEAT_SECONDS:
                    beaten = time.monotonic()
                    custody.beat()
                    custody.take_over()
                    behind = custody.begin()
            except Exception as error:  # noqa: BLE001 - the store is away: what is not done waits in it
                behind = True
                log.warning("inputs wait for the database", why=type(error).__name__)
                self._stopping.wait(1)

    def _begin(self, arrival: Arrival) -> None:
        self._turns.add(arrival.slack_id, partial(self._do, arrival))

    def _do(self, arrival: Arrival) -> None:
        began, pause = time.monotonic(), LOOK_SECONDS
        while True:
            try:
                self._perform(arrival)
            except Exception as error:  # noqa: BLE001 - Bolt's place for errors ended with the acknowledgement
                if self._is_outage(error) and time.monotonic() - began < LONGEST_OUTAGE_SECONDS:
                    if self._stopping.wait(pause):
                        return
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                    continue
                self._finish(arrival, error)
                return
            self._finish(arrival, None)
            return

    def _finish(self, arrival: Arrival, error: Exception | None) -> None:
        try:
            if error is not None:
                self._tell(arrival, error)
        finally:
            self._custody.done(arrival.key)
