"""`/sla away`: records the days on which a person is away, and who stands in for them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sla.absence import Absence, AbsenceId, NewAbsence, away
from sla.away import LONGEST_DAYS, AwayBoard, AwayPeriod, AwayRecorded, StandIn
from sla.away_hint import hint_of
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.people import Actor, Member, MemberId, Person
from sla.ports import Directory, UnitOfWork
from sla.services.desk import Desk

STAND_IN = "away.stand_in"
FIRST = "away.first"
LAST = "away.last"


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedAway:
    """Local days of whoever is away, both included. `of` is their Slack id, None for the actor's own.

    The stand-in is named by Slack id where typed, by member where chosen from a list.
    """

    first: date
    last: date
    of: str | None = None
    stand_in: str | None = None
    stand_in_member: MemberId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Bound:
    """A member whom the agreement binds."""

    member: Member
    person: Person


class Absences:
    def __init__(self, desk: Desk, directory: Directory | None = None) -> None:
        self._desk = desk
        self._directory = directory

    def board(self, actor: Actor, now: datetime, *, of: str | None = None) -> AwayBoard:
        """For the form; to the person alone it says what their own Slack status offers."""
        with self._desk.look() as work:
            board = self._board(work, actor, self._whose(work, actor, of), now)
        there = actor.person if board.own else None
        if self._directory is None or there is None or any(one.first <= board.today for one in board.periods):
            return board
        user = self._directory.user(actor.slack_id)
        hint = hint_of(user.status, zone=there.calendar.zone, now=now) if user else None
        return replace(board, hint=hint)

    def record(self, actor: Actor, wanted: WantedAway, now: datetime) -> AwayRecorded:
        """Reminders and blame stop for these days; due dates stay. The same period again is the same period."""
        with self._desk.open() as work:
            whose = self._whose(work, actor, wanted.of)
            today = whose.person.calendar.local_date(now)
            _check_days(wanted, today)
            stand_in = self._stand_in(work, whose, wanted)
            absence = _same(work, whose, wanted, stand_in)
            if absence is None:
                new = NewAbsence(
                    member_id=whose.member.id,
                    first=wanted.first,
                    last=wanted.last,
                    stand_in=stand_in.member.id if stand_in else None,
                    by=actor.member_id or whose.member.id,
                    at=now,
                )
                absence = _added(work, new, _you(actor, whose))
            work.leads.count_anew(whose.member.id, now)
            work.commit()
        return self._recorded(actor, whose, absence, stand_in, now)

    def cancel(self, actor: Actor, absence_id: AbsenceId, now: datetime) -> AwayBoard:
        """From now on it means nothing; cancelling twice is cancelling once."""
        with self._desk.open() as work:
            absence = work.absences.get(absence_id)
            if absence is None:
                raise NotFound("This period is not on the record; `/sla away` shows the ones that are.")
            whose = self._of_member(work, absence.member_id)
            if whose is None:
                raise NotFound("Whoever was away is not bound by the agreement any longer.")
            _may_plan(actor, whose)
            if absence.last < whose.person.calendar.local_date(now):
                raise Conflict("These days have passed and stay on the record.")
            work.absences.cancel(absence_id, now)
            work.leads.count_anew(whose.member.id, now)
            board = self._board(work, actor, whose, now)
            work.commit()
        return board

    def _whose(self, work: UnitOfWork, actor: Actor, of: str | None) -> _Bound:
        member = work.members.by_slack_id(of or actor.slack_id)
        person = self._desk.book(work).person(member.email) if member else None
        if member is None or person is None:
            raise NotAllowed(
                "Only people who are named in the agreement can be marked away; `/sla agreement` shows who is."
            )
        whose = _Bound(member=member, person=person)
        _may_plan(actor, whose)
        return whose

    def _of_member(self, work: UnitOfWork, member_id: MemberId) -> _Bound | None:
        return next((one for one in self._bound(work) if one.member.id == member_id), None)

    def _bound(self, work: UnitOfWork) -> list[_Bound]:
        book = self._desk.book(work)
        found = ((member, book.person(member.email)) for member in work.members.all())
        return [_Bound(member=member, person=person) for member, person in found if person is not None]

    def _stand_in(self, work: UnitOfWork, whose: _Bound, wanted: WantedAway) -> _Bound | None:
        """Whoever covers: somebody else of the same side, bound by the agreement and there on these days."""
        if wanted.stand_in is None and wanted.stand_in_member is None:
            return None
        found = next((one for one in self._bound(work) if _is(one.member, wanted)), None)
        if found is None:
            raise NotFound(
                "The stand-in is not named in the agreement; choose somebody of your own side.",
                field=STAND_IN,
            )
        name = found.person.name
        if found.member.id == whose.member.id:
            raise BadInput("Nobody can stand in for themselves; name somebody else.", field=STAND_IN)
        if found.person.side is not whose.person.side:
            raise BadInput(
                f"{name} is on the other side; the stand-in must be of {whose.person.side}.", field=STAND_IN
            )
        theirs = [one for one in work.absences.all(ending=wanted.first) if one.member_id == found.member.id]
        if any(one.first <= wanted.last for one in theirs):
            raise Conflict(f"{name} is away on some of these days too; name somebody else.", field=STAND_IN)
        return found

    def _board(self, work: UnitOfWork, actor: Actor, whose: _Bound, now: datetime) -> AwayBoard:
        today = whose.person.calendar.local_date(now)
        bound = self._bound(work)
        names = {one.member.id: one.person.name for one in bound}
        periods = [one for one in work.absences.all(ending=today) if one.member_id == whose.member.id]
        return AwayBoard(
            name=whose.person.name,
            slack_id=whose.member.slack_id or "",
            own=whose.member.id == actor.member_id,
            periods=tuple(_period(one, names.get(one.stand_in) if one.stand_in else None) for one in periods),
            stand_ins=tuple(
                StandIn(member_id=one.member.id, name=one.person.name)
                for one in bound
                if one.person.side is whose.person.side and one.member.id != whose.member.id
            ),
            today=today,
        )

    @staticmethod
    def _recorded(
        actor: Actor, whose: _Bound, absence: Absence, stand_in: _Bound | None, now: datetime
    ) -> AwayRecorded:
        there = away(whose.person, [absence])
        return AwayRecorded(
            period=_period(absence, stand_in.person.name if stand_in else None),
            name=whose.person.name,
            own=whose.member.id == actor.member_id,
            back_on=there.calendar.next_working_day(absence.last),
            carries_leads=whose.person.carries_leads,
            today=whose.person.calendar.local_date(now),
            now=now,
        )


def _may_plan(actor: Actor, whose: _Bound) -> None:
    if whose.member.id != actor.member_id and not actor.manages(whose.person.side):
        raise NotAllowed(
            f"{whose.person.name} can plan days away, and the manager of their own side; nobody else."
        )


def _check_days(wanted: WantedAway, today: date) -> None:
    if wanted.last < wanted.first:
        raise BadInput(
            f"The period ends ({wanted.last.isoformat()}) before it starts ({wanted.first.isoformat()}).",
            field=LAST,
        )
    if wanted.first < today:
        raise BadInput(
            f"{wanted.first.isoformat()} has passed; days away begin today at the earliest.", field=FIRST
        )
    if (wanted.last - wanted.first).days >= LONGEST_DAYS:
        raise BadInput(f"A period has at most {LONGEST_DAYS} days; give an earlier last day.", field=LAST)


def _added(work: UnitOfWork, new: NewAbsence, who: str) -> Absence:
    absence = work.absences.add(new)
    if absence is None:
        raise Conflict(
            f"{who} away on some of these days already; cancel that period under `/sla away` first.",
            field=FIRST,
        )
    return absence


def _same(work: UnitOfWork, whose: _Bound, wanted: WantedAway, stand_in: _Bound | None) -> Absence | None:
    """The same command twice is no mistake of the person's."""
    theirs = (one for one in work.absences.all(ending=wanted.first) if one.member_id == whose.member.id)
    asked = (wanted.first, wanted.last, stand_in.member.id if stand_in else None)
    return next((one for one in theirs if (one.first, one.last, one.stand_in) == asked), None)


def _is(member: Member, wanted: WantedAway) -> bool:
    return member.id == wanted.stand_in_member or (
        wanted.stand_in is not None and member.slack_id == wanted.stand_in
    )


def _you(actor: Actor, whose: _Bound) -> str:
    return "You are" if whose.member.id == actor.member_id else f"{whose.person.name} is"


def _period(absence: Absence, stand_in: str | None) -> AwayPeriod:
    return AwayPeriod(id=absence.id, first=absence.first, last=absence.last, stand_in=stand_in)
