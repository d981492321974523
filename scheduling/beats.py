"""How the parts of the schedule show that they get on: whoever watches can tell a long tick from one that hangs."""

from enum import StrEnum
from typing import Protocol


class Part(StrEnum):
    SCHEDULER = "scheduler"
    SENDER = "sender"


class Watcher(Protocol):
    def beat(self, part: Part) -> None:
        """It gets on."""

    def rest(self, part: Part) -> None:
        """It gets on, and has nothing to do until it is called again."""


class Nobody:
    """Watches nothing."""

    def beat(self, part: Part) -> None:
        pass

    def rest(self, part: Part) -> None:
        pass
