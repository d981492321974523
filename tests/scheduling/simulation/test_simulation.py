"""The ledger under thousands of seeds: never twice, and nothing lost silently, whatever fails at whatever step."""

from collections import Counter
from collections.abc import Iterable, MutableMapping

import pytest

from tests.handlers.views.examples import digest
from tests.handlers.views.lead_examples import HELLO
from tests.scheduling.simulation.run import Ended, Run

USUAL, ALL = 1_000, 50_000
SHARE, LARGE_SHARE = 250, 2_500
REGRESSIONS = [81]
"""Seeds that once broke the promise: 81, a second attempt did not speak of what the first one had spoken of."""

TODAY = digest()


def run(seed: int) -> Ended:
    return Run(seed, digest=TODAY, hello=HELLO).end()


def keep_the_promise(seeds: Iterable[int], logs: list[MutableMapping[str, object]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for seed in seeds:
        ended = run(seed)
        assert ended.faults() == [], f"seed {seed}"
        sums += ended.tally()
        logs.clear()
    return sums


def keep_it_from(begin: int, share: int, logs: list[MutableMapping[str, object]]) -> None:
    sums = keep_the_promise(range(begin, begin + share), logs)
    print(f"seeds {begin}–{begin + share - 1}: {dict(sums)}")  # noqa: T201 - what a run of chaos reports
    everything = {"sent", "told", "failed", "dropped", "crashes", "stalls"}
    assert everything <= sums.keys(), "every end is come to by some seed"


@pytest.mark.parametrize("seed", REGRESSIONS)
def test_what_once_broke_it_does_so_no_more(logs: list[MutableMapping[str, object]], seed: int) -> None:
    keep_the_promise([seed], logs)


@pytest.mark.parametrize("begin", range(0, USUAL, SHARE))
def test_usual_seeds(logs: list[MutableMapping[str, object]], begin: int) -> None:
    """In shares, which `tests/conftest.py` lets any worker take."""
    keep_it_from(begin, SHARE, logs)


@pytest.mark.chaos
@pytest.mark.timeout(900)
@pytest.mark.parametrize("begin", range(USUAL, ALL, LARGE_SHARE))
def test_many_more_seeds(logs: list[MutableMapping[str, object]], begin: int) -> None:
    keep_it_from(begin, LARGE_SHARE, logs)


def test_one_seed_is_one_story() -> None:
    first, second = run(7), run(7)
    assert [(one.state, one.attempt, one.next_at) for one in first.rows] == [
        (one.state, one.attempt, one.next_at) for one in second.rows
    ]
    assert first.calls == second.calls
