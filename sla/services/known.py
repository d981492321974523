"""Up to when it is known what was done: what fell due since a source fell silent is held against nobody."""

from dataclasses import replace
from datetime import datetime, timedelta

from sla.feeds import Silent, silent
from sla.ports import UnitOfWork
from sla.services.marketing_side import AsOf
from sla.terms import Terms

_DAY = timedelta(days=1)


def silence(work: UnitOfWork, now: datetime) -> Silent | None:
    return silent(work.feeds.all(), now)


def known_until(work: UnitOfWork, now: datetime) -> datetime:
    """`now`, or when the source that has been silent the longest was last heard of."""
    return known_by(silence(work, now), now)


def known_by(found: Silent | None, now: datetime) -> datetime:
    """The same where it was asked already who is silent."""
    return now if found is None else min(now, found.since)


def sales_as_of(at: AsOf, terms: Terms, found: Silent | None) -> AsOf:
    """Dates inside the gap are not due yet for sales; marketing's deliveries are judged as ever."""
    if found is None or found.since >= at.until:
        return at
    last_whole_day = terms.calendar.local_date(found.since) - _DAY
    return replace(at, day=min(at.day, last_whole_day), until=found.since, closed=False)
