"""What people log, written down once: held against the lead's other facts, and brought into its columns."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sla.activity import BY_HAND, LeadHistory, Outcome, Touch, TouchId, TouchRow, fact_of
from sla.answers import TouchLogged
from sla.book import Book
from sla.cadence import State
from sla.errors import BadInput, Conflict, NotFound
from sla.kept import Kept
from sla.leads import LeadId
from sla.people import Actor, Person
from sla.ports import UnitOfWork
from sla.services.access import may_work_on
from sla.services.desk import Desk
from sla.services.one_lead import open_still
from sla.services.recount import (
    LeadFacts,
    derive,
    facts_of_kept,
    judged,
    owner_of_kept,
    stage_of,
    stand,
    tried_lately,
)
from sla.targets import known_type
from sla.touches import Direction, JudgedTouch, TouchKind

NOTE_LENGTH = 1000
LOG_BACK = timedelta(days=14)
UNANSWERED = frozenset({Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.BOUNCED, Outcome.SCHEDULED})
"""What an outbound touch alone can come to; a meeting for later is no touch of the lead's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTouch:
    """What a person logs. `press` identifies the press or command: a repeat of it is the same touch.

    Without `occurred_at` it happens as it is logged.
    """

    lead_id: LeadId
    kind: TouchKind
    press: str
    outcome: Outcome | None = None
    note: str = ""
    direction: Direction = Direction.OUTBOUND
    occurred_at: datetime | None = None


def kept_of(work: UnitOfWork, lead_id: LeadId, now: datetime) -> Kept:
    kept = work.at_once.lead(lead_id)
    if kept is None or kept.history.lead.handed_off_at > now:
        raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
    return kept


def record(
    work: UnitOfWork, kept: Kept, actor: Actor, new: NewTouch, *, desk: Desk, now: datetime
) -> TouchLogged:
    """On a lead that this unit of work holds; the caller commits."""
    _check(new, now)
    may_work_on(actor, kept.history.lead)
    book, before = desk.book(work, kept.mark), facts_of_kept(kept)
    owner = owner_of_kept(kept, book)
    open_still(before, new.occurred_at or now)
    stored, is_new = work.at_once.touch(_row(new, actor, now))
    if stored.row.lead_id != new.lead_id:
        raise Conflict("This press was already used for another lead; press again.")
    if stored.undone_at is not None:
        raise Conflict("This was logged and then undone; log it anew.")
    facts = _with(before, stored, awake=is_new) if is_new else before
    facts = _brought(work, facts, book=book, owner=owner, now=now)
    return logged_as(facts.history, stored.id, book=book, owner=owner, now=stored.row.received_at)


def _with(facts: LeadFacts, touch: Touch, *, awake: bool) -> LeadFacts:
    touches = sorted((*facts.history.touches, fact_of(touch)), key=lambda one: (one.occurred_at, one.id))
    lead = replace(facts.lead, snoozed_until=None) if awake else facts.lead
    return replace(facts, history=LeadHistory(lead=lead, touches=tuple(touches)))


def _brought(
    work: UnitOfWork, facts: LeadFacts, *, book: Book, owner: Person | None, now: datetime
) -> LeadFacts:
    """As `recount` would, for one lead whose facts are at hand."""
    stage = stage_of(facts.lead, facts.changes, book=book, now=now) if facts.changes else None
    derived = derive(facts, book=book, owner=owner, now=now)
    lead = replace(facts.lead, derived=derived, stage=stage or facts.lead.stage)
    work.at_once.save(lead, reached=stage is not None)
    work.acts.touched(tried_lately((facts,), now))
    return replace(facts, history=replace(facts.history, lead=lead))


def logged_as(
    history: LeadHistory, touch_id: TouchId, *, book: Book, owner: Person | None, now: datetime
) -> TouchLogged:
    """Compares the lead with and without this touch; `now` is when it was logged, whenever this is asked."""
    lead, touches = history.lead, judged(history, now)
    without = tuple(touch for touch in history.touches if touch.id != touch_id)
    before_touches = judged(LeadHistory(lead=lead, touches=without), now)
    before = stand(lead, before_touches, book=book, owner=owner, now=now)
    after = stand(lead, touches, book=book, owner=owner, now=now)
    late = before.state is State.OVERDUE and after.checkpoint != before.checkpoint
    mine = _by_id(touches, touch_id)
    return TouchLogged(
        touch_id=touch_id,
        kind=mine.fact.kind,
        lead=lead,
        type_name=known_type(book.at(now), lead.lead_type).name,
        touch=mine,
        instead=_by_id(touches, mine.instead_of) if mine.instead_of is not None else None,
        standing=after,
        before=before,
        was_overdue_on=before.due_on if late else None,
        zone=owner.calendar.zone if owner else lead.zone,
        now=now,
    )


def _check(new: NewTouch, now: datetime) -> None:
    """One clear sentence at the field of the form that is wrong."""
    if len(new.note) > NOTE_LENGTH:
        raise BadInput(f"A note has at most {NOTE_LENGTH:,} characters; this one has {len(new.note):,}.")
    if new.direction is Direction.INBOUND and new.outcome in UNANSWERED:
        raise BadInput(
            "What reached nobody was yours: choose “I reached out”, or another outcome.",
            field="touch.direction",
        )
    if new.occurred_at is None:
        return
    if new.occurred_at > now:
        raise BadInput("This lies in the future; log it when it has happened.", field="touch.at")
    if now - new.occurred_at > LOG_BACK:
        raise BadInput(
            "This was more than 14 days ago; only the last 14 days can be logged.", field="touch.at"
        )


def _row(new: NewTouch, actor: Actor, now: datetime) -> TouchRow:
    return TouchRow(
        source=BY_HAND,
        external_id=new.press,
        lead_id=new.lead_id,
        kind=new.kind,
        direction=new.direction,
        outcome=new.outcome,
        note=new.note,
        occurred_at=new.occurred_at or now,
        received_at=now,
        by_member=actor.member_id,
    )


def _by_id(touches: tuple[JudgedTouch, ...], touch_id: int | str) -> JudgedTouch:
    return next(touch for touch in touches if touch.fact.id == touch_id)
