"""Which managers are to hear, once a silence, that a source is not heard of any more."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.managers import managers_at_work, note_to, untold
from sla.book import Book
from sla.delivery import Kind, NewDelivery
from sla.ports import UnitOfWork


def silences_wanted(work: UnitOfWork, book: Book, now: datetime) -> Iterator[NewDelivery]:
    """The managers of both sides, as neither is counted fairly meanwhile; each in their own working hours."""
    lasting = [one for one in work.gaps.since(now) if one.ended_at is None and one.told(now)]
    if not lasting:
        return
    for member_id, _, today in managers_at_work(work, book, now):
        for gap in lasting:
            subject = f"{member_id}:{gap.id}"
            if untold(work, Kind.SILENT, subject):
                yield note_to(Kind.SILENT, subject, today, now)
