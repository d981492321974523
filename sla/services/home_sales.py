"""Sales' part of a Home tab: a rep's own day, and what the manager of sales looks after."""

from datetime import datetime

from sla.book import Book
from sla.decisions import Decision, DecisionKind, rejection_of
from sla.delivery import Kind
from sla.home import Day, Rejected, SalesTeam
from sla.leads import Lead, LeadId
from sla.people import Actor, Member, Person, Side
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.known import known_until
from sla.services.lateness import known_to_managers
from sla.services.recount import owners
from sla.services.silence import Silence, told_on
from sla.services.status import LONGEST_DISPUTE, Status, Worth, risk_ends
from sla.services.worklist import MyLeads
from sla.switches import Switches
from sla.targets import known_type

MOST_CONTESTED = 5


def day_of(
    desk: Desk, work: UnitOfWork, *, actor: Actor, member: Member, person: Person, now: datetime
) -> Day:
    """The reminder as it would be now, the rep's own numbers, and the leads that wait for their answer."""
    book = desk.book(work)
    waiting = Silence.unanswered(work, book, member.id, person, now)
    nudge = MyLeads(desk).nudge(work, member, person, now)
    return Day(
        nudge=nudge,
        own=Status(desk).own(actor, now) if person.carries_leads else None,
        waiting=waiting,
        told=_told(work, book, [one.lead for one in waiting.leads], now) if waiting else frozenset(),
        late=known_to_managers(work, book, [one.lead for one in nudge.items if one.lead.short(now)], now),
        unreminded_since=Switches.of(work.message_settings.all()).off_since(Kind.NUDGE),
    )


def team_of(work: UnitOfWork, book: Book, manager: Person, now: datetime) -> SalesTeam:
    """In counts, but for the leads that the agreement brings to the manager, and those to decide about."""
    terms, worth, known = book.at(now), Worth(book.at(now)), known_until(work, now)
    contested = _contested(work, book, now)
    return SalesTeam(
        overdue=worth.of(work.leads.overdue(known)),
        at_risk=worth.of(work.leads.due_between(known, risk_ends(terms.calendar, now))),
        waiting=len(work.decisions.waiting(now)),
        unaccepted=Silence.told(work, book, manager, now),
        contested=tuple(contested[:MOST_CONTESTED]),
        contested_total=len(contested),
    )


def rejected_lead(book: Book, lead: Lead, decisions: tuple[Decision, ...], now: datetime) -> Rejected | None:
    """None for one that a contest has brought back."""
    rejection = rejection_of(decisions)
    if rejection is None:
        return None
    said = [one.note for one in decisions if one.kind is DecisionKind.DISPUTED]
    return Rejected(
        lead=lead,
        type_name=known_type(book.at(now), lead.lead_type).name,
        rejection=rejection,
        last=decisions[-1].kind,
        contest=said[-1] if said else "",
    )


def _contested(work: UnitOfWork, book: Book, now: datetime) -> list[Rejected]:
    leads = [lead for lead in work.decisions.rejected(now - LONGEST_DISPUTE) if lead.rejected]
    decisions = work.decisions.of([lead.id for lead in leads])
    found = (rejected_lead(book, lead, decisions.get(lead.id, ()), now) for lead in leads)
    return [one for one in found if one is not None and one.last is DecisionKind.DISPUTED]


def _told(work: UnitOfWork, book: Book, leads: list[Lead], now: datetime) -> frozenset[LeadId]:
    """Those of the leads that a manager of sales is shown as well."""
    managers = [one for one in owners(work, book).values() if one.manages(Side.SALES)]
    days = (
        (lead.id, told_on(lead, one.calendar, book), one.calendar.local_date(now))
        for lead in leads
        for one in managers
    )
    return frozenset(lead_id for lead_id, day, today in days if day is not None and day <= today)
