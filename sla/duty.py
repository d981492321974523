"""Whose a missed date is (MATHS §3, "Away and owners"): whoever had the lead and was at work on most working days.

A stand-in has it while its owner is away. Whoever inherits a lead has two working days of grace, which are nobody's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sla.absence import Absence
from sla.calendar import WorkingCalendar, local_date
from sla.ownership import Ownership
from sla.people import MemberId

GRACE_DAYS = 2
"""Working days of whoever inherits a lead."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """Who works when. `calendars` are without days off, `absences` those that stand; `team` is for nobody's leads."""

    calendars: Mapping[MemberId, WorkingCalendar]
    absences: Sequence[Absence]
    team: WorkingCalendar

    def absence(self, member_id: MemberId, day: date) -> Absence | None:
        return next((one for one in self.absences if one.member_id == member_id and one.on(day)), None)

    def works(self, member_id: MemberId | None, day: date) -> bool:
        """Whether it is one of their working days, there or away."""
        calendar = self.team if member_id is None else self.calendars.get(member_id, self.team)
        return calendar.is_working_day(day)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tenure:
    """Who has a lead on a day, and since which day where they inherited it."""

    member_id: MemberId
    inherited_on: date | None


def responsible(
    owners: Sequence[Ownership], roster: Roster, *, first: date, last: date, zone: str
) -> MemberId | None:
    """Who was on duty on more than half of the working days from `first` to `last`, both included; None: nobody.

    `owners` are the lead's in order of time, `zone` its own.
    """
    only = _only_owner(owners, roster, first=first, last=last)
    if only is not None:
        return only
    days = [first + n * _DAY for n in range((last - first).days + 1)]
    worked = [day for day in days if roster.works(_owner(owners, day, zone).member_id, day)]
    found = Counter(filter(None, (_on_duty(owners, roster, day, zone) for day in worked)))
    return next((member_id for member_id, number in found.items() if 2 * number > len(worked)), None)


def inherited_on(owners: Sequence[Ownership], roster: Roster, day: date, zone: str) -> date | None:
    """Since which day whoever has the lead on `day` has it from somebody else; None for its first owner."""
    tenure = _tenure(owners, roster, day, zone)
    return tenure.inherited_on if tenure else None


def grace_ends(member_id: MemberId, roster: Roster, since: date) -> date:
    """The last of the heir's two working days of grace, from the first day that is wholly theirs."""
    calendar = roster.calendars.get(member_id, roster.team)
    day = calendar.next_working_day(since, inclusive=True)
    for _ in range(GRACE_DAYS - 1):
        day = calendar.next_working_day(day)
    return day


def _only_owner(owners: Sequence[Ownership], roster: Roster, *, first: date, last: date) -> MemberId | None:
    """The usual case: one owner, never away."""
    if len(owners) != 1 or owners[0].member_id is None:
        return None
    theirs: Iterable[Absence] = (one for one in roster.absences if one.member_id == owners[0].member_id)
    away = any(one.first <= last and first <= one.last for one in theirs)
    return None if away else owners[0].member_id


def _owner(owners: Sequence[Ownership], day: date, zone: str) -> Ownership:
    """Whose the lead was at the end of the day; before its handoff its first owner's."""
    return next((one for one in reversed(owners) if local_date(one.since, zone) <= day), owners[0])


def _tenure(owners: Sequence[Ownership], roster: Roster, day: date, zone: str) -> _Tenure | None:
    owner = _owner(owners, day, zone)
    if owner.member_id is None:
        return None
    # The day on which it changed hands is not wholly the new owner's.
    taken_over = None if owner is owners[0] else local_date(owner.since, zone) + _DAY
    absence = roster.absence(owner.member_id, day)
    if absence is None:
        return _Tenure(member_id=owner.member_id, inherited_on=taken_over)
    stand_in = absence.stand_in
    if stand_in is None or roster.absence(stand_in, day) is not None or not roster.works(stand_in, day):
        return None
    since = max([absence.first, *_given(taken_over)])
    return _Tenure(member_id=stand_in, inherited_on=since)


def _on_duty(owners: Sequence[Ownership], roster: Roster, day: date, zone: str) -> MemberId | None:
    """Who answers for this day: nobody while the heir has grace."""
    tenure = _tenure(owners, roster, day, zone)
    if tenure is None:
        return None
    since = tenure.inherited_on
    if since is not None and day <= grace_ends(tenure.member_id, roster, since):
        return None
    return tenure.member_id


def _given(day: date | None) -> Iterator[date]:
    if day is not None:
        yield day
