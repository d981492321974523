"""Many senders on one queue, nothing failing: each message is claimed once and arrives once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.chaos.ground import Ground, reckoning
from tests.chaos.paper_slack import PaperSlack
from tests.chaos.replica import beats


def in_threads(ground: Ground, claimers: int) -> None:
    each = [beats(ground.orders(plans=False)) for _ in range(claimers)]

    def until_done(beat) -> None:
        while beat():
            pass

    with ThreadPoolExecutor(claimers) as pool:
        for done in [pool.submit(until_done, beat) for beat in each]:
            done.result()


def in_processes(ground: Ground, claimers: int) -> None:
    running = [ground.unending(ground.orders(plans=False, seed=n)) for n in range(claimers)]
    try:
        while ground.open_rows():
            assert all(one.is_alive() for one in running)
            running[0].join(0.2)
    finally:
        for one in running:
            one.kill()


def claim_all(ground: Ground, rows: int, claimers: int) -> None:
    ground.plan(rows)
    (in_threads if ground.url.startswith("sqlite") else in_processes)(ground, claimers)
    counts = reckoning(ground.rows(), PaperSlack.arrivals_in(ground.arrived))
    print(f"{claimers} claimers, {ground.store.engine.dialect.name}: {dict(counts)}")  # noqa: T201
    assert counts["sent"] == counts["attempts"] == counts["messages"] == rows
    assert counts["duplicates"] == counts["lost"] == 0


def test_a_sample(ground: Ground) -> None:
    claim_all(ground, rows=200, claimers=4)


@pytest.mark.chaos
def test_sixteen_claim_five_thousand(ground: Ground) -> None:
    claim_all(ground, rows=5_000, claimers=16)
