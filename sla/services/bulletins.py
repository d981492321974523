"""What a digest, a nudge and a hello say at the moment they are sent; None where there is nothing to say."""

from datetime import datetime

from sla.digest import Digest, Hello, Nudge, agenda
from sla.people import Member, Person, Role
from sla.services.desk import Desk
from sla.services.status import Status
from sla.services.worklist import MyLeads
from sla.targets import Targets


class Bulletins:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._status = Status(desk)
        self._leads = MyLeads(desk)

    def digest(self, now: datetime) -> Digest:
        terms = self._desk.terms
        board = self._status.board(now)
        targets = Targets(terms)
        values = {kind.name: targets.plan(kind.key).lead_value for kind in terms.lead_types}
        return Digest(
            on=terms.calendar.local_date(now), board=board, topics=agenda(board, lead_values=values)
        )

    def nudge(self, email: str, now: datetime) -> Nudge | None:
        """A rep's bundled message, or None when nothing needs them now or they are no longer a rep."""
        person = self._desk.terms.person(email)
        if person is None or not person.carries_leads:
            return None
        with self._desk.look() as work:
            member = self._member(work.members.all(), email)
            found = self._leads.nudge(work, member, person, now) if member else None
        return found if found and found.total else None

    def hello(self, email: str, now: datetime) -> Hello | None:
        """Whom the bot is about to write to for the first time reads what to expect."""
        terms = self._desk.terms
        person = terms.person(email)
        if person is None:
            return None
        with self._desk.look() as work:
            member = self._member(work.members.all(), email)
            if member is None or member.greeted:
                return None
            every = self._leads.nudge(work, member, person, now).all_leads if person.carries_leads else 0
        return Hello(
            person=person,
            added_by=_manager_of(terms.people, person),
            effective_on=terms.effective_on,
            nudge_at=terms.nudge_at.strftime("%H:%M"),
            leads=every,
        )

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
