"""A clock, a network and a Slack that exist only here, all driven by one seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from scheduling.messenger import Absent, Ambiguous, Refused, Result, Written
from scheduling.points import Point
from sla.delivery import Posted
from sla.digest import Digest
from sla.services.bulletins import Late, Private
from sla.weekly import WeeklySummary

SECOND = timedelta(seconds=1)
INSIDE_A_TRANSACTION = {Point.CLAIMED_BEFORE_COMMIT, Point.RECORDED_BEFORE_COMMIT}
"""Where a process that is stopped holds rows, so nobody else can go on."""


class Crash(BaseException):
    """The process is gone; nothing that it had not committed is left."""


@dataclass
class VirtualClock:
    """Product time, real time and the database's clock are one here."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    real_now = now

    def wait(self, how_long: timedelta) -> None:
        self.moment += how_long


@dataclass(frozen=True, kw_only=True, slots=True)
class Odds:
    """How often something goes wrong at one step, and how far history lags at most."""

    fault: float
    crash: float
    stall: float
    lag: float

    @classmethod
    def drawn(cls, dice: Random) -> "Odds":
        return cls(
            fault=dice.choice([0.0, 0.1, 0.31, 0.6]),
            crash=dice.choice([0.0, 0.01, 0.05]),
            stall=dice.choice([0.0, 0.0, 0.02]),
            lag=dice.choice([0, 0, 2, 8, 60]),
        )


CALM = Odds(fault=0, crash=0, stall=0, lag=0)


@dataclass
class Fate:
    """Decides at every step whether the process dies there, or stands still while others go on."""

    dice: Random
    clock: VirtualClock
    odds: Odds
    others: Callable[[], None] = lambda: None
    stalls: int = 0
    crashes: int = 0
    _stalled: bool = False

    def reached(self, point: Point) -> None:
        if self.dice.random() < self.odds.crash:
            self.crashes += 1
            raise Crash
        if point not in INSIDE_A_TRANSACTION and self.dice.random() < self.odds.stall:
            self._stand_still()

    def _stand_still(self) -> None:
        """As under SIGSTOP: longer than a lease at times, and the others do their work meanwhile."""
        if self._stalled:
            return
        self._stalled, self.stalls = True, self.stalls + 1
        self.clock.wait(self.dice.choice([5, 40, 70, 200]) * SECOND)
        self.others()
        self._stalled = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """A message that somebody can read."""

    channel_id: str
    reference: str
    at: datetime
    late: tuple[Late, ...] = ()
    doubt: bool = False


@dataclass
class VirtualSlack:
    """Takes messages as Slack does, and lies about it as networks do."""

    dice: Random
    clock: VirtualClock
    fate: Fate
    arrived: list[Arrived] = field(default_factory=list)
    calls: int = 0
    held_until: datetime | None = None

    @property
    def odds(self) -> Odds:
        return self.fate.odds

    def held(self) -> timedelta | None:
        left = self.held_until - self.clock.now() if self.held_until else timedelta(0)
        return left if left > timedelta(0) else None

    def channel(self, name: str) -> str | Refused:
        return self._look(f"C-{name}")

    def direct(self, slack_id: str) -> str | Refused:
        return self._look(f"D-{slack_id}")

    def quiet_until(self, slack_id: str, now: datetime) -> datetime | None:  # noqa: ARG002 — the real one's name
        return None

    def digest(self, digest: Digest, *, reference: str, doubt: bool) -> Written:  # noqa: ARG002 - nor here
        return lambda where: self._post(
            Arrived(channel_id=where, reference=reference, at=self.clock.now(), doubt=doubt)
        )

    def weekly(self, channel_id: str, summary: WeeklySummary, *, reference: str, doubt: bool) -> Result:  # noqa: ARG002 - nor here
        return self._post(
            Arrived(channel_id=channel_id, reference=reference, at=self.clock.now(), doubt=doubt)
        )

    def privately(
        self,
        content: Private,  # noqa: ARG002 - what it says is no matter here
        *,
        reference: str,
        late: Sequence[Late],
    ) -> Written:
        return lambda where: self._post(
            Arrived(channel_id=where, reference=reference, at=self.clock.now(), late=tuple(late))
        )

    def find(self, channel_id: str, reference: str, *, since: datetime) -> Posted | Absent | Refused:
        self.calls += 1
        if self._strikes():
            return self.dice.choice(
                [
                    Refused(reason="ratelimited", retry_after=30 * SECOND),
                    Refused(reason="TimeoutError", retry_after=60 * SECOND),
                ]
            )
        seen_to = self.clock.now() - self.odds.lag * SECOND
        for one in self.arrived:
            here = one.channel_id == channel_id and since <= one.at <= seen_to
            if here and one.reference.startswith(reference):
                return Posted(channel_id=channel_id, message_ts="1")
        return Absent()

    def _strikes(self) -> bool:
        return self.dice.random() < self.odds.fault

    def _look(self, conversation: str) -> str | Refused:
        self.calls += 1
        if self._strikes():
            self.clock.wait(self.dice.choice([0, 10]) * SECOND)
            return Refused(reason="internal_error", retry_after=60 * SECOND)
        return conversation

    def _post(self, message: Arrived) -> Result:
        self.calls += 1
        if not self._strikes():
            return self._take(message)
        match self.dice.choice(["before", "after", "late", "limited", "refused", "dies", "dies after"]):
            case "before":
                return Ambiguous(reason="RemoteDisconnected")
            case "after":
                self._take(message)
                return Ambiguous(reason="HTTP 500")
            case "late":
                self.clock.wait(10 * SECOND)
                self._take(message)
                return Ambiguous(reason="TimeoutError")
            case "limited":
                wait = self.dice.choice([1, 30]) * SECOND
                self.held_until = self.clock.now() + wait
                return Refused(reason="ratelimited", retry_after=wait)
            case "refused":
                return Refused(reason="is_archived")
            case how:
                if how == "dies after":
                    self._take(message)
                raise Crash

    def _take(self, message: Arrived) -> Result:
        self.arrived.append(message)
        return Posted(channel_id=message.channel_id, message_ts="1")
