"""`/sla reassign`: gives a lead to another rep. Its dates, counts and what was late stay as they are."""

from datetime import datetime

from sla.errors import Conflict, NotAllowed, NotFound
from sla.lead_story import Reassigned
from sla.leads import LeadId
from sla.people import Actor, Member, MemberId, Side
from sla.ports import UnitOfWork
from sla.services.access import is_own
from sla.services.desk import Desk
from sla.services.one_lead import item_of
from sla.services.recount import owner_of, owners, recount


def hand_to(work: UnitOfWork, lead_id: LeadId, to: MemberId, *, by: MemberId | None, now: datetime) -> None:
    """Somebody else's from now on, on the record; whose it was before too, where nobody had written that down."""
    work.ownerships.follow([lead_id], at=now, by=None)
    work.leads.give(lead_id, to, recount_at=now)
    work.leads.snooze(lead_id, None)
    work.ownerships.follow([lead_id], at=now, by=by)


class Reassigning:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, actor: Actor, lead_id: LeadId, to: str, now: datetime) -> Reassigned:
        """`to` is the Slack id of a rep. By the lead's owner or a manager of sales; nobody else."""
        with self._desk.open() as work:
            lead = work.leads.get(lead_id)
            if lead is None or lead.handed_off_at > now:
                raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
            if not is_own(actor, lead) and not actor.manages(Side.SALES):
                raise NotAllowed(
                    "Only the owner of a lead and the manager of sales can give it to another rep."
                )
            member = self._rep(work, to)
            book = self._desk.book(work)
            people = owners(work, book)
            before = owner_of(lead, people)
            if lead.owner_id == member.id:
                raise Conflict(f"{lead.label} is theirs already.")
            hand_to(work, lead.id, member.id, by=actor.member_id, now=now)
            recount(work, [lead.id], book=book, now=now)
            answer = Reassigned(
                item=item_of(work, lead.id, book=book, now=now),
                before=before.name if before else None,
                to=people[member.id].name,
                to_actor=member.id == actor.member_id,
                zone=actor.person.calendar.zone if actor.person else lead.zone,
                now=now,
            )
            work.commit()
        return answer

    def _rep(self, work: UnitOfWork, slack_id: str) -> Member:
        member = work.members.by_slack_id(slack_id)
        person = self._desk.book(work).person(member.email) if member else None
        if member is None or person is None or not person.carries_leads:
            raise NotFound("Leads are carried by the reps of the agreement; name one of them, like @ana.")
        return member
