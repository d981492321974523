"""Draws Home tabs beside everything else, so that no press waits for it and no failure of it reaches anybody."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.acks_first import AcksFirst
from handlers.home import draw
from handlers.services import Services
from handlers.views.message import JsonDict

log = structlog.get_logger()

STOP_WITHIN_SECONDS = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """One person's tab is to be drawn: because they `opened` it, or with a `notice` of what they did."""

    opened: bool = False
    notice: Sequence[JsonDict] = field(default=())

    def and_then(self, later: "Wanted") -> "Wanted":
        return Wanted(opened=self.opened or later.opened, notice=later.notice or self.notice)


Draw = Callable[[str, Wanted], None]


def painting(services: Services) -> Draw:
    """As the handlers draw it."""
    return lambda slack_id, wanted: draw(slack_id, wanted.notice, services, opened=wanted.opened)


class Painter:
    """One thread, which draws each tab once however often it was asked for meanwhile.

    What is not drawn when the bot stops is drawn when the tab is next opened: nothing is kept for later.
    """

    def __init__(self, first: AcksFirst | None = None) -> None:
        self._first = first or AcksFirst()
        self._wanted: dict[str, Wanted] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def opened(self, slack_id: str) -> None:
        self._want(slack_id, Wanted(opened=True))

    def changed(self, slack_id: str, notice: Sequence[JsonDict] = ()) -> None:
        self._want(slack_id, Wanted(notice=notice))

    def start(self, draw: Draw) -> None:
        self._thread = threading.Thread(target=self._run, args=(draw,), name="home tabs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the tab that is being drawn be finished."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_SECONDS)

    def _want(self, slack_id: str, wanted: Wanted) -> None:
        with self._changed:
            before = self._wanted.get(slack_id)
            self._wanted[slack_id] = before.and_then(wanted) if before else wanted
            self._changed.notify()

    def _run(self, draw: Draw) -> None:
        while (found := self._next()) is not None:
            slack_id, wanted = found
            self._first.give_way()
            try:
                draw(slack_id, wanted)
            except Exception:  # one tab's failure never stops the others
                log.warning("home not drawn", person=slack_id, exc_info=True)

    def _next(self) -> tuple[str, Wanted] | None:
        """In the order in which they were first asked for; None when the bot stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._stopping)
            if self._stopping:
                return None
            slack_id = next(iter(self._wanted))
            return slack_id, self._wanted.pop(slack_id)
