"""Rewrites the lines of today's reminders once a source has brought what they ask for."""

from datetime import datetime
from threading import Event

import structlog

from scheduling.beats import Nobody, Part, Watcher
from scheduling.messenger import Messenger, Refused
from sla.services.fed_lines import FedLines, FedReminder

log = structlog.get_logger()

MOST_AT_ONCE = 20
"""Messages at one tick: each is read and updated, and Slack takes about fifty a minute of either."""


class RewriteLines:
    """Sends nothing. A message that is gone, or that Slack lets nobody change any more, stays as it is."""

    def __init__(
        self,
        lines: FedLines,
        messenger: Messenger,
        *,
        stopping: Event | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self._lines = lines
        self._messenger = messenger
        self._stopping = stopping or Event()
        self._watcher = watcher or Nobody()

    def __call__(self, now: datetime) -> int:
        """How many reminders were looked at; one that fails never stops the others."""
        looked = 0
        for reminder in self._lines.due(now)[:MOST_AT_ONCE]:
            if self._stopping.is_set():
                break
            self._watcher.beat(Part.SCHEDULER)
            if not self._rewritten(reminder):
                break
            looked += 1
        return looked

    def _rewritten(self, reminder: FedReminder) -> bool:
        """False where Slack wants to be asked later: the next tick tries again."""
        reference = reminder.out_of_date.delivery.reference
        if reminder.lines:
            try:
                result = self._messenger.mend(reminder.posted, reminder.lines, reference=reference)
            except Exception:  # written out it would break again
                log.exception("lines not rewritten", reference=reference)
            else:
                if isinstance(result, Refused) and result.retry_after is not None:
                    return False
                log.info("lines rewritten", reference=reference, result=type(result).__name__)
        self._lines.said(reminder)
        return True
