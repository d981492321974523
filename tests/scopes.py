"""Which tests one worker runs together, and in which order: those of a file, as they share what is slow to set up."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadScopeScheduling

SHARES = ("tests/scheduling/simulation/test_simulation.py",)
"""Files whose tests share nothing: each is a piece of work of its own, for whoever is free."""
WAITING = ("tests/bot/", "tests/chaos/", "tests/e2e/", "tests/sandbox/")
"""Where tests mostly wait for a clock, a socket or a process."""


class ByFileOrShare(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return nodeid if file in SHARES else file


def mixed(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The files that mostly wait spread evenly among those that compute, so that no core is ever idle."""
    files: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        files[item.nodeid.partition("::")[0]].append(item)
    waiting = [file for file in files if file.startswith(WAITING)]
    computing = [file for file in files if not file.startswith(WAITING)]
    place = {file: n / len(group) for group in (waiting, computing) for n, file in enumerate(group)}
    return [item for file in sorted(files, key=lambda file: place[file]) for item in files[file]]
