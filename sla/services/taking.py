"""Taking an exception of the morning on: who may, which leads that is about, until when, and giving it back."""

from datetime import date, datetime, time, timedelta

from sla.calendar import at_local
from sla.commitments import About, Commitment, NewCommitment, TopicKind
from sla.digest import TakeForm
from sla.errors import BadInput, Conflict, NotAllowed
from sla.leads import LeadId
from sla.people import Actor, MemberId, Person, Side
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.stand_up import contested_leads, exceptions_of
from sla.services.status import Status

UNTIL = "take.until"
"""The input of the hour."""

HOUR = timedelta(hours=1)
OLD = "This digest is of another day; take it on in the newest one."
NOT_NAMED = "Only people whom the agreement names take something on; a manager adds them under `/sla setup`."
NOT_MANAGER = "Only the manager of sales decides about contested rejections, so only they can take these on."
NONE_OF_YOURS = "None of these leads is yours, so there is nothing here for you to take on."


class Taking:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)

    def form(self, actor: Actor, on: date, about: About, now: datetime) -> TakeForm:
        """What this person may take of it, or has taken already."""
        by, person = _taker(actor, about)
        with self._desk.look() as work:
            self._check_day(work, on, now)
            own = _own(work, on, about, by)
            leads = own.leads if own else self._leads(work, actor, about, now)
        return TakeForm(
            on=on,
            about=about,
            leads=len(leads),
            until=own.until if own else _end_of_work(person, now),
            own=own is not None,
            zone=person.calendar.zone,
            now=now,
        )

    def take(self, actor: Actor, on: date, about: About, until: time, now: datetime) -> TakeForm:
        """Once a person and exception; taking it again moves its hour."""
        by, person = _taker(actor, about)
        with self._desk.open() as work:
            work.commitments.take_turn()
            self._check_day(work, on, now)
            moment = _hour(person, until, now)
            own = _own(work, on, about, by)
            if own is None:
                leads = self._leads(work, actor, about, now)
                work.commitments.add(
                    NewCommitment(on=on, about=about, member_id=by, leads=leads, until=moment, at=now)
                )
            else:
                work.commitments.move(own.id, moment)
            work.commit()
        return self.form(actor, on, about, now)

    def give_back(self, actor: Actor, on: date, about: About, now: datetime) -> TakeForm:
        """Nothing where it was given back already."""
        by, person = _taker(actor, about)
        with self._desk.open() as work:
            work.commitments.take_turn()
            self._check_day(work, on, now)
            own = _own(work, on, about, by)
            if own is not None:
                work.commitments.give_back(own.id, now)
            work.commit()
        return TakeForm(
            on=on,
            about=about,
            leads=len(own.leads) if own else 0,
            until=own.until if own else now,
            own=False,
            zone=person.calendar.zone,
            now=now,
        )

    def _check_day(self, work: UnitOfWork, on: date, now: datetime) -> None:
        if on != self._desk.book(work).at(now).calendar.local_date(now):
            raise Conflict(OLD)

    def _leads(self, work: UnitOfWork, actor: Actor, about: About, now: datetime) -> frozenset[LeadId]:
        """The presser's own, and those of whom they stand in for; for the manager of sales all of them."""
        if about.kind is TopicKind.CONTESTED:
            found = {lead.id for lead in contested_leads(work, now)}
        elif about.kind is TopicKind.OVERDUE:
            whose = {one.id: one.owner_id for one in work.leads.short(now)}
            theirs = {actor.member_id, *actor.covers}
            every = actor.manages(Side.SALES)
            found = {lead_id for lead_id, owner in whose.items() if every or owner in theirs}
            if whose and not found:
                raise Conflict(NONE_OF_YOURS)
        else:
            return self._pace(work, about, now)
        if not found:
            raise Conflict("This is settled by now, so there is nothing left to take on.")
        return frozenset(found)

    def _pace(self, work: UnitOfWork, about: About, now: datetime) -> frozenset[LeadId]:
        """About no lead in particular, and only while it is an exception."""
        board = self._status.board(now)
        topics = exceptions_of(work, self._desk.book(work).at(now), board)
        if about not in {topic.about for topic in topics}:
            raise Conflict("This is inside the agreed band by now, so there is nothing left to take on.")
        return frozenset()


def _taker(actor: Actor, about: About) -> tuple[MemberId, Person]:
    if actor.person is None or actor.member_id is None:
        raise NotAllowed(NOT_NAMED)
    side = about.kind.side
    if actor.side is not side:
        raise NotAllowed(f"This one is for {side} to take on: it is about what {side} promised.")
    if about.kind is TopicKind.CONTESTED and not actor.is_manager:
        raise NotAllowed(NOT_MANAGER)
    return actor.member_id, actor.person


def _own(work: UnitOfWork, on: date, about: About, by: MemberId) -> Commitment | None:
    those = (one for one in work.commitments.on([on]) if one.about == about)
    return next((one for one in those if one.member_id == by), None)


def _end_of_work(person: Person, now: datetime) -> datetime:
    """The end of their working day; where that is less than an hour away, an hour from now."""
    windows = person.calendar.windows(person.calendar.local_date(now))
    ends = windows[-1][1] if windows else now
    return max(ends, now + HOUR)


def _hour(person: Person, until: time, now: datetime) -> datetime:
    calendar = person.calendar
    moment = at_local(calendar.local_date(now), until, calendar.zone)
    if moment <= now:
        raise BadInput("Choose a time later today; this one has passed.", field=UNTIL)
    return moment
