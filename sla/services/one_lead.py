"""One lead as its buttons need it: found for the person who presses, and as a line of a list."""

from datetime import datetime

from sla.answered import closed
from sla.book import Book
from sla.cadence import Standing
from sla.calendar import WorkingCalendar
from sla.digest import NudgeItem
from sla.errors import Conflict, NotFound
from sla.feeds import Silent
from sla.leads import Lead, LeadId, Urgency
from sla.people import Actor, Person
from sla.ports import UnitOfWork
from sla.services.access import may_work_on
from sla.services.known import silence
from sla.services.recount import LeadFacts, facts_of, judged, owner_of, owners, stand
from sla.targets import known_type


def lead_for(work: UnitOfWork, actor: Actor, lead_id: LeadId, now: datetime) -> Lead:
    lead = work.leads.get(lead_id)
    if lead is None or lead.handed_off_at > now:
        raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
    may_work_on(actor, lead)
    return lead


def still_open(work: UnitOfWork, lead: Lead, moment: datetime, *, field: str | None = None) -> None:
    """Conflict where the lead was won, lost or nobody's business by then; `field` is the form's that says so."""
    (facts,) = facts_of(work, [lead.id])
    open_still(facts, moment, field=field)


def open_still(facts: LeadFacts, moment: datetime, *, field: str | None = None) -> None:
    """The same of facts that are at hand."""
    lead, stop = facts.lead, closed(facts.stops, moment)
    if stop is not None:
        raise Conflict(
            f"{lead.name or lead.label} is {stop.reason} already, so nothing is logged on it any more.",
            field=field,
        )


def item_of(work: UnitOfWork, lead_id: LeadId, *, book: Book, now: datetime) -> NudgeItem:
    """The lead as a line of a list, by where it stands now."""
    (facts,) = facts_of(work, [lead_id])
    owner = owner_of(facts.lead, owners(work, book))
    return item_from(work, facts, owner=owner, book=book, now=now)


def item_from(
    work: UnitOfWork, facts: LeadFacts, *, owner: Person | None, book: Book, now: datetime
) -> NudgeItem:
    """The same of facts that are at hand."""
    lead = facts.lead
    standing = stand(lead, judged(facts.history, now), book=book, owner=owner, now=now)
    calendar, gap = owner.calendar if owner else book.at(now).calendar, silence(work, now)
    urgency = _urgency(lead, standing, calendar, now, gap)
    return NudgeItem(
        urgency=urgency,
        lead=lead,
        type_name=known_type(book.at(now), lead.lead_type).name,
        standing=standing,
        reminder=facts.remind(book=book, owner=owner, now=now),
        waits_for=gap.name if gap and urgency is Urgency.WAITING else None,
    )


def calendar_of(actor: Actor, book: Book, now: datetime) -> WorkingCalendar:
    """The person's own, the team's where they have none."""
    return actor.person.calendar if actor.person else book.at(now).calendar


def _urgency(
    lead: Lead, standing: Standing, calendar: WorkingCalendar, now: datetime, gap: Silent | None
) -> Urgency:
    """As a list of the owner's leads would put it."""
    today, due = calendar.local_date(now), standing.next_due_at
    remind, known = lead.derived.remind_on, min(now, gap.since) if gap else now
    ranked = (
        (Urgency.OVERDUE, due is not None and due <= known),
        (Urgency.WAITING, due is not None and due <= now),
        (Urgency.DUE_TODAY, due is not None and due <= calendar.day_end(today)),
        (Urgency.REMIND, remind is not None and remind <= today),
        (Urgency.NEW, due is not None and lead.derived.first_attempt_at is None),
        (Urgency.SUGGESTED, standing.suggested_on is not None and standing.suggested_on <= today),
    )
    return next((urgency for urgency, applies in ranked if applies), Urgency.LATER)
