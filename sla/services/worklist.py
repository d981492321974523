"""A rep's leads by urgency: the answer to `/sla leads`, and the body of the morning nudge."""

from datetime import datetime

from sla.answers import LeadFilter, LeadPage
from sla.book import Book
from sla.coming_back import days_back, spread
from sla.digest import CoveredLeads, Nudge, NudgeItem
from sla.errors import NotAllowed
from sla.leads import ListedLead, Urgency, Worklist, WorklistQuery
from sla.people import Actor, Member, MemberId, Person
from sla.ports import UnitOfWork
from sla.services.cover import covered_by
from sla.services.desk import Desk
from sla.services.known import known_until, silence
from sla.services.late_news import news_for
from sla.services.recount import facts_of, judged, owner_of, owners, stand
from sla.targets import known_type

PAGE = 5
URGENT = (Urgency.OVERDUE, Urgency.DUE_TODAY, Urgency.REMIND, Urgency.NEW, Urgency.SUGGESTED)


def worklist_of(
    work: UnitOfWork,
    owner_id: MemberId,
    person: Person,
    now: datetime,
    *,
    everything: bool = False,
    only: Urgency | None = None,
    with_snoozed: bool = True,
    offset: int = 0,
    limit: int = PAGE,
    known: datetime | None = None,
) -> Worklist:
    """One page of the owner's leads, by the owner's own local day. `known`: up to when what was done is known."""
    today = person.calendar.local_date(now)
    query = WorklistQuery(
        owner_id=owner_id,
        now=now,
        day_ends_at=person.calendar.day_end(today),
        today=today,
        known_until=known or known_until(work, now),
        everything=everything,
        only=only,
        with_snoozed=with_snoozed,
        offset=offset,
        limit=limit,
    )
    return work.leads.worklist(query)


def items_of(
    work: UnitOfWork, listed: tuple[ListedLead, ...], book: Book, now: datetime
) -> tuple[NudgeItem, ...]:
    """The listed leads with where each stands, from their facts."""
    people, gap = owners(work, book), silence(work, now)
    found = {one.lead.id: one for one in facts_of(work, [one.lead.id for one in listed])}
    return tuple(
        NudgeItem(
            urgency=one.urgency,
            lead=one.lead,
            type_name=known_type(book.at(now), one.lead.lead_type).name,
            standing=stand(
                one.lead,
                judged(found[one.lead.id].history, now),
                book=book,
                owner=owner_of(one.lead, people),
                now=now,
            ),
            reminder=found[one.lead.id].remind(book=book, owner=owner_of(one.lead, people), now=now),
            waits_for=gap.name if gap and one.urgency is Urgency.WAITING else None,
        )
        for one in listed
    )


class MyLeads:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, actor: Actor, now: datetime, *, which: LeadFilter, page: int = 1) -> LeadPage:
        """The actor's own leads; `page` counts from 1, one beyond the end shows the last."""
        if (
            actor.person is None
            or actor.member_id is None
            or not (actor.person.carries_leads or actor.covers)
        ):
            raise NotAllowed(
                "You carry no leads in the agreement, so you have no list. `/sla status` shows the team's."
            )
        page = max(1, page)
        with self._desk.look() as work:
            found = self._found(work, actor.member_id, actor.person, now, which=which, page=page)
            pages = max(1, -(-_total(found, which) // PAGE))
            if page > pages:
                page = pages
                found = self._found(work, actor.member_id, actor.person, now, which=which, page=page)
            return LeadPage(
                filter=which,
                items=items_of(work, found.items, self._desk.book(work), now),
                counts=found.counts,
                page=page,
                pages=pages,
                zone=actor.person.calendar.zone,
                now=now,
                covered=self._covered(work, actor.member_id, now) if page == 1 else (),
            )

    def _found(
        self,
        work: UnitOfWork,
        member_id: MemberId,
        person: Person,
        now: datetime,
        *,
        which: LeadFilter,
        page: int,
    ) -> Worklist:
        return worklist_of(
            work,
            member_id,
            person,
            now,
            everything=which is LeadFilter.ALL,
            only=Urgency.OVERDUE if which is LeadFilter.OVERDUE else None,
            offset=(page - 1) * PAGE,
        )

    def nudge(self, work: UnitOfWork, member: Member, person: Person, now: datetime) -> Nudge:
        """What the rep's bundled message says now: five leads at most, the rest as counts."""
        book = self._desk.book(work)
        urgent = worklist_of(work, member.id, person, now, with_snoozed=False)
        every = worklist_of(work, member.id, person, now, everything=True, limit=0)
        today, day = person.calendar.local_date(now), _days_back(work, member.id, person, now)
        waits = spread(
            urgent.counts.get(Urgency.SUGGESTED, 0), day=day, calendar=person.calendar, today=today
        )
        return Nudge(
            person=person,
            on=today,
            items=items_of(work, urgent.items, book, now),
            counts=urgent.counts,
            all_leads=every.total,
            now=now,
            covered=self._covered(work, member.id, now),
            back=day == 1,
            given=_given(work, member.id, person, now),
            put_off=waits.later,
            put_off_until=waits.until,
            news=news_for(work, book, member, now),
            silent=silence(work, now),
        )

    def _covered(self, work: UnitOfWork, member_id: MemberId, now: datetime) -> tuple[CoveredLeads, ...]:
        """The urgent leads of those whom this member stands in for, each by their owner's own day."""
        book = self._desk.book(work)
        sections = []
        for one in covered_by(work, book, member_id, now):
            urgent = worklist_of(work, one.member_id, one.person, now, with_snoozed=False)
            items = items_of(work, urgent.items, book, now)
            sections.append(
                CoveredLeads(name=one.person.name, until=one.last, items=items, counts=urgent.counts)
            )
        return tuple(section for section in sections if section.total)


def _days_back(work: UnitOfWork, member_id: MemberId, person: Person, now: datetime) -> int:
    """How many working days they are back, today included; who ended their days away early is back as well."""
    zone = person.calendar.zone
    spent = (one.spent(zone) for one in work.absences.recorded() if one.member_id == member_id)
    return days_back(
        person.calendar, [one for one in spent if one is not None], person.calendar.local_date(now)
    )


def _given(work: UnitOfWork, member_id: MemberId, person: Person, now: datetime) -> tuple[str, ...]:
    """The names of the leads that somebody handed to them since their last working day began."""
    calendar = person.calendar
    since = calendar.day_start(calendar.previous_working_day(calendar.local_date(now)))
    moved = work.ownerships.moved().items()
    ids = [
        lead_id
        for lead_id, rows in moved
        if rows[-1].member_id == member_id and since <= rows[-1].since <= now
    ]
    leads = (work.leads.get(lead_id) for lead_id in ids)
    return tuple(lead.name for lead in leads if lead is not None and not lead.stopped(now))


def _total(found: Worklist, which: LeadFilter) -> int:
    return found.counts.get(Urgency.OVERDUE, 0) if which is LeadFilter.OVERDUE else found.total
