"""When each part of the schedule last showed that it gets on, in real time."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduling.beats import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """The last sign of a part: so many seconds old, and whether another was to be expected since."""

    seconds: float
    resting: bool


class Beats:
    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._last: dict[Part, tuple[float, bool]] = {}

    def beat(self, part: Part) -> None:
        self._last[part] = self._seconds(), False

    def rest(self, part: Part) -> None:
        self._last[part] = self._seconds(), True

    def signs(self) -> Mapping[Part, Sign]:
        """Of each part that has begun."""
        now = self._seconds()
        return {
            part: Sign(seconds=now - last, resting=resting)
            for part, (last, resting) in dict(self._last).items()
        }
