"""`/sla why`: everything behind a lead's due date, so that nobody has to take it on trust."""

from datetime import datetime

from sla.answers import Explanation
from sla.cadence import deadlines
from sla.calendar import local_date
from sla.errors import NotFound
from sla.leads import LeadId
from sla.people import Actor
from sla.services.access import is_own, may_work_on
from sla.services.desk import Desk
from sla.services.recount import facts_of, judged, owner_of, owners, stand
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
        terms, touches = book.version(lead.version), judged(facts.history, now)
        return Explanation(
            lead=lead,
            type_name=known_type(terms, lead.lead_type).name,
            owner_name=owner.name if owner else None,
            owner_is_reader=is_own(actor, lead),
            handed_off_on=local_date(lead.handed_off_at, lead.zone),
            deadlines=deadlines(terms.sales.cadence, lead.handed_off_at, lead.zone, lead.pause),
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
        )
