"""When leads come in and whom they go to: near marketing's plan, one lead type a little under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from operator import itemgetter
from random import Random

from bot.demo.diary import DAY, Rep
from bot.demo.dice import dice, spread
from sla.calendar import WorkingCalendar
from sla.targets import Month, month_leads, plan_of
from sla.terms import Terms

WEBSITE, OUTBOUND = "website-form", "outbound"
DELIVERED = {WEBSITE: 1.0, OUTBOUND: 0.79}
"""What marketing delivers of its promise, by lead type."""

_SOURCES = {
    WEBSITE: ("Website Form", "Website Form", "Demo Request", "Website Form", "Pricing Page", "Webinar"),
    OUTBOUND: ("Outbound", "Outbound", "Outbound", "Trade Fair"),
}
_WOBBLE = {WEBSITE: 1.6, OUTBOUND: 1.2}
_EVENING, _WEEKEND = 0.12, 0.2
_JUST_IN = timedelta(hours=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A lead that is handed to a rep. `source` is the CRM's word for where it comes from.

    One that waits came in just now, and nobody has got to it yet.
    """

    lead_type: str
    source: str
    rep: Rep
    handed_off_at: datetime
    waits: bool = False


def arrivals(terms: Terms, team: Sequence[Rep], first: date, now: datetime, seed: int) -> list[Arrival]:
    """Everything handed over from the local day `first` up to `now`, in order of time."""
    calendar = terms.calendar
    last = calendar.next_working_day(calendar.next_working_day(calendar.local_date(now)))
    chance = dice(seed, "arrivals")
    turns = _turns(team, chance)
    found = [_arrival(lead_type, day, turns, team, chance) for day, lead_type in _plan(terms, first, last)]
    found.sort(key=lambda one: one.handed_off_at)
    for rep in team:
        _leave_one_waiting(found, rep, now, chance)
    begun = calendar.day_start(first)
    known = [one for one in found if begun <= one.handed_off_at <= now]
    return sorted(known, key=lambda one: one.handed_off_at)


def _leave_one_waiting(found: list[Arrival], rep: Rep, now: datetime, chance: Random) -> None:
    """The rep's latest lead waits, or else the next form comes sooner: every morning has something new."""
    own = [(n, one) for n, one in enumerate(found) if one.rep is rep]
    latest, lead = max(((n, one) for n, one in own if one.handed_off_at <= now), key=itemgetter(0))
    if now - lead.handed_off_at < _JUST_IN:
        found[latest] = replace(lead, waits=True)
        return
    to_come = ((n, one) for n, one in own if n > latest and one.lead_type == WEBSITE)
    for n, one in islice(to_come, 1):
        found[n] = replace(one, handed_off_at=_lately(rep, now, chance), waits=True)


def _lately(rep: Rep, now: datetime, chance: Random) -> datetime:
    """A moment within the last hour, or late in the evening before where that is night."""
    moment = now - timedelta(minutes=chance.randint(5, 50), seconds=chance.randrange(60))
    day = rep.calendar.local_date(moment)
    if moment < rep.local(day, time(8)):
        day -= DAY
    evening = rep.local(day, time(21, 30)) - timedelta(minutes=chance.randint(0, 90))
    return min(moment, evening)


def _plan(terms: Terms, first: date, last: date) -> Iterator[tuple[date, str]]:
    """How many of each type a working day brings; the sum never strays more than a few from the promise."""
    for kind in plan_of(terms).types:
        owed, given = 0.0, 0
        for day, promised in _promised(terms, kind.leads, first, last):
            owed += promised * DELIVERED[kind.key]
            wobble = _WOBBLE[kind.key] * (spread(day.toordinal(), 0.3) - 0.5)
            come = max(0, round(owed + wobble) - given)
            given += come
            yield from [(day, kind.key)] * come


def _promised(terms: Terms, leads: int, first: date, last: date) -> Iterator[tuple[date, float]]:
    """The working days from `first` to `last`, each with its part of the month's leads."""
    month = Month.of(first)
    while month.first <= last:
        days = [month.first + n * DAY for n in range((month.last - month.first).days + 1)]
        working = [day for day in days if terms.calendar.is_working_day(day)]
        part = month_leads(leads, terms.quota, month) / len(working)
        yield from ((day, part) for day in working if first <= day <= last)
        month = month.next()


def _turns(team: Sequence[Rep], chance: Random) -> Iterator[Rep]:
    """Everybody gets a lead before anybody gets the next."""
    while True:
        yield from chance.sample(team, len(team))


def _arrival(lead_type: str, day: date, turns: Iterator[Rep], team: Sequence[Rep], chance: Random) -> Arrival:
    rep = next(turns)
    if lead_type == OUTBOUND and not rep.works_on(day):
        rep = chance.choice([other for other in team if other.works_on(day)] or [rep])
    if lead_type == OUTBOUND:
        moment = rep.at_work(rep.working_day_near(day, after=day - 7 * DAY), chance.random())
    else:
        moment = rep.local(_day_of_form(day, rep.calendar, chance), _hour_of_form(chance))
    return Arrival(
        lead_type=lead_type,
        source=chance.choice(_SOURCES[lead_type]),
        rep=rep,
        handed_off_at=moment,
    )


def _day_of_form(day: date, calendar: WorkingCalendar, chance: Random) -> date:
    """A form knows no weekend: some of a Monday's came on the free days before."""
    before = day - DAY * chance.randint(1, 2)
    free = not calendar.is_working_day(before) and not calendar.is_working_day(day - DAY)
    same_month = before.month == day.month
    return before if free and same_month and chance.random() < _WEEKEND else day


def _hour_of_form(chance: Random) -> time:
    evening = chance.random() < _EVENING
    minute = chance.randrange(18 * 60, 22 * 60) if evening else chance.randrange(8 * 60, 18 * 60)
    return time(minute // 60, minute % 60, chance.randrange(60))
