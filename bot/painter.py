"""Draws Home tabs beside everything else, one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.acks_first import AcksFirst
from bot.worker import Worker
from handlers.home import draw
from handlers.services import Services
from handlers.views.message import JsonDict

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
    """Draws each tab once however often it was asked for meanwhile.

    What is not drawn when the bot stops is drawn when the tab is next opened: nothing is kept for later.
    """

    def __init__(self, first: AcksFirst | None = None) -> None:
        before = (first or AcksFirst()).give_way
        self._worker: Worker[str, Wanted] = Worker(failure="home not drawn", key="person", before=before)

    def opened(self, slack_id: str) -> None:
        self._worker.want(slack_id, Wanted(opened=True), both=Wanted.and_then)

    def changed(self, slack_id: str, notice: Sequence[JsonDict] = ()) -> None:
        self._worker.want(slack_id, Wanted(notice=notice), both=Wanted.and_then)

    def start(self, draw: Draw) -> None:
        self._worker.start(draw)

    def stop(self) -> None:
        self._worker.stop(STOP_WITHIN_SECONDS)
