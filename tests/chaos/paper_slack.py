"""A Slack of files, quick enough for ten thousand messages: one file for each reference, one letter for each arrival."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from scheduling.messenger import Absent, Ambiguous, Refused, Result, Written
from sla.delivery import Posted
from sla.digest import Digest
from sla.services.bulletins import Late, Private
from sla.weekly import WeeklySummary

BRIEFLY = timedelta(seconds=1)


@dataclass
class PaperSlack:
    """Shared by all processes; every call fails as often as `faults` says."""

    folder: Path
    dice: Random
    faults: float = 0.0

    def held(self) -> timedelta | None:
        return None

    def channel(self, name: str) -> str | Refused:
        return self._look(f"C-{name}")

    def direct(self, slack_id: str) -> str | Refused:
        return self._look(f"D-{slack_id}")

    def quiet_until(self, slack_id: str, now: datetime) -> datetime | None:  # noqa: ARG002 — the real one's name
        return None

    def digest(self, digest: Digest, *, reference: str, doubt: bool) -> Written:  # noqa: ARG002
        return lambda where: self._post(where, reference)

    def weekly(self, channel_id: str, summary: WeeklySummary, *, reference: str, doubt: bool) -> Result:  # noqa: ARG002
        return self._post(channel_id, reference)

    def privately(
        self,
        content: Private,  # noqa: ARG002 - what it says is no matter here
        *,
        reference: str,
        late: Sequence[Late],  # noqa: ARG002 - nor that
    ) -> Written:
        return lambda where: self._post(where, reference)

    def find(self, channel_id: str, reference: str, *, since: datetime) -> Posted | Absent | Refused:  # noqa: ARG002
        if self._strikes():
            return Refused(reason="ratelimited", retry_after=BRIEFLY)
        there = (self.folder / reference).exists()
        return Posted(channel_id=channel_id, message_ts="1") if there else Absent()

    @staticmethod
    def arrivals_in(folder: Path) -> Counter[str]:
        return Counter({each.name: each.stat().st_size for each in folder.iterdir()})

    def _strikes(self) -> bool:
        return self.dice.random() < self.faults

    def _look(self, conversation: str) -> str | Refused:
        if self._strikes():
            return Refused(reason="internal_error", retry_after=BRIEFLY)
        return conversation

    def _post(self, channel_id: str, reference: str) -> Result:
        if self._strikes():
            match self.dice.choice(["before", "after", "limited"]):
                case "limited":
                    return Refused(reason="ratelimited", retry_after=BRIEFLY)
                case "after":
                    self._take(reference)
            return Ambiguous(reason="RemoteDisconnected")
        self._take(reference)
        return Posted(channel_id=channel_id, message_ts="1")

    def _take(self, reference: str) -> None:
        with (self.folder / reference).open("ab", buffering=0) as file:  # appended as one, whoever else does
            file.write(b"x")
