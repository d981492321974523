"""Pushed events that come again up to four times, shuffled, while what takes them is killed: each is one row."""

import http.client
import json
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.store import open_kept
from storage.fact_tables import TOUCH
from tests.chaos.inbound import Replica
from tests.chaos.test_redelivered import killing
from tests.e2e.conftest import Office, brought_in, mode, office  # noqa: F401 - two of them are fixtures
from tests.push.sent import source_of

LEADS = ("1", "2", "3", "4", "5", "6", "7")
AT_ONCE = 8
TRIES, PAUSE_SECONDS = 200, 0.1
FIRST = datetime(2025, 11, 6, tzinfo=UTC)


def event(name: str, number: int, dice: Random) -> Mapping[str, str]:
    at = FIRST + timedelta(minutes=number)
    return {
        "type": "touch",
        "external_id": name,
        "lead": dice.choice(LEADS),
        "activity": "call",
        "occurred_at": at.isoformat(),
    }


def sent(port: int, token: str, body: Mapping[str, str], *, named: bool) -> str | None:
    """What became of the event; None where nobody said."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if named:
        headers["webhook-id"] = body["external_id"]
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        try:
            line.request("POST", "/v1/events", json.dumps(body), headers)
            answer = line.getresponse()
            said = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return None
    return said["results"][0]["result"] if answer.status == 200 else None


def rows(url: str) -> Counter[str]:
    store = open_kept(database_url=url)
    try:
        with store.engine.connect() as connection:
            pushed = TOUCH.c.external_id.like("p%")
            return Counter(connection.scalars(select(TOUCH.c.external_id).where(pushed)))
    finally:
        store.engine.dispose()


def push_again(
    office: Office,  # noqa: F811
    url: str,
    *,
    events: int,
    replicas: int,
    seed: int,
    every: float,
    kills_at_most: int,
) -> None:
    office.settings = office.settings.model_copy(update={"sla_database_url": SecretStr(url)})
    office.bring_in()
    token = source_of(office, "csv")
    dice, kills = Random(seed), []  # noqa: S311 - the same seed makes the same run
    bodies = {f"p{number}": event(f"p{number}", number, dice) for number in range(events)}
    sendings = [name for name in bodies for _ in range(dice.randint(1, 4))]
    dice.shuffle(sendings)
    settings = {"SLA_PUSH_PER_MINUTE": "100000"}
    running = [Replica(office, url, workers=32, settings=settings) for _ in range(replicas)]
    said: dict[str, list[str]] = {name: [] for name in bodies}

    def send(name: str) -> None:
        """Until somebody says what became of it, as a sender would, and on to another where one is dead."""
        for _ in range(TRIES):
            named = int(name[1:]) % 2 == 0
            result = sent(dice.choice(running).port, token, bodies[name], named=named)
            if result is not None:
                said[name].append(result)
                return
            time.sleep(PAUSE_SECONDS)

    with ExitStack() as stack:
        for replica in running:
            stack.enter_context(replica.running())
        with killing(running, dice, kills, every, kills_at_most), ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(send, sendings))
        first = {name for name, results in said.items() if results}
        stored_first = set(rows(url))
        for name in sorted(name for name, results in said.items() if not results):
            send(name)
    stored = rows(url)
    print(  # noqa: T201 - what a run of chaos reports
        f"pushed again, seed {seed}: events {events}, sendings {len(sendings)}, kills {len(kills)}, answered at "
        f"once {len(first)}, rows {stored.total()}"
    )
    assert first <= stored_first, "what was answered is in the database"
    assert all(said.values())
    assert stored == Counter(dict.fromkeys(bodies, 1)), "rows are the distinct events"
    named = {name: set(results) for name, results in said.items() if int(name[1:]) % 2 == 0}
    assert all(results == {"created"} for results in named.values()), "a repeat gets the first answer"
    assert kills


def test_a_sample(office: Office, postgres_url: str) -> None:  # noqa: F811
    push_again(office, postgres_url, events=16, replicas=2, seed=1, every=1, kills_at_most=4)


@pytest.mark.chaos
def test_a_sample_on_sqlite(office: Office) -> None:  # noqa: F811
    url = office.settings.sla_database_url.get_secret_value()
    push_again(office, url, events=40, replicas=1, seed=2, every=1, kills_at_most=4)


@pytest.mark.chaos
def test_two_thousand(office: Office, postgres_url: str) -> None:  # noqa: F811
    push_again(office, postgres_url, events=2_000, replicas=2, seed=3, every=5, kills_at_most=1_000)


@pytest.mark.chaos
def test_two_thousand_on_sqlite(office: Office) -> None:  # noqa: F811
    url = office.settings.sla_database_url.get_secret_value()
    push_again(office, url, events=2_000, replicas=1, seed=4, every=5, kills_at_most=1_000)
