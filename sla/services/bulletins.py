"""What a digest, a nudge and a hello say at the moment they are sent; None where there is nothing to say."""

from datetime import datetime

from sla.delivery import Delivery, Kind
from sla.digest import Digest, Hello, Nudge, agenda
from sla.people import Member, Person, Role
from sla.ports import UnitOfWork
from sla.services.cards import OF_A_LEAD, CardNote, Cards
from sla.services.cover import absence_now
from sla.services.desk import Desk
from sla.services.papers import Note, Papers
from sla.services.status import Status
from sla.services.worklist import MyLeads
from sla.targets import plan_of

Private = Nudge | Hello | Note | CardNote


class Bulletins:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)
        self._leads = MyLeads(desk)
        self._papers = Papers(desk)
        self._cards = Cards(desk)

    def digest(self, now: datetime) -> Digest:
        with self._desk.look() as work:
            terms = self._desk.book(work).at(now)
        board = self._status.board(now)
        values = {
            kind.name: part.lead_value
            for kind, part in zip(terms.lead_types, plan_of(terms).types, strict=True)
        }
        return Digest(
            on=terms.calendar.local_date(now), board=board, topics=agenda(board, lead_values=values)
        )

    def private(self, delivery: Delivery, now: datetime) -> Private | None:
        """What is due to one person, as it is true now; None where it is not wanted any longer."""
        with self._desk.look() as work:
            members = {member.id: member for member in work.members.all()}
            member = members.get(delivery.member_id)
            if member is None or self._is_away(work, member, now):
                return None
        match delivery.kind:
            case Kind.NUDGE:
                return self.nudge(member.email, now)
            case Kind.HELLO:
                return self.hello(member.email, now)
            case _ if delivery.kind in OF_A_LEAD:
                return self._cards.note(delivery, member, now)
            case _:
                return self._papers.note(delivery, member, now)

    def nudge(self, email: str, now: datetime) -> Nudge | None:
        """A rep's bundled message, or None when nothing needs them now or they are no longer a rep."""
        with self._desk.look() as work:
            person = self._desk.book(work).person(email)
            if person is None:
                return None
            member = self._member(work.members.all(), email)
            found = self._leads.nudge(work, member, person, now) if member else None
        return found if found and found.wanted else None

    def hello(self, email: str, now: datetime) -> Hello | None:
        """Whom the bot is about to write to for the first time reads what to expect."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(email)
            if person is None:
                return None
            member = self._member(work.members.all(), email)
            if member is None or member.greeted:
                return None
            every = self._leads.nudge(work, member, person, now).all_leads if person.carries_leads else 0
        return Hello(
            person=person,
            added_by=_manager_of(book.people, person),
            effective_on=book.first.effective_on,
            nudge_at=book.at(now).nudge_at.strftime("%H:%M"),
            leads=every,
        )

    def _is_away(self, work: UnitOfWork, member: Member, now: datetime) -> bool:
        """Days away may have been recorded after the message was planned."""
        person = self._desk.book(work).person(member.email)
        return person is not None and absence_now(work, member.id, person, now) is not None

    @staticmethod
    def _member(members: tuple[Member, ...], email: str) -> Member | None:
        return next((member for member in members if member.email == email), None)


def _manager_of(people: tuple[Person, ...], person: Person) -> str | None:
    managers = [
        one.name
        for one in people
        if one.role is Role.MANAGER and one.side is person.side and one.email != person.email
    ]
    return managers[0] if managers else None
