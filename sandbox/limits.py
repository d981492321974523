"""Slack's rate limits, when a test switches them on: calls a minute by tier, and messages a second by channel.

They run on real time. https://docs.slack.dev/apis/web-api/rate-limits
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from enum import Enum

from sandbox.clock import Clock

MINUTE = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """So many calls within so many seconds."""

    calls: int
    seconds: float


class Tier(Enum):
    """The calls that Slack promises to take, counted for each method; it may take a few more, the sandbox does not.

    A message counts twice: for its channel (one a second, in bursts of five) and for the workspace.
    """

    ONE = (Rate(calls=1, seconds=MINUTE),)
    TWO = (Rate(calls=20, seconds=MINUTE),)
    THREE = (Rate(calls=50, seconds=MINUTE),)
    FOUR = (Rate(calls=100, seconds=MINUTE),)
    SPECIAL = (Rate(calls=600, seconds=MINUTE),)
    POSTING = (Rate(calls=5, seconds=5.0), Rate(calls=300, seconds=MINUTE))


class Limits:
    """Counts calls in sliding windows; lets everything pass until it is switched on."""

    def __init__(self, clock: Clock) -> None:
        self.on = False
        self._clock = clock
        self._taken: defaultdict[tuple[str, Rate], deque[float]] = defaultdict(deque)

    def switch(self, *, on: bool) -> None:
        self.on = on
        self._taken.clear()

    def wait_for(self, method: str, tier: Tier, *, channel: str) -> float:
        """Seconds until the call would be taken; 0 takes it and counts it. `channel` matters to posting alone."""
        if not self.on:
            return 0.0
        now = self._clock.real()
        named = [f"{method} {channel}", method] if tier is Tier.POSTING else [method]
        windows = [(self._taken[name, rate], rate) for name, rate in zip(named, tier.value, strict=True)]
        wait = max(_wait(taken, rate, now) for taken, rate in windows)
        if wait == 0.0:
            for taken, _ in windows:
                taken.append(now)
        return wait


def _wait(taken: deque[float], rate: Rate, now: float) -> float:
    while taken and taken[0] <= now - rate.seconds:
        taken.popleft()
    return 0.0 if len(taken) < rate.calls else taken[0] + rate.seconds - now
