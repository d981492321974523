"""Leads that nobody tries or accepts: the rep's reminder, the manager's note, and giving one to another rep."""

from collections.abc import Iterator
from datetime import date, datetime

from sla.book import Book
from sla.calendar import WorkingCalendar
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.handed import GivenAway, Unaccepted, Untried, WaitingLead
from sla.leads import Lead, LeadId, Urgency
from sla.people import Actor, Member, MemberId, Person, Side
from sla.ports import UnitOfWork
from sla.promises import Tells
from sla.services.accepting import card_of
from sla.services.desk import Desk
from sla.services.reassigning import hand_to
from sla.services.recount import Owners, owner_of, owners, recount
from sla.services.urgent import ending_today, untried_urgent
from sla.services.worklist import items_of
from sla.targets import known_type

MOST_LEADS, MOST_ENDING = 10, 5


def reaches_manager(lead: Lead, manager: WorkingCalendar, book: Book, today: date) -> bool:
    """Whether today is the manager's first working day on or after the rung that both sides signed."""
    return told_on(lead, manager, book) == today


def told_on(lead: Lead, manager: WorkingCalendar, book: Book) -> date | None:
    """The day on which a manager is told of a lead that nobody has answered; None where no rung says so."""
    terms = book.version(lead.version)
    rung = next((one for one in terms.ladder if one.tells is Tells.MANAGER), None)
    if rung is None or lead.accept_due_at is None:
        return None
    day = terms.calendar.local_date(lead.accept_due_at)
    for _ in range(rung.after_days):
        day = terms.calendar.next_working_day(day)
    return manager.next_working_day(day, inclusive=True)


class Silence:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reminder(self, to: Member, now: datetime) -> Untried | None:
        """For a rep: all that is urgent by now; None where it was done meanwhile."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(to.email)
            if person is None:
                return None
            people = owners(work, book)
            own = [one for one in work.decisions.untried(now) if one.owner_id == to.id]
            found = [one for one in own if untried_urgent(one, people[to.id], book, now)]
            ending = ending_today(work, to.id, person, now, limit=MOST_ENDING)
            if not found and ending is None:
                return None
            return Untried(
                leads=tuple(_waiting(one, book, people, now) for one in found[:MOST_LEADS]),
                total=len(found),
                zone=person.calendar.zone,
                now=now,
                ending=items_of(work, ending.items, book, now) if ending else (),
                ending_total=ending.counts[Urgency.DUE_TODAY] if ending else 0,
            )

    def overdue(self, to: Member, now: datetime) -> Unaccepted | None:
        """For a manager of sales: the leads that have come to the rung which tells them."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(to.email)
            if person is None:
                return None
            today = person.calendar.local_date(now)
            found = [
                one
                for one in work.decisions.waiting(now)
                if reaches_manager(one, person.calendar, book, today)
            ]
            return _listed(work, book, found, person, now, reps=dict(reps_by_id(work, book)))

    @staticmethod
    def unanswered(
        work: UnitOfWork, book: Book, owner_id: MemberId, owner: Person, now: datetime
    ) -> Unaccepted | None:
        """For a rep: every lead of theirs that waits for their answer."""
        own = [one for one in work.decisions.waiting(now) if one.owner_id == owner_id]
        return _listed(work, book, own, owner, now, reps={})

    @staticmethod
    def told(work: UnitOfWork, book: Book, manager: Person, now: datetime) -> Unaccepted | None:
        """Every lead still unanswered that a manager of sales has been told of, today or before."""
        today = manager.calendar.local_date(now)
        days = ((one, told_on(one, manager.calendar, book)) for one in work.decisions.waiting(now))
        found = [one for one, day in days if day is not None and day <= today]
        return _listed(work, book, found, manager, now, reps=dict(reps_by_id(work, book)))

    def give(self, actor: Actor, lead_id: LeadId, to: MemberId, now: datetime) -> GivenAway:
        """Another rep's from now on; its dates stay where they are."""
        if not actor.manages(Side.SALES):
            raise NotAllowed("Only the manager of sales gives a lead to another rep.")
        with self._desk.open() as work:
            book, lead = self._desk.book(work), work.decisions.hold(lead_id)
            reps = dict(reps_by_id(work, book))
            if lead is None:
                raise NotFound("No such lead is in this workspace.")
            if to not in reps:
                raise BadInput("This person carries no leads any more; choose another rep.")
            if not (lead.waits or lead.short(now)) and lead.owner_id != to:
                raise Conflict("This lead was worked on or closed meanwhile, so it stays where it is.")
            if lead.owner_id != to:
                hand_to(work, lead.id, to, by=actor.member_id, now=now)
                recount(work, [lead.id], book=book, now=now)
            answer = GivenAway(card=card_of(work, book, lead.id, now), rep_name=reps[to])
            work.commit()
        return answer


def reps_by_id(work: UnitOfWork, book: Book) -> Iterator[tuple[MemberId, str]]:
    """Whom a lead can be given to."""
    people = owners(work, book)
    yield from ((one, person.name) for one, person in people.items() if person.carries_leads)


def _listed(
    work: UnitOfWork,
    book: Book,
    leads: list[Lead],
    reader: Person,
    now: datetime,
    *,
    reps: dict[MemberId, str],
) -> Unaccepted | None:
    if not leads:
        return None
    people: Owners = owners(work, book)
    return Unaccepted(
        leads=tuple(_waiting(one, book, people, now) for one in leads[:MOST_LEADS]),
        total=len(leads),
        reps=reps,
        zone=reader.calendar.zone,
        now=now,
    )


def _waiting(lead: Lead, book: Book, people: Owners, now: datetime) -> WaitingLead:
    owner = owner_of(lead, people)
    return WaitingLead(
        lead=lead,
        type_name=known_type(book.at(now), lead.lead_type).name,
        owner_name=owner.name if owner else None,
    )
