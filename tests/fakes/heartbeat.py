"""When the ledger in memory was last at work."""

from dataclasses import replace
from datetime import datetime

from sla.hold import Hold, Pulse
from tests.fakes.rows import Rows


class FakeHeartbeat:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def read(self) -> Pulse:
        return self._rows.pulse

    def beat(self, at: datetime) -> datetime:
        kept = max(at, self._rows.pulse.beat_at or at)
        self._rows.pulse = replace(self._rows.pulse, beat_at=kept)
        return kept

    def put_on(self, hold: Hold) -> None:
        self._rows.pulse = replace(self._rows.pulse, hold=hold, is_copy=False)
