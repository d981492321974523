"""Commands and presses that come again up to four times, shuffled, while replicas are killed: each is one row."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from threading import Event, Thread

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.store import open_kept
from sla.activity import BY_HAND
from storage.arrival_tables import ARRIVAL
from storage.fact_tables import TOUCH
from tests.chaos.inbound import Inputs, Replica, Replies
from tests.e2e.conftest import Office, brought_in, mode, office  # noqa: F401 - two of them are fixtures

LEADS = ("L1", "L2", "L3", "L4")
AT_ONCE = 8
TOLD_WITHIN_SECONDS = 60


def rows(database_url: str) -> Counter[str]:
    """The follow-ups that were logged by hand, by the input that logged each."""
    store = open_kept(database_url=database_url)
    try:
        with store.engine.connect() as connection:
            found = connection.scalars(select(TOUCH.c.external_id).where(TOUCH.c.source == BY_HAND))
            return Counter(found)
    finally:
        store.engine.dispose()


def waiting(database_url: str) -> set[str]:
    """What is kept and not done yet."""
    store = open_kept(database_url=database_url)
    try:
        with store.engine.connect() as connection:
            return set(connection.scalars(select(ARRIVAL.c.key)))
    finally:
        store.engine.dispose()


@contextmanager
def killing(
    replicas: list[Replica],
    dice: Random,
    kills: list[int],
    every: float,
    most: int,
) -> Iterator[None]:
    """One of them at a time, which starts again at once; so often at the most."""
    enough = Event()

    def kill_on() -> None:
        while len(kills) < most and not enough.wait(dice.uniform(0.3, 1) * every):
            one = dice.choice(replicas)
            one.kill()
            kills.append(one.port)
            one.start()
            one.until_ready()

    thread = Thread(target=kill_on)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def redeliver(
    office: Office,  # noqa: F811
    url: str,
    *,
    inputs: int,
    seed: int,
    every: float,
    kills_at_most: int,
) -> None:
    office.settings = office.settings.model_copy(update={"sla_database_url": SecretStr(url)})
    office.bring_in()
    dice, kills = Random(seed), []  # noqa: S311 - the same seed makes the same run
    secret = office.settings.slack_signing_secret
    assert secret is not None
    with Replies().open() as replies:
        slack = Inputs(secret.get_secret_value(), replies)
        forms = {
            f"t{seed}.{n}": (
                slack.command(f"t{seed}.{n}", f"log {dice.choice(LEADS)} call note {n}")
                if n % 2
                else slack.press(f"t{seed}.{n}", dice.choice(LEADS))
            )
            for n in range(inputs)
        }
        sendings = [name for name in forms for _ in range(dice.randint(1, 4))]
        dice.shuffle(sendings)
        replicas = [Replica(office, url), Replica(office, url)]
        acked: set[str] = set()

        def send(name: str) -> None:
            if slack.taken(dice.choice(replicas).base, name, forms[name]):
                acked.add(name)

        with replicas[0].running(), replicas[1].running():
            with killing(replicas, dice, kills, every, kills_at_most), ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(send, sendings))
            first = set(acked)
            stored_first = {*rows(url), *waiting(url)}
            for name in sorted(forms.keys() - acked):
                send(name)
            told = slack.told(forms, TOLD_WITHIN_SECONDS)
    stored = rows(url)
    print(  # noqa: T201 - what a run of chaos reports
        f"redelivered, seed {seed}: inputs {inputs}, sendings {len(sendings)}, kills {len(kills)}, acked at once "
        f"{len(first)}, acked in the end {len(acked)}, told {len(told)}, rows {stored.total()}"
    )
    assert first <= stored_first, "what was acked is in the database"
    assert acked == set(forms)
    assert told == set(forms), "whoever was acknowledged reads what came of it"
    assert stored == Counter(dict.fromkeys(forms, 1)), "rows are the distinct acked inputs"
    assert kills


def test_a_sample(office: Office, postgres_url: str) -> None:  # noqa: F811
    redeliver(office, postgres_url, inputs=24, seed=1, every=0.3, kills_at_most=4)


@pytest.mark.chaos
def test_two_thousand(office: Office, postgres_url: str) -> None:  # noqa: F811
    redeliver(office, postgres_url, inputs=2_000, seed=2, every=5, kills_at_most=1_000)
