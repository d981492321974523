"""The drill of docs/operating.md: back up, go on, lose the machine, restore, start; and what people have then."""

import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Protocol

import psycopg
from psycopg.sql import SQL, Identifier
from pydantic import SecretStr
from slack_sdk import WebClient
from sqlalchemy import make_url

from bot.store import open_kept
from sla.delivery import MARK_LENGTH, State
from storage.backup import back_up
from tests.bot.conftest import variables
from tests.bot.process import python
from tests.e2e.conftest import Office
from tests.e2e.team import PEOPLE
from tests.stores import POSTGRES_PROGRAMS

OPEN = (State.PLANNED, State.SENDING, State.UNKNOWN)


class Database(Protocol):
    """What a drill does with a database."""

    url: str

    def save(self, to: Path) -> None: ...

    def lose_and_restore(self, saved: Path) -> None: ...


@dataclass
class File:
    """As the drill says for SQLite."""

    path: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def save(self, to: Path) -> None:
        back_up(self.url, to)

    def lose_and_restore(self, saved: Path) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{self.path}{end}").unlink(missing_ok=True)
        shutil.copy(saved, self.path)


@dataclass
class Server:
    """As the drill says for PostgreSQL."""

    url: str

    def save(self, to: Path) -> None:
        self._run("pg_dump", "--format=custom", f"--file={to}", f"--dbname={self.url}")

    def lose_and_restore(self, saved: Path) -> None:
        url = make_url(self.url)
        with psycopg.connect(url.set(database="postgres").render_as_string(), autocommit=True) as connection:
            name = Identifier(str(url.database))
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(name))
            connection.execute(SQL("CREATE DATABASE {}").format(name))
        self._run("pg_restore", f"--dbname={self.url}", str(saved))

    @staticmethod
    def _run(program: str, *arguments: str) -> None:
        words = [str(POSTGRES_PROGRAMS / program), *arguments]
        subprocess.run(words, check=True, capture_output=True)


@dataclass
class Drill:
    """Each working day once: what is sent between the backup and the loss must not be sent again."""

    office: Office
    database: Database
    dice: Random
    asked: bool = False
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        place = {"sla_database_url": SecretStr(self.database.url), "sla_heartbeat_file": self._heartbeat}
        self.office.settings = self.office.settings.model_copy(update=place)
        self.office.bring_in()

    @property
    def _heartbeat(self) -> Path:
        return self.office.folder / "heartbeat"

    def day(self, morning: datetime) -> None:
        """Saved ten minutes before the loss, which comes within or after the sending."""
        people, saved = self.office.people, self.office.folder / f"saved-{morning:%d}"
        lost_at = morning + timedelta(seconds=self.dice.uniform(30, 9 * 60))
        saved_at = lost_at - timedelta(minutes=10)
        with self._bot():
            self._go_to(saved_at)
            self.database.save(saved)
            before = self._beat()
            self._go_to(morning)
            if self.dice.random() < 1 / 3:
                people.fault("chat.postMessage", "rate_limited", times=1, seconds=1000)
            self._until_sent(self.dice.choice([0, 1, 2, 3]))
            self._go_to(lost_at)
            self._until_it_beats(before)  # what did nothing since it was saved has nothing to be held for
        people.clear_faults()
        if self.asked:
            self._heartbeat.unlink(missing_ok=True)
        self.database.lose_and_restore(saved)
        with self._bot("--hold" if self.asked else ""):
            for seconds in (1, 70, 140, 400, 1100):
                self._go_to(lost_at + timedelta(seconds=seconds))
                time.sleep(0.6)
            self._until_settled()

    def _go_to(self, moment: datetime) -> None:
        if moment > self.office.people.now():
            self.office.people.advance_to(moment.isoformat())

    def _until_sent(self, number: int) -> None:
        before = sum(self.arrived().values())
        until = time.monotonic() + 3
        while sum(self.arrived().values()) < before + number and time.monotonic() < until:
            time.sleep(0.02)

    def _beat(self) -> str:
        return self._heartbeat.read_text() if self._heartbeat.exists() else ""

    def _until_it_beats(self, before: str) -> None:
        until = time.monotonic() + 10
        while self._beat() == before and time.monotonic() < until:
            time.sleep(0.02)

    def _until_settled(self) -> None:
        """Nothing is open, and still nothing two beats later: what waits for another message is planned by then."""
        until, quiet = time.monotonic() + 60, 0
        while quiet < 2 and time.monotonic() < until:
            self._until_it_beats(self._beat())
            quiet = 0 if self.states().keys() & {state.value for state in OPEN} else quiet + 1

    @contextmanager
    def _bot(self, *options: str) -> Iterator[None]:
        """Killed when the block ends."""
        words = ["-m", "bot", "run", *(each for each in options if each)]
        settings = {**variables(self.office.settings), "SLA_HEARTBEAT_FILE": str(self._heartbeat)}
        with python(self.office.folder, *words, settings=settings) as process:
            assert process.stderr is not None
            for line in process.stderr:
                if "held:" in line:
                    self.said.append(line)
                if " running " in line:
                    break
            else:
                raise AssertionError("it ended before it ran")
            yield

    def arrived(self) -> Counter[str]:
        """What anybody can read, by the mark of what it says."""
        client = WebClient(
            token=self.office.settings.slack_bot_token.get_secret_value(),
            base_url=self.office.settings.slack_api_url,
            retry_handlers=[],
        )
        found: Counter[str] = Counter()
        members = [one.id for one in PEOPLE.people if not one.is_guest]
        direct = [client.conversations_open(users=one)["channel"]["id"] for one in members]
        for place in ("C1SLA", *direct):
            for page in client.conversations_history(channel=place, include_all_metadata=True, limit=200):
                for one in page["messages"]:
                    found[one["metadata"]["event_payload"]["reference"][:MARK_LENGTH]] += 1
        return found

    def states(self) -> Counter[str]:
        store = open_kept(database_url=self.database.url)
        try:
            with store.desk(store.tenants.sole()).look() as work:
                return Counter(str(one.state) for one in work.deliveries.in_state(*State))
        finally:
            store.engine.dispose()

    def days_with(self, place: str, words: str) -> Counter[str]:
        """How often each local day has a message with these words."""
        shown = self.office.people.messages("kim", place) if place[0] == "#" else self.office.people.dm(place)
        return Counter(
            datetime.fromtimestamp(float(one.ts), self.office.people.now().tzinfo).date().isoformat()
            for one in shown
            if words in one.shown and not one.ephemeral
        )
