"""Two hundred commands at one moment, on a database that is 100 ms away: how long each waits for its acknowledgement,
and how long for its answer.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest
from pydantic import SecretStr

from tests.chaos.inbound import Inputs, Replica, Replies
from tests.chaos.slow_database import SlowWay
from tests.chaos.test_database_crash import Durable, durable  # noqa: F401 - one is a fixture
from tests.e2e.conftest import Office, brought_in, mode, office  # noqa: F401 - two of them are fixtures

AWAY_SECONDS = 0.1
OWN_LEADS = 7
"""In the team's own file."""


ANSWERED_SECONDS = 300
"""As long as a run waits for answers that come after their acknowledgement."""

Rush = tuple[list[float], list[float]]
"""Seconds to each acknowledgement and to each answer, shortest first."""


def rush(slack: Inputs, base: str, number: int, tag: str, text: str) -> Rush:
    together = Barrier(number)

    def ask(n: int) -> tuple[float, float]:
        name = f"{tag}.{n}"
        form = slack.command(name, text.format(lead=n + OWN_LEADS + 1))
        together.wait()
        began = time.perf_counter()
        status, said = slack.send(base, form, seconds=60)
        acked = time.perf_counter()
        assert status == 200
        return acked - began, (acked if said else slack.replies.until_told(name, ANSWERED_SECONDS)) - began

    with ThreadPoolExecutor(number) as pool:
        acks, answers = zip(*pool.map(ask, range(number)), strict=True)
    return sorted(acks), sorted(answers)


def with_connections(server: Durable, number: int) -> None:
    """A server that takes so many."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET max_connections = {number}".encode())
    server.crash()
    server.come_back()


def _more_leads(file: Path, number: int) -> None:
    """Each command that logs is about another lead, after those of the team's own file."""
    with file.open("a") as leads:
        for n in range(number):
            leads.write(f"m{n},Company {n},2025-11-18T10:00:00+01:00,website,ana@example.com\n")


def measured(office: Office, server: Durable, number: int) -> dict[str, Rush]:  # noqa: F811
    with_connections(server, number + 50)
    office.settings = office.settings.model_copy(update={"sla_database_url": SecretStr(server.url)})
    _more_leads(office.folder / "leads.csv", number)
    office.bring_in()
    secret = office.settings.slack_signing_secret
    assert secret is not None
    found = {}
    with SlowWay(server.url, seconds=AWAY_SECONDS).open() as way, Replies().open() as replies:
        slack = Inputs(secret.get_secret_value(), replies)
        with Replica(office, way.url, workers=number).running() as replica:
            for round_, text in enumerate(("help", "help", "log L{lead} call", "leads", "status")):
                found[f"{round_} {text}"] = rush(slack, replica.base, number, f"r{round_}", text)
                acks, answers = found[f"{round_} {text}"]
                print(  # noqa: T201 - what a run of chaos reports
                    f"{number} x /sla {text}{' (cold)' if not round_ else ''}: acked in {_spread(acks)}; answered in "
                    f"{_spread(answers)}"
                )
    return found


def _spread(times: list[float]) -> str:
    p99 = times[int(len(times) * 0.99) - 1]
    return f"median {times[len(times) // 2]:.2f} s, p99 {p99:.2f} s, last {times[-1]:.2f} s"


@pytest.mark.chaos
def test_a_sample_is_answered(office: Office, durable: Durable) -> None:  # noqa: F811
    """No time is judged here: that depends on what else the machine does."""
    assert {len(acks) for acks, _ in measured(office, durable, 8).values()} == {8}


@pytest.mark.chaos
def test_two_hundred_at_once(office: Office, durable: Durable) -> None:  # noqa: F811
    found = measured(office, durable, 200)
    assert {len(acks) for acks, _ in found.values()} == {200}
