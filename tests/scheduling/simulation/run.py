"""One seed: a team's mornings with several senders, whatever happens to them, and what is left in the end."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from scheduling.planner import Planner
from scheduling.reconciler import Reconciler
from scheduling.round import Round
from scheduling.sender import Sender
from sla.delivery import Delivery, Kind, State
from sla.digest import Digest, Hello
from sla.services.bulletins import Bulletins, Private
from sla.services.desk import Desk
from tests.fakes.store import FakeStore
from tests.scheduling.simulation.world import (
    CALM,
    SECOND,
    Arrived,
    Crash,
    Fate,
    Odds,
    VirtualClock,
    VirtualSlack,
)
from tests.sla.services.agreement import ANA, TERMS, at, person
from tests.sla.services.team import Team

CREW = (ANA, person("Cy Orr"))
FIRST = at("2026-03-17 09:00")
"""A Tuesday, when the digest and all messages of the crew are due."""
REPLICAS = 2
TROUBLED, QUIET, LAST = (0, 1, 2, 4, 7, 12, 17, 34, 75), (0, 1, 6, 17), (0, 1)
DAYS = (TROUBLED, TROUBLED, QUIET, LAST)
"""The minutes after nine at which somebody ticks; who it is, the dice say. Nothing fails on the last two days, and
the very last is for what has to be told of still, where there is any.
"""

PLANS = 0.3
"""How often a tick plans, but for a day's first and, while hellos are said, its second: it is most of a tick's work,
and plans nothing new.
"""

OPEN = {State.PLANNED, State.SENDING, State.UNKNOWN}
"""What a tick has work with; the rest is settled, or waits for the next day's message."""

TERMINAL = {State.SENT, State.FAILED, State.DROPPED, State.TOLD}


class Process:
    """One replica's own, with nothing in memory when it begins."""

    def __init__(self, *, desk: Desk, bulletins: Bulletins, slack: VirtualSlack, fate: Fate) -> None:
        self._planner = Planner(desk, reached=fate.reached)
        self._reconciler = Reconciler(desk=desk, messenger=slack, reached=fate.reached)
        sender = Sender(
            desk=desk, bulletins=bulletins, messenger=slack, clock=slack.clock, reached=fate.reached
        )
        self._round = Round([sender], clock=slack.clock)

    def tick(self, now: datetime, *, plan: bool) -> None:
        if plan:
            self._planner.plan(now)
        self._reconciler.reconcile(now)
        self._round.send_due(now)


class PlainWords(Bulletins):
    """Always has something to say; what that is, is tested elsewhere."""

    def __init__(self, desk: Desk, digest: Digest, hello: Hello) -> None:
        super().__init__(desk)
        self._said = digest
        self._hello = hello

    def digest(self, now: datetime) -> Digest:  # noqa: ARG002 - the port's
        return self._said

    def private(self, delivery: Delivery, now: datetime) -> Private | None:  # noqa: ARG002 - the port's
        return self._hello


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """What the ledger and Slack hold when all is quiet again."""

    rows: tuple[Delivery, ...]
    arrived: tuple[Arrived, ...]
    crashes: int
    stalls: int
    calls: int
    days: int

    @property
    def seen(self) -> Counter[str]:
        return Counter(one.reference for one in self.arrived)

    def faults(self) -> list[str]:
        """What breaks the promise; none where it was kept."""
        return [
            *self._unplanned(),
            *(f"{one.kind} {one.subject} {one.on}: {fault}" for one, fault in self._broken()),
        ]

    def _broken(self) -> list[tuple[Delivery, str]]:
        return [(one, fault) for one in self.rows if (fault := self._fault(one)) is not None]

    def _fault(self, one: Delivery) -> str | None:
        times = self.seen[one.reference]
        if times > 1:
            return f"arrived {times} times"
        if one.state not in TERMINAL:
            return f"never settled: {one.state}"
        if one.state is State.SENT and not times:
            return "sent, and nobody got it"
        if one.state in {State.FAILED, State.DROPPED} and (times or not one.reason):
            return f"{one.state}, and arrived" if times else f"{one.state} without a reason"
        if one.state is State.TOLD and times and not self.stalls:
            return "told of as missing, though it arrived in time to be found"
        return None if one.state is not State.TOLD or self._was_told(one) else "told to nobody"

    def _was_told(self, one: Delivery) -> bool:
        carrier = next(other for other in self.rows if other.id == one.told_in)
        message = next(each for each in self.arrived if each.reference == carrier.reference)
        return message.doubt or any((late.kind, late.on) >= (one.kind, one.on) for late in message.late)

    def _unplanned(self) -> list[str]:
        """Every day has its digest, and each of the crew at least one message."""
        there = {(one.recipient if one.kind is Kind.DIGEST else "crew", one.on) for one in self.rows}
        by_member = Counter(one.on for one in self.rows if one.kind is not Kind.DIGEST)
        days = [(FIRST + timedelta(days=n)).date() for n in range(self.days)]
        missing = [f"no digest on {day}" for day in days if ("sla", day) not in there]
        return missing + [f"too few messages on {day}" for day in days if by_member[day] < len(CREW)]

    def tally(self) -> Counter[str]:
        counts = Counter(str(one.state) for one in self.rows)
        seen = self.seen
        counts["messages"] = len(self.rows)
        counts["duplicates"] = sum(times - 1 for times in seen.values() if times > 1)
        counts["told, yet arrived"] = sum(
            1 for one in self.rows if one.state is State.TOLD and seen[one.reference]
        )
        counts["crashes"], counts["stalls"], counts["calls"] = self.crashes, self.stalls, self.calls
        return counts


class Run:
    def __init__(self, seed: int, *, digest: Digest, hello: Hello) -> None:
        self.dice = Random(seed)  # noqa: S311 - the same seed makes the same run
        self.store = store = FakeStore()
        terms = replace(TERMS, people=CREW)
        self.team = Team(store=store, tenant_id=store.tenants.sole(), terms=terms)
        self.clock = VirtualClock(FIRST)
        store.leases.now = self.clock.now
        self.fate = Fate(self.dice, self.clock, Odds.drawn(self.dice))
        self.slack = VirtualSlack(self.dice, self.clock, self.fate)
        self.bulletins = PlainWords(self.team.desk, digest, hello)
        self.replicas = [self._process() for _ in range(REPLICAS)]
        self.fate.others = lambda: self._tick(self.dice.randrange(REPLICAS))
        self.lost = 0
        self._planned: tuple[date, tuple[Delivery, ...]] | None = None

    def end(self) -> Ended:
        days = 0
        for minutes in DAYS:
            if minutes is LAST and all(one.state in TERMINAL for one in self._ledger()):
                break
            if minutes is not TROUBLED:
                self.fate.odds = CALM
            self._morning(FIRST + timedelta(days=days), minutes)
            days += 1
        return Ended(
            rows=self._ledger(),
            arrived=tuple(self.slack.arrived),
            crashes=self.lost,
            stalls=self.fate.stalls,
            calls=self.slack.calls,
            days=days,
        )

    def _morning(self, nine: datetime, ticks: tuple[int, ...]) -> None:
        for minutes in ticks:
            self.clock.moment = max(self.clock.moment + SECOND, nine + timedelta(minutes=minutes))
            surely = minutes == 0 or (minutes == 1 and nine == FIRST)
            self._turn(self.dice.randrange(REPLICAS), plan=surely or self.dice.random() < PLANS)
        self.clock.moment = max(self.clock.moment, nine + timedelta(hours=8))
        self._turn(0, plan=False)

    def _turn(self, replica: int, *, plan: bool) -> None:
        """A tick, unless it would find nothing to do, nor anything new to plan from since it was last planned."""
        known = self.clock.now().date(), self._ledger()
        if plan and known != self._planned:
            self._planned = known
            self._tick(replica, plan=True)
        elif any(one.state in OPEN for one in known[1]):
            self._tick(replica)

    def _ledger(self) -> tuple[Delivery, ...]:
        return tuple(self.store.rows[self.team.tenant_id].deliveries.values())

    def _tick(self, replica: int, *, plan: bool = False) -> None:
        """One beat of one process; where it dies another takes its place."""
        try:
            self.replicas[replica].tick(self.clock.now(), plan=plan)
        except Crash:
            self.lost += 1
            self.replicas[replica] = self._process()

    def _process(self) -> Process:
        return Process(desk=self.team.desk, bulletins=self.bulletins, slack=self.slack, fate=self.fate)
