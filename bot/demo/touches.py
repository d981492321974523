"""What a rep does on a lead, up to now: attempts along the cadence, and around them what life adds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from random import Random

from bot.demo.diary import DAY
from bot.demo.dice import dice, spread
from bot.demo.habits import AHEAD, Habit, Slot, Way, day_of
from bot.demo.leads import StoryLead
from sla.promises import SalesTerms

DAYS_AHEAD = ((3, 4), (5, 7), (7, 9), (3, 6), (7, 10), (4, 9), (8, 13))
"""By how many days a rep likes to be early with follow-up 1 … 7."""

FIRST_ATTEMPTS_LATE = 0.06
_SECOND_TOUCH, _REPLY, _NOTE, _MEETING_BOOKED = 0.045, 0.1, 0.015, 0.03
_DAYTIME = (time(8), time(21))
_NIGHT = timedelta(hours=8)


class Activity(StrEnum):
    """As a CRM's export words it."""

    CALL = "Call"
    EMAIL = "Email"
    MEETING = "Meeting"
    MESSAGE = "Message"
    NOTE = "Note"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryTouch:
    lead: StoryLead
    activity: Activity
    direction: str
    outcome: str
    occurred_at: datetime


class Worker:
    """Works leads the way their reps do; what it does to one lead depends on that lead alone."""

    def __init__(self, ways: Mapping[Slot, Way], sales: SalesTerms, now: datetime, seed: int) -> None:
        self._ways = ways
        self._sales = sales
        self._now = now
        self._seed = seed

    def touches(self, lead: StoryLead) -> Iterator[StoryTouch]:
        """Everything on the lead that happened by now; nothing after the deal was won."""
        if lead.arrival.waits:
            return
        chance = dice(self._seed, "touches", lead.number)
        won_at = lead.fate.won_at
        until = self._now if won_at is None else min(self._now, won_at)
        for n, moment in enumerate(self._attempts(lead, chance)):
            attempt = _attempt(lead, n, moment, chance)
            around = (attempt, *_around(attempt, chance))
            yield from (touch for touch in around if touch.occurred_at <= until)

    def _attempts(self, lead: StoryLead, chance: Random) -> Iterator[datetime]:
        """The first attempt, then a follow-up for each suggested day."""
        rep = lead.rep
        first = rep.after_work(lead.handed_off_at, self._first_delay(lead, chance))
        yield first
        last = rep.calendar.local_date(first)
        for k, suggested in enumerate(self._sales.cadence.suggested_days, start=1):
            way = self._ways.get((lead.number, k), AHEAD)
            ahead = chance.randint(*DAYS_AHEAD[k - 1])
            last = day_of(lead, way, suggested=suggested, ahead=ahead, after=last)
            pressing = rep.calendar.next_working_day(last) >= lead.handed_off_on + suggested * DAY
            yield rep.at_work(last, _time_of_day(way, chance, pressing=pressing))

    def _first_delay(self, lead: StoryLead, chance: Random) -> timedelta:
        within = self._sales.first_attempt_within
        if spread(lead.number, start=0.77) < FIRST_ATTEMPTS_LATE * lead.rep.lateness:
            return within * chance.uniform(1.1, 2.4)
        return within * chance.triangular(0.06, 0.85, 0.3)


def _time_of_day(way: Way, chance: Random, *, pressing: bool) -> float:
    """The share of the working day that has passed: what is pressing comes first thing."""
    if way.habit is Habit.AHEAD:
        return chance.uniform(0, 0.15) if pressing else chance.random()
    return chance.uniform(0.2, 0.97)


def _attempt(lead: StoryLead, n: int, moment: datetime, chance: Random) -> StoryTouch:
    """A lead that will buy is reached more often."""
    keen = lead.fate.won_at is not None
    kinds = (Activity.CALL, Activity.EMAIL, Activity.MESSAGE, Activity.MEETING)
    weights = (60, 40, 0, 0) if n == 0 else (46, 38, 11, 30 if keen else 5)
    activity = chance.choices(kinds, weights)[0]
    return StoryTouch(
        lead=lead,
        activity=activity,
        direction="Outbound",
        outcome=_outcome(activity, chance, keen=keen),
        occurred_at=moment,
    )


def _outcome(activity: Activity, chance: Random, *, keen: bool) -> str:
    if activity is Activity.MEETING:
        return "Held"
    if activity is not Activity.CALL:
        return ""
    weights = (20, 20, 60) if keen else (52, 24, 24)
    return chance.choices(("No answer", "Left message", "Reached"), weights)[0]


def _around(attempt: StoryTouch, chance: Random) -> Iterator[StoryTouch]:
    """What does not count: a second touch the same day, a note, a meeting only booked, a reply."""
    beside = (
        touch for touch in _by_the_rep(attempt, chance) if attempt.lead.rep.is_at_work(touch.occurred_at)
    )
    yield from beside
    if attempt.activity is not Activity.CALL and chance.random() < _REPLY:
        reply = _in_daytime(
            attempt.lead, attempt.occurred_at + timedelta(seconds=chance.randint(1800, 100_000))
        )
        yield _beside(attempt, Activity.EMAIL, reply, direction="Inbound")


def _by_the_rep(attempt: StoryTouch, chance: Random) -> Iterator[StoryTouch]:
    at = attempt.occurred_at
    if chance.random() < _SECOND_TOUCH:
        other = Activity.EMAIL if attempt.activity is Activity.CALL else Activity.CALL
        soon = at + timedelta(seconds=chance.randint(150, 2400))
        yield _beside(attempt, other, soon, outcome="No answer" if other is Activity.CALL else "")
    if chance.random() < _NOTE:
        yield _beside(attempt, Activity.NOTE, at + timedelta(seconds=chance.randint(60, 600)), direction="")
    if attempt.outcome == "Reached" and chance.random() < _MEETING_BOOKED:
        soon = at + timedelta(seconds=chance.randint(90, 300))
        yield _beside(attempt, Activity.MEETING, soon, outcome="Scheduled")


def _beside(
    attempt: StoryTouch, activity: Activity, at: datetime, *, direction: str = "Outbound", outcome: str = ""
) -> StoryTouch:
    return StoryTouch(
        lead=attempt.lead, activity=activity, direction=direction, outcome=outcome, occurred_at=at
    )


def _in_daytime(lead: StoryLead, at: datetime) -> datetime:
    """People reply between morning and evening: what falls into the night comes the next day."""
    day = lead.rep.calendar.local_date(at)
    opens, closes = (lead.rep.local(day, bound) for bound in _DAYTIME)
    if at < opens:
        return at + _NIGHT
    return at + _NIGHT * 2 if at >= closes else at
