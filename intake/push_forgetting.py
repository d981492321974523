"""Forgets what was answered to pushed messages a day ago, and events whose lead did not come within a week."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sla.ports import UnitOfWork
from sla.pushed import REMEMBERED, Count
from sla.services.desk import Desk
from sla.waits import LONGEST_WAIT, WaitingEvent

_EVERY = timedelta(hours=1)


class ForgetAnswers:
    """A job of the schedule that does something once an hour; messages are of real time."""

    def __init__(self, desk: Desk, real_now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._real_now = real_now
        self._next: datetime | None = None

    def __call__(self, _now: datetime) -> int:
        """How many were forgotten."""
        at = self._real_now()
        if self._next is not None and at < self._next:
            return 0
        self._next = at + _EVERY
        with self._desk.open() as work:
            forgotten = work.pushes.forget(at - REMEMBERED)
            left = work.waits.forget(at - LONGEST_WAIT)
            _count(work, left, at)
            work.commit()
        return forgotten + len(left)


def _count(work: UnitOfWork, left: Sequence[WaitingEvent], at: datetime) -> None:
    """As rejected, with the last of each kind for a reason."""
    numbers = Counter((one.source, one.type) for one in left)
    last = {(one.source, one.type): one for one in left}
    for (source, kind), number in sorted(numbers.items()):
        lead = last[source, kind].leads[0][:60]
        said = f'lead "{lead}" did not come within {LONGEST_WAIT.days} days.'
        work.pushes.count(source, at.date(), [Count(kind=kind, rejected=number, reason=said)])
