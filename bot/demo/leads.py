"""The leads of the story: everything handed over in its weeks, and the year's customers from before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.demo.arrivals import Arrival, arrivals
from bot.demo.companies import REGION_OF, Prospect, prospects
from bot.demo.deals import LONGEST_TO_CLOSE, Fate, fates
from bot.demo.diary import DAY, Rep, reps
from bot.demo.team import LATENESS
from sla.calendar import WorkingCalendar
from sla.targets import period_starts_on
from sla.terms import Terms

_WORKING_DAYS_BEFORE = 2
"""Leads from before the agreement took effect, which are listed and never judged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryLead:
    """`number` counts in order of time; `handed_off_on` is the rep's local day.

    `recorded` is False for customers from before activities were.
    """

    number: int
    prospect: Prospect
    arrival: Arrival
    fate: Fate
    handed_off_on: date
    recorded: bool

    @property
    def id(self) -> str:
        return f"LEAD-{self.number:05}"

    @property
    def rep(self) -> Rep:
        return self.arrival.rep

    @property
    def handed_off_at(self) -> datetime:
        return self.arrival.handed_off_at


def story_leads(terms: Terms, now: datetime, seed: int) -> tuple[StoryLead, ...]:
    """In order of time; the newest have the remarkable names."""
    today = terms.calendar.local_date(now)
    first = _working_days_before(terms.calendar, terms.effective_on, _WORKING_DAYS_BEFORE)
    year = period_starts_on(terms.quota.period, terms.calendar.previous_working_day(today))
    team = reps(terms, first, today, LATENESS)
    begins = min(first, year - LONGEST_TO_CLOSE * DAY)
    since, bought_since = terms.calendar.day_start(first), terms.calendar.day_start(year)
    kept = [
        (arrival, fate)
        for arrival, fate in fates(arrivals(terms, team, begins, now, seed), terms, seed)
        if arrival.handed_off_at >= since or fate.won_between(bought_since, now)
    ]
    return _named(kept, since, seed)


def _working_days_before(calendar: WorkingCalendar, day: date, days: int) -> date:
    for _ in range(days):
        day = calendar.previous_working_day(day)
    return day


def _named(found: Sequence[tuple[Arrival, Fate]], since: datetime, seed: int) -> tuple[StoryLead, ...]:
    sources = {zone: prospects(region, seed) for zone, region in REGION_OF.items()}
    newest_first = [
        StoryLead(
            number=number,
            prospect=next(sources[arrival.rep.calendar.zone]),
            arrival=arrival,
            fate=fate,
            handed_off_on=arrival.rep.calendar.local_date(arrival.handed_off_at),
            recorded=arrival.handed_off_at >= since,
        )
        for number, (arrival, fate) in reversed(list(enumerate(found, start=1)))
    ]
    return tuple(reversed(newest_first))
