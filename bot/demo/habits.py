"""How each follow-up goes: mostly ahead of its day, now and then on the day, late, or past a checkpoint."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.demo.diary import DAY
from bot.demo.dice import spread
from bot.demo.leads import StoryLead
from sla.cadence import Cadence

Slot = tuple[int, int]
"""The k-th follow-up (from 1) of the lead with this number."""

PAST_CHECKPOINT = {3: 0.07, 5: 0.13, 7: 0.1}
"""How much of the leads has follow-up 3, 5 or 7 only after the checkpoint that asks for it."""

ON_ITS_DAY, A_DAY_LATE = 0.04, 0.03
_DAYS_OVERDUE = (1, 2, 1, 3, 2, 1, 4, 2)


class Habit(StrEnum):
    AHEAD = "ahead"
    ON_ITS_DAY = "on its day"
    LATE = "late"
    PAST_CHECKPOINT = "past its checkpoint"


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A habit, and by how many working days the follow-up comes late where it does."""

    habit: Habit
    days: int = 0


AHEAD = Way(habit=Habit.AHEAD)


def ways(leads: Sequence[StoryLead], cadence: Cadence) -> Mapping[Slot, Way]:
    """Every follow-up that does not go the usual way; spread evenly, so that no week is a bad one."""
    return _everyday(leads, cadence) | dict(_past_checkpoints(leads))


def _everyday(leads: Sequence[StoryLead], cadence: Cadence) -> dict[Slot, Way]:
    needs = {checkpoint.need for checkpoint in cadence.checkpoints}
    found: dict[Slot, Way] = {}
    for rep, slots in _by_rep(leads, cadence).items():
        for n, (_, slot) in enumerate(sorted(slots)):
            at = spread(n, start=_start(rep))
            if at < ON_ITS_DAY:
                found[slot] = Way(habit=Habit.ON_ITS_DAY)
            elif slot[1] not in needs and at < ON_ITS_DAY + A_DAY_LATE:
                found[slot] = Way(habit=Habit.LATE, days=1)
    return found


def _by_rep(leads: Sequence[StoryLead], cadence: Cadence) -> Mapping[str, list[tuple[date, Slot]]]:
    found: dict[str, list[tuple[date, Slot]]] = defaultdict(list)
    for lead in leads:
        found[lead.rep.person.email] += [
            (lead.handed_off_on + day * DAY, (lead.number, k))
            for k, day in enumerate(cadence.suggested_days, start=1)
        ]
    return found


def _start(email: str) -> float:
    return spread(sum(email.encode()))


def _past_checkpoints(leads: Sequence[StoryLead]) -> Iterator[tuple[Slot, Way]]:
    """One lead in so many, counted off in order of handoff; more often with a rep to whom it happens more."""
    for k, share in PAST_CHECKPOINT.items():
        counted, slips = 0.0, 0
        for lead in leads:
            if lead.fate.won_at is None:
                counted += share * lead.rep.lateness
            if counted >= slips + 1:
                days = _DAYS_OVERDUE[slips % len(_DAYS_OVERDUE)]
                yield (lead.number, k), Way(habit=Habit.PAST_CHECKPOINT, days=days)
                slips += 1


def day_of(lead: StoryLead, way: Way, *, suggested: int, ahead: int, after: date) -> date:
    """The working day on which a follow-up happens that is suggested so many days after the handoff.

    `ahead` is by how many days the rep likes to be early; it comes later than the day `after`.
    """
    rep, wanted = lead.rep, lead.handed_off_on + suggested * DAY
    if way.habit is Habit.AHEAD:
        early = rep.working_day_near(wanted - ahead * DAY, after=after)
        pressing = rep.calendar.next_working_day(early) >= wanted
        return rep.working_day_near(early - DAY, after=after) if pressing else early
    if way.habit is Habit.ON_ITS_DAY:
        return rep.working_day_near(wanted, after=after)
    return max(rep.working_days_after(wanted, way.days), rep.calendar.next_working_day(after))
