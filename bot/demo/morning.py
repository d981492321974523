"""Sees to it that each rep's next morning has a list worth reading: not empty, and not endless."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from bot.demo.diary import DAY, Rep
from bot.demo.habits import Habit, Slot, Way, day_of
from bot.demo.leads import StoryLead
from sla.calendar import at_local
from sla.terms import Terms

FEWEST, MOST = 2, 4
"""Follow-ups that wait in the morning, beside the leads that are new."""

HARDLY_PAST = timedelta(hours=1)


def next_morning(rep: Rep, terms: Terms, now: datetime) -> date:
    """The rep's local day of the next private reminder; today's still counts when it is hardly past."""
    day = rep.calendar.next_working_day(rep.calendar.local_date(now), inclusive=True)
    if at_local(day, terms.nudge_at, rep.calendar.zone) + HARDLY_PAST > now:
        return day
    return rep.calendar.next_working_day(day)


def with_a_list(
    ways: Mapping[Slot, Way], leads: Sequence[StoryLead], terms: Terms, now: datetime
) -> dict[Slot, Way]:
    """`ways`, less what would make a morning's list too long, and with something on one that would be empty."""
    settled = dict(ways)
    judged = [lead for lead in leads if terms.calendar.local_date(lead.handed_off_at) >= terms.effective_on]
    for rep in {lead.rep.person.email: lead.rep for lead in judged}.values():
        running = [lead for lead in judged if lead.rep is rep and not lead.fate.won_by(now)]
        morning = next_morning(rep, terms, now)
        waiting = [slot for lead in running for slot in _waiting(lead, ways, terms, morning)]
        for slot in waiting[MOST:]:
            del settled[slot]
        lacking = max(0, FEWEST - len(waiting))
        due = (slot for lead in running for slot in _suggested_on(morning, lead, terms))
        settled.update((slot, Way(habit=Habit.ON_ITS_DAY)) for slot in islice(due, lacking))
    return settled


def _waiting(lead: StoryLead, ways: Mapping[Slot, Way], terms: Terms, morning: date) -> Iterator[Slot]:
    """The lead's follow-ups that are suggested by the morning and come only then or later."""
    for k, suggested in enumerate(terms.sales.cadence.suggested_days, start=1):
        way = ways.get((lead.number, k))
        if way is None or lead.handed_off_on + suggested * DAY > morning:
            continue
        if day_of(lead, way, suggested=suggested, ahead=0, after=lead.handed_off_on) >= morning:
            yield lead.number, k


def _suggested_on(day: date, lead: StoryLead, terms: Terms) -> Iterator[Slot]:
    for k, suggested in enumerate(terms.sales.cadence.suggested_days, start=1):
        if lead.handed_off_on + suggested * DAY == day:
            yield lead.number, k
