"""Gives a version that was just signed to the leads whose handoff already lies ahead under it."""

from datetime import datetime

from sla.book import Book
from sla.handoff import Handoffs
from sla.ports import UnitOfWork
from sla.services.recount import owner_of, owners


def take_effect(work: UnitOfWork, book: Book, number: int, now: datetime) -> None:
    """A version begins ahead of its last signature, so that no lead handed off already is touched."""
    begins_at = book.version(number).begins_at
    ahead = work.leads.ahead(max(begins_at, now))
    if not ahead:
        return
    people = owners(work, book)
    days = [lead.handed_off_at.date() for lead in ahead]
    handoffs = Handoffs(book, first=min(days), last=max(days))
    facts = {
        lead.id: handoffs.facts(owner_of(lead, people), lead.handed_off_at, lead.lead_type) for lead in ahead
    }
    work.leads.refix(facts, recount_at=now)
