"""The ladder of follow-ups that were due: which leads have come to the rungs that tell the manager of sales."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sla.book import Book
from sla.calendar import WorkingCalendar, at_local, local_date
from sla.delivery import Kind
from sla.handed import LateLead, LateLeads
from sla.leads import Lead, LeadId
from sla.people import Member, MemberId, Person, Side
from sla.ports import UnitOfWork
from sla.promises import Tells
from sla.services.cover import absence_now
from sla.services.desk import Desk
from sla.services.known import known_until
from sla.services.recount import owner_of, owners
from sla.services.silence import reps_by_id
from sla.switches import on_at
from sla.targets import known_type

MOST_LEADS = 10
_DAY = timedelta(days=1)


def told_late_on(
    lead: Lead, manager: WorkingCalendar, book: Book, tells: Tells, *, on_duty: bool
) -> date | None:
    """The day on which a manager is told of a lead that is short of its follow-ups; None where no rung says so.

    A rung counts working days after the due day. Where nobody is `on_duty` for the lead, the rungs before the
    manager's are skipped: it is told on the first working day after.
    """
    terms = book.version(lead.version)
    rung = next((one for one in terms.ladder if one.tells is tells), None)
    if rung is None or lead.derived.next_due_at is None:
        return None
    over_on = local_date(lead.derived.next_due_at, lead.zone)
    day = over_on - _DAY
    skipped = tells is Tells.MANAGER and not on_duty
    for _ in range(0 if skipped else rung.after_days):
        day = terms.calendar.next_working_day(day)
    return manager.next_working_day(max(day, over_on), inclusive=True)


class Lateness:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(self, to: Member, now: datetime) -> LateLeads | None:
        """For a manager of sales: the leads that come to a rung of theirs today; None where none does."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            person = book.person(to.email)
            return late_today(work, book, person, now) if person is not None else None


def late_today(work: UnitOfWork, book: Book, manager: Person, now: datetime) -> LateLeads | None:
    """The longest due first. What has come to the offer of another rep has one, the others are only told."""
    today, people, away = manager.calendar.local_date(now), owners(work, book), _unattended(work, book, now)
    found = []
    for lead in work.leads.short(known_until(work, now)):
        duty = lead.owner_id not in away
        told, offered = (
            told_late_on(lead, manager.calendar, book, tells, on_duty=duty)
            for tells in (Tells.MANAGER, Tells.REASSIGN)
        )
        if today in {told, offered}:
            found.append(_late(lead, book, owner_of(lead, people), now, offer=offered == today))
    if not found:
        return None
    reps = dict(reps_by_id(work, book))
    zone = manager.calendar.zone
    return LateLeads(leads=tuple(found[:MOST_LEADS]), total=len(found), reps=reps, zone=zone, now=now)


def known_to_managers(
    work: UnitOfWork, book: Book, leads: Iterable[Lead], now: datetime
) -> frozenset[LeadId]:
    """Those of these leads, all short of their follow-ups, that a manager of sales has been told of.

    Nobody was on days on which that note was switched off.
    """
    changes, at = work.message_settings.all(), book.at(now).nudge_at
    managers = [one for one in owners(work, book).values() if one.manages(Side.SALES)]
    away = _unattended(work, book, now)
    days = (
        (
            lead.id,
            one.calendar,
            told_late_on(lead, one.calendar, book, Tells.MANAGER, on_duty=duty),
        )
        for lead in leads
        for duty in (lead.owner_id not in away,)
        for one in managers
    )
    return frozenset(
        lead_id
        for lead_id, calendar, day in days
        if day is not None
        and day <= calendar.local_date(now)
        and on_at(changes, Kind.LATE, at_local(day, at, calendar.zone))
    )


def _late(lead: Lead, book: Book, owner: Person | None, now: datetime, *, offer: bool) -> LateLead:
    terms, done = book.version(lead.version), lead.derived.follow_up_count
    checkpoint = terms.sales.cadence.unreached(done)
    return LateLead(
        lead=lead,
        type_name=known_type(book.at(now), lead.lead_type).name,
        owner_name=owner.name if owner else None,
        need=checkpoint.need if checkpoint else done,
        offer=offer,
    )


def _unattended(work: UnitOfWork, book: Book, now: datetime) -> set[MemberId | None]:
    """Who is away with nobody to stand in for them; a lead without an owner has nobody either."""
    found: set[MemberId | None] = {None}
    people = {member.id: book.person(member.email) for member in work.members.all()}
    away = {
        member_id: absence
        for member_id, person in people.items()
        if person is not None and (absence := absence_now(work, member_id, person, now)) is not None
    }
    found.update(member_id for member_id, one in away.items() if one.stand_in is None or one.stand_in in away)
    return found
