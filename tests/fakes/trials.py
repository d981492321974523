"""The end of a trial, in memory."""

from datetime import datetime

from sla.people import MemberId
from tests.fakes.rows import Rows


class FakeTrials:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def ended_at(self) -> datetime | None:
        return self._rows.trial_ended_at

    def end(self, by: MemberId, at: datetime) -> None:  # noqa: ARG002 — the real one's name
        if self._rows.trial_ended_at is None:
            self._rows.trial_ended_at = at
