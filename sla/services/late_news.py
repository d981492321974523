"""What came in late from a source: dates that were short and are kept after all, and leads that are gone there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sla.activity import LeadHistory
from sla.book import Book
from sla.breaches import Breach
from sla.calendar import WorkingCalendar, at_local
from sla.leads import LeadId, StopReason
from sla.news import GoneLead, KeptAfterAll, News
from sla.people import Member
from sla.ports import UnitOfWork
from sla.services.recount import judged, owners
from sla.terms import Terms
from sla.touches import JudgedTouch


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From after `since` up to `until`: spans of one message follow each other, so that nothing is said twice."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime) -> bool:
        return self.since < moment <= self.until


def between_nudges(calendar: WorkingCalendar, terms: Terms, now: datetime) -> Span:
    """From the reminder's time of the last day at work to today's."""
    today = calendar.local_date(now)
    since, until = (
        at_local(day, terms.nudge_at, calendar.zone) for day in (calendar.previous_working_day(today), today)
    )
    return Span(since=since, until=min(until, now))


def news_for(work: UnitOfWork, book: Book, member: Member, now: datetime) -> News:
    """For a rep: of leads that are theirs, or were on the day that ended short."""
    person = owners(work, book).get(member.id)
    if person is None:
        return News()
    span = between_nudges(person.calendar, book.at(now), now)
    kept = tuple(
        KeptAfterAll(name=lead.lead.name, day=breach.day, kind=by.fact.kind, source=by.fact.source)
        for lead, breach, by in _kept(work, span, now)
        if breach.owner_id == member.id and not by.fact.by_hand
    )
    return News(gone=_gone(work, member, span), kept=kept)


def kept_after_all(work: UnitOfWork, span: Span, now: datetime) -> int:
    """How many dates of the team that had ended short became kept by what came in during the span."""
    return sum(1 for _ in _kept(work, span, now))


def _kept(work: UnitOfWork, span: Span, now: datetime) -> Iterator[tuple[LeadHistory, Breach, JudgedTouch]]:
    """Each with the last touch that it needed."""
    leads = work.breaches.told_later(span.since, span.until)
    recorded: Mapping[LeadId, tuple[Breach, ...]] = work.breaches.of(leads)
    for history in work.leads.histories(leads):
        before, after = (_known(history, at, now) for at in (span.since, span.until))
        for breach in recorded.get(history.lead.id, ()):
            done = _by_day(after, breach)
            came = [one for one in done if span.holds(one.fact.logged_at)]
            if len(_by_day(before, breach)) < breach.need <= len(done) and came:
                yield history, breach, came[-1]


def _known(history: LeadHistory, at: datetime, now: datetime) -> tuple[JudgedTouch, ...]:
    """As it was judged with what had come in by then."""
    touches = tuple(one for one in history.touches if one.logged_at <= at)
    return judged(replace(history, touches=touches), now)


def _by_day(touches: tuple[JudgedTouch, ...], breach: Breach) -> list[JudgedTouch]:
    return [one for one in touches if one.number is not None and one.fact.occurred_at < breach.at]


def _gone(work: UnitOfWork, member: Member, span: Span) -> tuple[GoneLead, ...]:
    leads = work.leads.gone(member.id, span.since, span.until)
    changes = work.stages.of([lead.id for lead in leads])
    return tuple(
        GoneLead(name=lead.name, source=next(one.source for one in changes[lead.id] if _is_end(one.ends)))
        for lead in leads
        if any(_is_end(one.ends) for one in changes.get(lead.id, ()))
    )


def _is_end(reason: StopReason | None) -> bool:
    return reason is StopReason.GONE
