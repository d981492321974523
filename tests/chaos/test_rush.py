"""Two hundred people at one moment, on a database that is 100 ms away: how long each waits for the acknowledgement of
what they typed or pressed, and for its answer.
"""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from tests.chaos.crowd import crowded, lead, rep
from tests.chaos.inbound import Inputs, Replica, Replies
from tests.chaos.slow_database import SlowWay
from tests.chaos.test_database_crash import Durable, durable  # noqa: F401 - one is a fixture

AWAY_SECONDS = 0.1
P99_SECONDS = 1.0
LAST_SECONDS = 3.0
ANSWERED_SECONDS = 300
"""As long as a run waits for answers that come after their acknowledgement."""

ROUNDS = (
    "/sla help", "/sla help", "/sla log {lead} call", "lead.log_email", "lead.snooze", "/sla snooze {lead} 3",
    "/sla skip {lead} gone", "/sla leads", "/sla status",
)  # fmt: skip
"""A command, or a button on everybody's own lead. The first one finds nothing that is cached."""

Rush = tuple[list[float], list[float]]
"""Seconds to each acknowledgement and to each answer, shortest first."""


def _form(slack: Inputs, name: str, what: str, n: int) -> Mapping[str, str]:
    command = what.removeprefix("/sla ")
    if command == what:
        return slack.press(name, lead(n), user=rep(n), act=what)
    return slack.command(name, command.format(lead=lead(n)), user=rep(n))


def rush(slack: Inputs, base: str, number: int, tag: str, what: str) -> Rush:
    together = Barrier(number)

    def ask(n: int) -> tuple[float, float]:
        name = f"{tag}.{n}"
        form = _form(slack, name, what, n)
        together.wait()
        began = time.perf_counter()
        status, said = slack.send(base, form, seconds=60)
        acked = time.perf_counter()
        assert (status, said) == (200, "")
        return acked - began, slack.replies.until_told(name, ANSWERED_SECONDS) - began

    with ThreadPoolExecutor(number) as pool:
        acks, answers = zip(*pool.map(ask, range(number)), strict=True)
    assert "broke" not in str([slack.replies.texts[f"{tag}.{n}"] for n in range(number)])
    return sorted(acks), sorted(answers)


def with_connections(server: Durable, number: int) -> None:
    """A server that takes so many."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET max_connections = {number}".encode())
    server.crash()
    server.come_back()


def measured(folder: Path, server: Durable, number: int) -> dict[str, Rush]:
    with_connections(server, number + 50)
    found = {}
    with crowded(folder, server.url, number) as office, Replies().open() as replies:
        secret = office.settings.slack_signing_secret
        assert secret is not None
        slack = Inputs(secret.get_secret_value(), replies)
        with (
            SlowWay(server.url, seconds=AWAY_SECONDS).open() as way,
            Replica(office, way.url, workers=number).running() as replica,
        ):
            for round_, what in enumerate(ROUNDS):
                found[f"{round_} {what}"] = acks, answers = rush(
                    slack, replica.base, number, f"r{round_}", what
                )
                print(  # noqa: T201 - what a run of chaos reports
                    f"{number} x {what}{' (cold)' if not round_ else ''}: acked in {_spread(acks)}; answered in "
                    f"{_spread(answers)}"
                )
    return found


def _p99(times: list[float]) -> float:
    return times[int(len(times) * 0.99) - 1]


def _spread(times: list[float]) -> str:
    return f"median {times[len(times) // 2]:.2f} s, p99 {_p99(times):.2f} s, last {times[-1]:.2f} s"


@pytest.mark.chaos
def test_a_sample_is_answered(tmp_path: Path, durable: Durable) -> None:  # noqa: F811
    """No time is judged here: that depends on what else the machine does."""
    assert {len(acks) for acks, _ in measured(tmp_path, durable, 8).values()} == {8}


@pytest.mark.chaos
def test_two_hundred_at_once(tmp_path: Path, durable: Durable) -> None:  # noqa: F811
    found = measured(tmp_path, durable, 200)
    late = {
        what: _spread(acks)
        for what, (acks, _) in found.items()
        if _p99(acks) >= P99_SECONDS or acks[-1] >= LAST_SECONDS
    }
    assert late == {}
