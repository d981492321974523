"""`/sla why`: everything behind a lead's due date, so that nobody has to take it on trust."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sla.absence import days_off
from sla.book import Book
from sla.cadence import Cadence, Deadline, deadlines
from sla.calendar import local_date
from sla.delivered import Handover, Uncounted, uncounted
from sla.errors import NotFound
from sla.feeds import Gap
from sla.lead_story import AnsweredBy, Explanation, OwnerSince
from sla.leads import Lead, LeadId, StopReason
from sla.people import Actor, MemberId
from sla.ports import UnitOfWork
from sla.services.access import is_own, may_work_on
from sla.services.desk import Desk
from sla.services.duties import Duties
from sla.services.recount import Owners, facts_of, judged, owner_of, owners, stand
from sla.targets import known_type


class Why:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, actor: Actor, lead_id: LeadId, now: datetime) -> Explanation:
        with self._desk.look() as work:
            book = self._desk.book(work)
            found = facts_of(work, [lead_id])
            if not found:
                raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
            (facts,) = found
            lead = facts.lead
            may_work_on(actor, lead)
            breaches = work.breaches.of([lead.id]).get(lead.id, ())
            people = owners(work, book)
            owner, giver = owner_of(lead, people), people.get(lead.given.by) if lead.given else None
            duties = Duties(work, book, now)
            left_out = _left_out(work, book, lead, duties)
            doubted = work.leads.in_doubt(book.begins_at, now)
            silences = work.gaps.since(lead.handed_off_at)
        terms, touches = book.version(lead.version), judged(facts.history, now)
        changed = duties.changed(lead)
        days = deadlines(terms.sales.cadence, lead.handed_off_at, lead.zone, lead.pause)
        return Explanation(
            lead=lead,
            type_name=known_type(terms, lead.lead_type).name,
            owner_name=owner.name if owner else None,
            owner_is_reader=is_own(actor, lead),
            handed_off_on=local_date(lead.handed_off_at, lead.zone),
            deadlines=days,
            touches=touches,
            standing=stand(lead, touches, book=book, owner=owner, now=now),
            cadence=terms.sales.cadence,
            version=terms.version,
            effective_on=terms.effective_on,
            given_by=giver.name if giver else None,
            decisions=facts.decisions,
            now=now,
            breaches=breaches,
            answers=tuple(answer for answer in facts.answers if answer.live and answer.row.at <= now),
            reminder=facts.remind(book=book, owner=owner, now=now),
            owners=_owners(duties, lead, people) if changed else (),
            answered=_answered(duties, lead, people, terms.sales.cadence, now) if changed else (),
            left_out=left_out,
            gone_in=next((one.source for one in facts.changes if one.ends is StopReason.GONE), None),
            uncounted=_uncounted(lead, doubted, book.at(now).calendar.zone, now),
            gaps=_gaps(lead, days, silences, now),
        )


def _gaps(lead: Lead, days: Sequence[Deadline], silences: Sequence[Gap], now: datetime) -> tuple[Gap, ...]:
    """Those in which one of its dates fell, first attempt and checkpoints, until its clock stopped."""
    if not lead.judged:
        return ()
    due = [lead.first_attempt_due_at, *(one.ends_at for one in days)]
    fell = [at for at in due if at <= now and (lead.stopped_at is None or at <= lead.stopped_at)]
    return tuple(gap for gap in silences if any(gap.holds(at) for at in fell))


def _left_out(work: UnitOfWork, book: Book, lead: Lead, duties: Duties) -> tuple[date, ...]:
    """Away days count as they were on the record at the handoff (MATHS D8)."""
    owner_id = duties.owners(lead)[0].member_id
    member = next((one for one in work.members.all() if one.id == owner_id), None)
    person = book.person(member.email) if member else None
    plain = person.calendar if person else book.version(lead.version).calendar
    away = (one for one in work.absences.all() if one.member_id == owner_id and one.known(lead.handed_off_at))
    days = (local_date(moment, lead.zone) for moment in (lead.handed_off_at, lead.first_attempt_due_at))
    return days_off(plain, away).days_left_out(*days)


def _uncounted(lead: Lead, doubted: Sequence[Handover], zone: str, now: datetime) -> Uncounted | None:
    return next((one for one in uncounted(doubted, now, zone) if one.handover.lead_id == lead.id), None)


def _owners(duties: Duties, lead: Lead, people: Owners) -> tuple[OwnerSince, ...]:
    return tuple(
        OwnerSince(name=_name(people, one.member_id), since=local_date(one.since, lead.zone))
        for one in duties.owners(lead)
    )


def _answered(
    duties: Duties, lead: Lead, people: Owners, cadence: Cadence, now: datetime
) -> tuple[AnsweredBy, ...]:
    """Who was on duty for each date that has passed, from the date before it on."""
    first, found = local_date(lead.handed_off_at, lead.zone), []
    for one in deadlines(cadence, lead.handed_off_at, lead.zone):
        if one.ends_at <= now and lead.judged:
            name = _name(people, duties.responsible(lead, first, one.on))
            found.append(AnsweredBy(deadline=one, name=name))
        first = one.on + timedelta(days=1)
    return tuple(found)


def _name(people: Owners, member_id: MemberId | None) -> str | None:
    person = people.get(member_id) if member_id is not None else None
    return person.name if person else None
