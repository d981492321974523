"""Which managers are to hear that a message was switched, so that no side does it unseen, or hardly acted on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduling.managers import managers_at_work, note_to, untold
from sla.book import Book
from sla.delivery import Kind, NewDelivery
from sla.ports import UnitOfWork
from sla.services.switched import told_of
from sla.switches import RULES
from sla.unheeded import OPEN_FOR

TOLD_WITHIN = timedelta(days=7)
"""Afterwards the page of messages says it, and the digest where it was signed."""


def switched_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """Once a change and manager, in their own working hours."""
    newest = [one for one in told_of(work.message_settings.all()) if now - one.changed_at < TOLD_WITHIN]
    if not newest:
        return
    for member_id, _, today in managers_at_work(work, book, now):
        for one in newest:
            subject = f"{member_id}:{one.id}"
            if one.by != member_id and untold(work, Kind.SWITCHED, subject):
                yield note_to(Kind.SWITCHED, subject, today, now)


def unheeded_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """Once a proposal and manager whose it is to choose, in their own working hours."""
    proposals = [one for one in work.switch_proposals.since(now - OPEN_FOR) if one.open(now)]
    if not proposals:
        return
    for member_id, person, today in managers_at_work(work, book, now):
        for one in proposals:
            subject = f"{member_id}:{one.id}"
            if person.side in RULES[one.kind].sides and untold(work, Kind.UNHEEDED, subject):
                yield note_to(Kind.UNHEEDED, subject, today, now)
