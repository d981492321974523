"""A person's Home tab, put together from what the other use cases know; read at one moment each."""

from datetime import datetime

from sla.absence import Absence
from sla.away import AwayPeriod
from sla.book import Book
from sla.errors import NotFound
from sla.home import AwayColleague, Home, Switch
from sla.people import Actor, Member, MemberId, Person, Role, Side
from sla.ports import UnitOfWork
from sla.received import Inbox, inbox_of, since
from sla.services.crm import crm_board
from sla.services.desk import Desk
from sla.services.home_commitments import commitments_of
from sla.services.home_marketing import fates_of
from sla.services.home_sales import day_of, team_of
from sla.services.proposals import waiting_for
from sla.services.same_people import same_page
from sla.services.status import Status
from sla.switches import Switches

TEAM_ZONE = "UTC"
"""Of somebody who is not named, where nothing is agreed yet."""


class ShowHome:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def opened(self, slack_id: str, now: datetime) -> None:
        """From now on this person's Home tab is kept up to date; somebody who is not named has none to keep."""
        with self._desk.look() as work:
            member = work.members.by_slack_id(slack_id)
        if member is None or member.home_opened_at is not None:
            return
        with self._desk.open() as work:
            work.members.opened_home(member.id, now)
            work.commit()

    def is_kept(self, slack_id: str) -> bool:
        """Whether this person has ever opened their Home tab."""
        with self._desk.look() as work:
            member = work.members.by_slack_id(slack_id)
        return member is not None and member.home_opened_at is not None

    def page(self, actor: Actor, now: datetime) -> Home:
        with self._desk.look() as work:
            book = self._desk.book(work)
            member = work.members.by_slack_id(actor.slack_id)
            person = actor.person
            if person is None or member is None or not book.begun:
                return self._plain(work, book, actor, now)
            signing = waiting_for(work, actor, now)
            sells, manages = person.carries_leads or bool(actor.covers), actor.manages(Side.SALES)
            board = None if person.carries_leads else Status(self._desk).board(now)
            return Home(
                person=person,
                begun=True,
                managers=_managers(book),
                zone=person.calendar.zone,
                now=now,
                to_sign=signing.number if signing else None,
                switch=_switch(work, book, member.id, person, now),
                away=_colleagues(work, book, member, person, now) if person.role is Role.MANAGER else (),
                day=day_of(self._desk, work, actor=actor, member=member, person=person, now=now)
                if sells
                else None,
                team=team_of(work, book, person, now) if manages else None,
                fates=fates_of(work, book, now) if person.side is Side.MARKETING else None,
                board=board,
                currency=book.at(now).currency,
                same=same_page(work, book, now) if actor.is_manager else None,
                inbox=_inbox(work, member, person, now),
                commitments=commitments_of(work, book, member.id, board, now),
                crm=crm_board(work, book, now, zone=person.calendar.zone)
                if person.role is Role.MANAGER
                else None,
            )

    def inbox(self, actor: Actor, now: datetime) -> Inbox:
        """What was sent to this person unasked; nobody sees another's."""
        with self._desk.look() as work:
            member = work.members.by_slack_id(actor.slack_id)
            if actor.person is None or member is None:
                raise NotFound("You are not named in the agreement, so nothing is sent to you unasked.")
            return _inbox(work, member, actor.person, now)

    @staticmethod
    def _plain(work: UnitOfWork, book: Book, actor: Actor, now: datetime) -> Home:
        signing = waiting_for(work, actor, now)
        zone = book.at(now).calendar.zone if book.begun else TEAM_ZONE
        return Home(
            person=actor.person,
            begun=book.begun,
            managers=_managers(book),
            zone=actor.person.calendar.zone if actor.person else zone,
            now=now,
            to_sign=signing.number if signing else None,
        )


def _inbox(work: UnitOfWork, member: Member, person: Person, now: datetime) -> Inbox:
    most = Switches.of(work.message_settings.all()).most_a_day()
    rows = work.inboxes.of(str(member.id), since(now))
    return inbox_of(rows, zone=person.calendar.zone, now=now, most=most)


def _managers(book: Book) -> tuple[str, ...]:
    return tuple(one.name for one in book.people if one.role is Role.MANAGER)


def _switch(work: UnitOfWork, book: Book, member_id: MemberId, person: Person, now: datetime) -> Switch:
    today = person.calendar.local_date(now)
    names = _names(work, book)
    own = [one for one in work.absences.all(ending=today) if one.member_id == member_id]
    running = next((one for one in own if one.on(today)), None)
    coming = next((one for one in own if one.first > today), None)
    return Switch(
        now=_period(running, names) if running else None, coming=_period(coming, names) if coming else None
    )


def _colleagues(
    work: UnitOfWork, book: Book, reader: Member, person: Person, now: datetime
) -> tuple[AwayColleague, ...]:
    """Of the reader's own side, each by their own day."""
    names = _names(work, book)
    people = {member.id: book.person(member.email) for member in work.members.all()}
    found = (
        (there, one)
        for one in work.absences.all()
        if one.member_id != reader.id and (there := people.get(one.member_id)) is not None
    )
    return tuple(
        AwayColleague(name=there.name, period=_period(one, names))
        for there, one in found
        if there.side is person.side and one.on(there.calendar.local_date(now))
    )


def _names(work: UnitOfWork, book: Book) -> dict[MemberId, str]:
    found = ((member.id, book.person(member.email)) for member in work.members.all())
    return {member_id: person.name for member_id, person in found if person is not None}


def _period(absence: Absence, names: dict[MemberId, str]) -> AwayPeriod:
    stand_in = names.get(absence.stand_in) if absence.stand_in is not None else None
    return AwayPeriod(id=absence.id, first=absence.first, last=absence.last, stand_in=stand_in)
