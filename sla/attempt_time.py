"""Where the working time until a first attempt went (MATHS §3, "First contact"), so that nobody answers for another.

System: from the lead's capture to its handoff. Queue: until its rep accepted it. Human: from there to the attempt.
The owner's time away is apart, in none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.first_contact import median
from sla.worktime import WorkTime

_NONE = timedelta()


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptTime:
    """One lead's working time by its owner's hours; the parts add up to the whole.

    `system` is None where no capture is known, `queue` where nobody was asked to accept: all is `human` then.
    """

    system: timedelta | None
    queue: timedelta | None
    human: timedelta
    away: timedelta

    @property
    def whole(self) -> timedelta:
        return (self.system or _NONE) + (self.queue or _NONE) + self.human + self.away


def attempt_time(
    *,
    captured_at: datetime | None,
    handed_off_at: datetime,
    accepted_at: datetime | None,
    attempt_at: datetime,
    hours: WorkTime,
    there: WorkTime,
) -> AttemptTime:
    """`hours` are the owner's with their days off in them, `there` without.

    A capture after the handoff is none; an acceptance outside handoff and attempt is taken at their edge.
    """
    known = captured_at is not None and captured_at <= handed_off_at
    taken = handed_off_at if accepted_at is None else max(handed_off_at, min(accepted_at, attempt_at))
    present = there.between(handed_off_at, attempt_at)
    return AttemptTime(
        system=hours.between(captured_at, handed_off_at) if known and captured_at is not None else None,
        queue=None if accepted_at is None else there.between(handed_off_at, taken),
        human=there.between(taken, attempt_at),
        away=hours.between(handed_off_at, attempt_at) - present,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """The median of a length over so many leads; None of none."""

    leads: int
    median: timedelta | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeSplit:
    """Over `leads` that were attempted: each part over those it is known of.

    `queue` and `human` are over the same leads, `undivided` the ones nobody was asked to accept; `away` is over
    those whose owner was away at all. Medians do not add up as one lead's parts do.
    """

    leads: int
    system: Usual
    queue: Usual
    human: Usual
    away: Usual

    @property
    def undivided(self) -> int:
        return self.leads - self.queue.leads


def time_split(times: Iterable[AttemptTime]) -> TimeSplit:
    found = tuple(times)
    divided = [one for one in found if one.queue is not None]
    return TimeSplit(
        leads=len(found),
        system=_usual([one.system for one in found if one.system is not None]),
        queue=_usual([one.queue for one in divided if one.queue is not None]),
        human=_usual([one.human for one in divided]),
        away=_usual([one.away for one in found if one.away]),
    )


def _usual(lengths: Sequence[timedelta]) -> Usual:
    return Usual(leads=len(lengths), median=median(sorted(lengths)))
