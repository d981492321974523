"""What a run of chaos stands on: a database with a crew in it, a clock to move, processes, and the reckoning."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import update

from bot.settings import Settings
from bot.store import Store
from bot.terms_file import take_terms
from sla.delivery import LEASE, Delivery, Kind, NewDelivery, State
from sla.services.desk import Desk
from storage.delivery_tables import DELIVERY
from tests.chaos.replica import Orders, run_on, serve
from tests.e2e.team import BEGINS, PEOPLE, write_team
from tests.stores import SqlStore

NINE = datetime.fromisoformat("2025-11-20T09:00:00+01:00")
"""A Thursday."""
FOREVER = timedelta(days=300)
FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["tests.chaos.replica"])


@dataclass
class Process:
    """A replica that beats when it is told to."""

    running: ForkServerProcess
    line: Connection

    @property
    def was_killed(self) -> bool:
        self.running.join(30)
        return self.running.exitcode == -signal.SIGKILL

    def beat(self) -> int | None:
        """How many messages it took in hand or looked for; None where it died over it."""
        try:
            self.line.send("beat")
            taken: int = self.line.recv()
        except (EOFError, OSError):
            return None
        return taken

    def stop(self) -> None:
        self.line.close()
        self.running.join(30)


@dataclass(kw_only=True)
class Ground:
    store: SqlStore
    url: str
    folder: Path
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        write_team(self.folder)
        self.desk = Store(engine=self.store.engine, tenants=self.store.tenants).desk(
            self.store.tenants.sole()
        )
        take_terms(self.desk, settings(self.folder), BEGINS)
        with self.desk.open() as work:
            ids = {person.email: person.id for person in PEOPLE.people}
            work.members.link({one.id: ids[one.email] for one in work.members.all()})
            work.commit()
        self.clock_file = self.folder / "clock"
        self.arrived = self.folder / "arrived"
        self.arrived.mkdir()
        self.move_to(NINE)

    def orders(self, **changed: object) -> Orders:
        usual = Orders(database_url=self.url, clock_file=self.clock_file, slack=self.arrived)
        return replace(usual, **changed)  # type: ignore[arg-type]

    def move_to(self, moment: datetime) -> None:
        """The product's time; it never goes back."""
        beside = self.clock_file.with_suffix(".new")
        beside.write_text(str((moment - real_now()).total_seconds()), encoding="ascii")
        beside.rename(self.clock_file)

    def plan(self, number: int, *, tag: str = "c") -> None:
        """That many messages, each to somebody else, all due at nine."""
        with self.desk.open() as work:
            for n in range(number):
                new = NewDelivery(
                    kind=Kind.DIGEST,
                    subject=f"{tag}{n}",
                    on=NINE.date(),
                    due_at=NINE,
                    expires_at=NINE + FOREVER,
                )
                assert work.deliveries.plan(new)
            work.commit()

    def rows(self) -> tuple[Delivery, ...]:
        with self.desk.open() as work:
            return work.deliveries.in_state(*State)

    def open_rows(self) -> int:
        with self.desk.open() as work:
            return len(work.deliveries.in_state(State.PLANNED, State.SENDING, State.UNKNOWN))

    def age_leases(self, by: timedelta = LEASE) -> None:
        """As if this much time had gone by on the database's clock."""
        with self.store.engine.begin() as connection:
            held = connection.execute(DELIVERY.select().where(DELIVERY.c.state == State.SENDING.value)).all()
            for row in held:
                aged = update(DELIVERY).where(DELIVERY.c.id == row.id, DELIVERY.c.attempt == row.attempt)
                connection.execute(aged.values(lease_until=row.lease_until - by))

    @contextmanager
    def process(self, orders: Orders) -> Iterator[Process]:
        ours, theirs = FORKING.Pipe()
        running = FORKING.Process(target=serve, args=(orders, theirs), daemon=True)
        running.start()
        theirs.close()
        process = Process(running, ours)
        assert ours.poll(60)
        ours.recv()
        try:
            yield process
        finally:
            process.stop()
            if running.is_alive():
                running.kill()

    def unending(self, orders: Orders) -> ForkServerProcess:
        running = FORKING.Process(target=run_on, args=(orders,), daemon=True)
        running.start()
        return running


def settings(folder: Path) -> Settings:
    secret = SecretStr("xoxb-none")
    return Settings(
        _env_file=None,
        slack_bot_token=secret,
        slack_app_token=SecretStr("xapp-none"),
        sla_terms=folder / "sla.toml",
    )


def reckoning(rows: tuple[Delivery, ...], arrived: Counter[str]) -> Counter[str]:
    """How many messages there were, came twice, were lost without a word, and are known to be in doubt."""
    counts = Counter(str(one.state) for one in rows)
    counts["messages"] = len(rows)
    counts["attempts"] = sum(one.attempt for one in rows)
    counts["duplicates"] = sum(times - 1 for times in arrived.values() if times > 1)
    counts["lost"] = sum(1 for one in rows if one.state is State.SENT and not arrived[one.reference])
    counts["in doubt, yet arrived"] = sum(1 for one in rows if doubtful(one) and arrived[one.reference])
    counts["in doubt"] = sum(map(doubtful, rows))
    counts["unsettled"] = sum(1 for one in rows if one.state in {State.SENDING, State.UNKNOWN, State.PLANNED})
    return counts


def doubtful(one: Delivery) -> bool:
    return one.state in {State.UNCONFIRMED, State.TOLD}


def real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a test that waits for real processes
