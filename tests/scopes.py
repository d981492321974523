"""Which tests one worker runs together: those of a file, as they share what is slow to set up."""

from xdist.scheduler import LoadScopeScheduling

SHARES = ("tests/scheduling/simulation/test_simulation.py",)
"""Files whose tests share nothing: each is a piece of work of its own, for whoever is free."""


class ByFileOrShare(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return nodeid if file in SHARES else file
