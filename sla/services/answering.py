"""Recording what a lead answered and what comes next, and taking it back together with its touch."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sla.activity import BY_HAND, Outcome, TouchRow
from sla.answers import AnswerForm, AnswerLogged, AnswerUndone
from sla.errors import BadInput, Conflict, NotFound
from sla.lead_answers import DATED, WAYS, Answer, AnswerId, AnswerRow, How, NextStep
from sla.leads import LeadId
from sla.people import Actor
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.one_lead import calendar_of, item_of, lead_for, still_open
from sla.services.recount import facts_of, judged, owner_of, owners, recount, stand
from sla.services.touching import UNDO_WITHIN
from sla.touches import TouchKind

REASON_LENGTH = 300
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAnswer:
    """What a lead answered. `press` identifies the form: a repeat of it is the same answer."""

    lead_id: LeadId
    how: How
    next_step: NextStep
    press: str
    on: date | None = None
    reason: str = ""


class Answering:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def form(self, actor: Actor, lead_id: LeadId, now: datetime) -> AnswerForm:
        """Refused at once where the lead is not the person's, or closed."""
        with self._desk.look() as work:
            lead = lead_for(work, actor, lead_id, now)
            still_open(work, lead, now)
            today = calendar_of(actor, self._desk.book(work), now).local_date(now)
        return AnswerForm(lead=lead, today=today, now=now)

    def answer(self, actor: Actor, new: NewAnswer, now: datetime) -> AnswerLogged:
        """Record the answer and its touch in one; the first answer again for the same form."""
        with self._desk.open() as work:
            lead = lead_for(work, actor, new.lead_id, now)
            known = work.answers.by_key(BY_HAND, new.press)
            if known is None:
                _check(new, calendar_of(actor, self._desk.book(work), now).local_date(now))
                still_open(work, lead, now)
                work.touches.add([_touch(new, actor, now)])
                work.answers.add([_row(new, actor, now)])
                recount(work, [lead.id], book=self._desk.book(work), now=now)
                if lead.snoozed_until is not None:
                    work.leads.snooze(lead.id, None)
            stored = work.answers.by_key(BY_HAND, new.press)
            if stored is None or stored.undone_at is not None or stored.row.lead_id != lead.id:
                raise Conflict("This answer was taken back; open the form anew.")
            logged = self._logged(work, actor, stored, now)
            work.commit()
            return logged

    def undo(self, actor: Actor, answer_id: AnswerId, now: datetime) -> AnswerUndone:
        """Take an answer and its touch back, for ten minutes, by whoever logged it; twice is once."""
        with self._desk.open() as work:
            stored = work.answers.get(answer_id)
            if stored is None:
                raise NotFound("This answer is not in the record, so there is nothing to undo.")
            lead = lead_for(work, actor, stored.row.lead_id, now)
            if stored.row.source != BY_HAND or stored.row.by_member != actor.member_id:
                raise Conflict("Only the person who logged this can undo it.")
            if stored.live:
                self._take_back(work, stored, now)
                recount(work, [lead.id], book=self._desk.book(work), now=now)
            book = self._desk.book(work)
            undone = AnswerUndone(
                item=item_of(work, lead.id, book=book, now=now),
                zone=calendar_of(actor, book, now).zone,
                now=now,
            )
            work.commit()
            return undone

    @staticmethod
    def _take_back(work: UnitOfWork, stored: Answer, now: datetime) -> None:
        if now - stored.row.received_at > UNDO_WITHIN:
            raise Conflict(
                "This was logged more than 10 minutes ago and stays; ask your manager if it is wrong."
            )
        work.answers.undo(stored.id, now)
        touch = work.touches.by_key(stored.row.source, stored.row.external_id)
        if touch is not None:
            work.touches.undo(touch.id, now)

    def _logged(self, work: UnitOfWork, actor: Actor, stored: Answer, now: datetime) -> AnswerLogged:
        book = self._desk.book(work)
        (facts,) = facts_of(work, [stored.row.lead_id])
        owner = owner_of(facts.lead, owners(work, book))
        touches = judged(facts.history, now)
        touch = work.touches.by_key(stored.row.source, stored.row.external_id)
        if touch is None:
            raise Conflict("This answer was taken back; open the form anew.")
        return AnswerLogged(
            answer=stored,
            touch=next(one for one in touches if one.fact.id == touch.id),
            lead=facts.lead,
            standing=stand(facts.lead, touches, book=book, owner=owner, now=now),
            reminder=facts.remind(book=book, owner=owner, now=now),
            zone=calendar_of(actor, book, now).zone,
            now=now,
        )


def _check(new: NewAnswer, today: date) -> None:
    """One clear sentence at the field of the form that is wrong."""
    if len(new.reason) > REASON_LENGTH:
        raise BadInput(f"A reason has at most {REASON_LENGTH} characters.", field="answer.reason")
    if new.next_step is NextStep.NO_INTEREST and not new.reason.strip():
        raise BadInput("Say in a few words why there is no interest.", field="answer.reason")
    if new.next_step not in DATED:
        if new.on is not None:
            raise BadInput(
                "Only a meeting, “contact again” and “not now” have a day; clear it, or choose one of them.",
                field="answer.on",
            )
        return
    if new.on is None:
        raise BadInput("Choose the day that was agreed.", field="answer.on")
    if new.on < today:
        raise BadInput("This day is over; choose today or a later one.", field="answer.on")
    if new.on - today > FURTHEST:
        raise BadInput("This is more than a year ahead; choose an earlier day.", field="answer.on")


def _touch(new: NewAnswer, actor: Actor, now: datetime) -> TouchRow:
    """What the answer was at the same time: inbound, or an attempt that reached the lead."""
    way = WAYS[new.how]
    outcomes = {TouchKind.MEETING: Outcome.HELD, TouchKind.CALL: Outcome.REACHED}
    return TouchRow(
        source=BY_HAND,
        external_id=new.press,
        lead_id=new.lead_id,
        kind=way.kind,
        direction=way.direction,
        outcome=outcomes.get(way.kind),
        note="",
        occurred_at=now,
        received_at=now,
        by_member=actor.member_id,
    )


def _row(new: NewAnswer, actor: Actor, now: datetime) -> AnswerRow:
    return AnswerRow(
        source=BY_HAND,
        external_id=new.press,
        lead_id=new.lead_id,
        next_step=new.next_step,
        on=new.on,
        reason=new.reason.strip() if new.next_step is NextStep.NO_INTEREST else "",
        at=now,
        received_at=now,
        by_member=actor.member_id,
    )
