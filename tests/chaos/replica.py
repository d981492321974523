"""A process with a planner, a reconciler and a sender of its own, told by a pipe when to beat; it may be killed."""

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import structlog
from slack_sdk import WebClient

from bot.clock import MovedClock
from bot.messenger import SlackMessenger
from bot.store import Store
from scheduling.messenger import Messenger
from scheduling.planner import Planner
from scheduling.points import Point, Reached, unheard
from scheduling.reconciler import Reconciler
from scheduling.round import Round
from scheduling.sender import Sender
from storage.engine import open_engine
from storage.tenants import SqlTenants
from tests.chaos.paper_slack import PaperSlack
from tests.handlers.views.examples import digest
from tests.handlers.views.lead_examples import HELLO
from tests.scheduling.simulation.run import PlainWords

DURING_POST = "during post"
"""Not a point of the code: the process dies a moment after it began to post."""

POINTS: tuple[str, ...] = (*Point, DURING_POST)
TODAY = digest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Orders:
    """`slack` is the address of an API and its token, or the folder of a PaperSlack."""

    database_url: str
    clock_file: Path
    slack: tuple[str, str] | Path
    seed: int = 0
    faults: float = 0.0
    dies_at: str | None = None
    dies_on_the: int = 1
    stops_only: bool = False
    plans: bool = True


@dataclass
class DiesAt:
    """Kills its own process without a word when it has come to a point so often; or stops it until it is woken."""

    point: str
    nth: int
    dice: Random
    stops_only: bool

    def __call__(self, point: Point) -> None:
        here = Point.BEFORE_POST if self.point == DURING_POST else self.point
        if point != here:
            return
        self.nth -= 1
        if self.nth:
            return
        if self.stops_only:
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self.point == DURING_POST:
            threading.Timer(self.dice.uniform(0.0, 0.03), die).start()
        else:
            die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)  # the signal is on its way


def beats(orders: Orders) -> Callable[[], int]:
    """One beat: how many messages were taken in hand."""
    structlog.configure(processors=[_say_nothing])
    dice = Random(orders.seed)  # noqa: S311 - the same seed makes the same dice
    reached: Reached = (
        DiesAt(orders.dies_at, orders.dies_on_the, dice, orders.stops_only)
        if orders.dies_at is not None
        else unheard
    )
    engine = open_engine(orders.database_url, threads=1)
    tenants = SqlTenants(engine)
    desk = Store(engine=engine, tenants=tenants).desk(tenants.sole())
    clock, messenger = MovedClock(orders.clock_file), _messenger(orders, dice)
    planner = Planner(desk, reached=reached)
    reconciler = Reconciler(desk=desk, messenger=messenger, reached=reached)
    bulletins = PlainWords(desk, TODAY, HELLO)
    sender = Sender(desk=desk, bulletins=bulletins, messenger=messenger, clock=clock, reached=reached)

    def beat() -> int:
        now = clock.now()
        if orders.plans:
            planner.plan(now)
        looked = reconciler.reconcile(now)
        return looked + Round([sender], clock=clock).send_due(now)

    return beat


def serve(orders: Orders, line: Connection) -> None:
    """Beat whenever the line says so, until it is closed."""
    beat = beats(orders)
    line.send(0)
    while True:
        try:
            line.recv()
        except EOFError:
            return
        line.send(beat())


def run_on(orders: Orders) -> None:
    """Beat without pause until somebody kills it."""
    beat = beats(orders)
    while True:
        if not beat():
            time.sleep(0.05)


def _messenger(orders: Orders, dice: Random) -> Messenger:
    if isinstance(orders.slack, Path):
        return PaperSlack(orders.slack, dice, faults=orders.faults)
    address, token = orders.slack
    return SlackMessenger(WebClient(token=token, base_url=address, timeout=10, retry_handlers=[]))


def _say_nothing(
    _logger: object, _method: str, _entry: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    raise structlog.DropEvent
