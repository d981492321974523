"""`/sla lead`: one lead with everything that happened to it, in order."""

from datetime import datetime

from sla.errors import NotFound
from sla.lead_story import LeadTimeline
from sla.leads import LeadId
from sla.people import Actor
from sla.services.access import may_work_on
from sla.services.desk import Desk
from sla.services.duties import Duties
from sla.services.one_lead import item_of
from sla.services.recount import facts_of, judged, owner_of, owners


class ShowLead:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, actor: Actor, lead_id: LeadId, now: datetime) -> LeadTimeline:
        """For whoever may work on it."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            found = facts_of(work, [lead_id])
            if not found:
                raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
            (facts,) = found
            lead = facts.lead
            may_work_on(actor, lead)
            people = owners(work, book)
            owner = owner_of(lead, people)
            return LeadTimeline(
                item=item_of(work, lead_id, book=book, now=now),
                owner=owner.name if owner else None,
                names={member_id: person.name for member_id, person in people.items()},
                owners=Duties(work, book, now).owners(lead),
                snoozes=work.snoozes.of(lead_id),
                answers=tuple(one for one in facts.answers if one.live and one.row.at <= now),
                decisions=facts.decisions,
                touches=judged(facts.history, now),
                zone=actor.person.calendar.zone if actor.person else lead.zone,
                now=now,
            )
