"""Whose turn it is to get a lead that names no rep: round robin among those at work today (MATHS §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sla.calendar import WorkingCalendar
from sla.decisions import LastHandoff
from sla.people import MemberId, Person

NEVER = (datetime.min.replace(tzinfo=UTC), 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A rep who may get it; `last` is the lead they got last, None for none ever."""

    member_id: MemberId
    person: Person
    last: LastHandoff | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Who gets it; `works_from` is None where they are at work today, otherwise when they next begin."""

    member_id: MemberId
    person: Person
    works_from: datetime | None


def next_in_turn(candidates: Iterable[Candidate], now: datetime) -> Turn | None:
    """Who has waited longest for a lead among those at work today; nobody there: whoever is back first."""
    everybody = sorted(candidates, key=_waited)
    there = next((one for one in everybody if at_work_today(one.person.calendar, now)), None)
    if there is not None:
        return Turn(member_id=there.member_id, person=there.person, works_from=None)
    begins = [(works_from(one.person.calendar, now), one) for one in everybody]
    soonest = min(begins, key=lambda each: each[0], default=None)
    if soonest is None:
        return None
    moment, one = soonest
    return Turn(member_id=one.member_id, person=one.person, works_from=moment)


def at_work_today(calendar: WorkingCalendar, now: datetime) -> bool:
    """Whether any working time of the local day is still to come, or runs."""
    return any(now < end for _, end in calendar.windows(calendar.local_date(now)))


def works_from(calendar: WorkingCalendar, now: datetime) -> datetime:
    """The first working moment from `now` on."""
    day = calendar.local_date(now)
    while True:
        for start, end in calendar.windows(day):
            if now < end:
                return max(start, now)
        day = calendar.next_working_day(day)


def _waited(one: Candidate) -> tuple[tuple[datetime, int], int]:
    """The rep whose last lead is oldest comes first; who never had one before all others."""
    last = (one.last.at, int(one.last.lead_id)) if one.last else NEVER
    return last, one.member_id
