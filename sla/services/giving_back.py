"""A lead whose cadence is over goes back to marketing with one press; for ten minutes that can be undone."""

from datetime import datetime

from sla.answers import GivenBack
from sla.decisions import Decision, DecisionKind, returned_by
from sla.errors import Conflict, NotAllowed
from sla.leads import Lead, LeadId
from sla.people import Actor, MemberId
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.one_lead import calendar_of, item_of, lead_for, still_open
from sla.services.recount import recount
from sla.services.touching import UNDO_WITHIN


class GivingBack:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def give_back(self, actor: Actor, lead_id: LeadId, press: str, now: datetime) -> GivenBack:
        """Stops the clock, and changes no verdict: every date has passed, or every follow-up was made."""
        with self._desk.open() as work:
            lead, by = _held(work, actor, lead_id, now)
            if _returned(work, lead) is None:
                still_open(work, lead, now)
                standing = item_of(work, lead.id, book=self._desk.book(work), now=now).standing
                if not standing.over:
                    raise Conflict(
                        f"{lead.name or lead.label} is still in its cadence; it can go back to marketing after its "
                        "last follow-up or its last day. If it does not fit, log why with “They answered …”."
                    )
                self._add(
                    work, Decision(key=press, lead_id=lead.id, kind=DecisionKind.RETURNED, by=by, at=now)
                )
            return self._answer(work, actor, lead, now)

    def undo(self, actor: Actor, lead_id: LeadId, press: str, now: datetime) -> GivenBack:
        """By whoever gave it back; twice is once."""
        with self._desk.open() as work:
            lead, by = _held(work, actor, lead_id, now)
            returned = _returned(work, lead)
            if returned is not None:
                if returned.by != by:
                    raise Conflict("Only the person who gave it back can undo that.")
                if now - returned.at > UNDO_WITHIN:
                    raise Conflict("It was given back more than 10 minutes ago; marketing has it now.")
                self._add(
                    work, Decision(key=press, lead_id=lead.id, kind=DecisionKind.KEPT_ON, by=by, at=now)
                )
            return self._answer(work, actor, lead, now)

    def _add(self, work: UnitOfWork, decision: Decision) -> None:
        work.decisions.add(decision)
        recount(work, [decision.lead_id], book=self._desk.book(work), now=decision.at)

    def _answer(self, work: UnitOfWork, actor: Actor, lead: Lead, now: datetime) -> GivenBack:
        book = self._desk.book(work)
        answer = GivenBack(
            item=item_of(work, lead.id, book=book, now=now),
            undone=_returned(work, lead) is None,
            zone=calendar_of(actor, book, now).zone,
            now=now,
        )
        work.commit()
        return answer


def _held(work: UnitOfWork, actor: Actor, lead_id: LeadId, now: datetime) -> tuple[Lead, MemberId]:
    lead_for(work, actor, lead_id, now)
    lead = work.decisions.hold(lead_id)
    if lead is None or actor.member_id is None:
        raise NotAllowed("You are not named in the agreement, so you can answer for no lead.")
    return lead, actor.member_id


def _returned(work: UnitOfWork, lead: Lead) -> Decision | None:
    return returned_by(work.decisions.of([lead.id]).get(lead.id, ()))
