"""What would show a share kept by other means than work (MATHS §3, "Counters to gaming"): shown, never judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sla.calendar import local_date
from sla.first_contact import median
from sla.touches import JudgedTouch


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadHabit:
    """One lead: its judged touches in order of time, its zone, and whether its rep closed it before a checkpoint.

    `reached` is whether its first checkpoint day lies in the span that is looked at.
    """

    touches: Sequence[JudgedTouch]
    zone: str
    reached: bool
    closed_by_rep: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """Three counts of one span.

    `closed_by_rep` of the `reached` leads were closed by their rep before a checkpoint day. `gap` is the median
    between one follow-up and the next, over `gaps`, in whole local days. Of the counted touches `logged` by hand,
    `late` were logged more than a day after.
    """

    closed_by_rep: int
    reached: int
    gap: timedelta | None
    gaps: int
    late: int
    logged: int


def habits(leads: Iterable[LeadHabit], *, first: date, last: date) -> Habits:
    """Touches and gaps count where they, or their later end, happened from `first` to `last`, both included."""
    gaps: list[timedelta] = []
    closed = reached = late = logged = 0
    for lead in leads:
        reached += lead.reached
        closed += lead.reached and lead.closed_by_rep
        follow_ups = [_day(one, lead) for one in lead.touches if one.number is not None]
        gaps += [after - before for before, after in pairwise(follow_ups) if first <= after <= last]
        by_hand = [one for one in lead.touches if one.role is not None and one.fact.by_hand]
        inside = [one for one in by_hand if first <= _day(one, lead) <= last]
        logged += len(inside)
        late += sum(one.late_logged for one in inside)
    gaps.sort()
    return Habits(
        closed_by_rep=closed, reached=reached, gap=median(gaps), gaps=len(gaps), late=late, logged=logged
    )


def _day(touch: JudgedTouch, lead: LeadHabit) -> date:
    return local_date(touch.fact.occurred_at, lead.zone)
