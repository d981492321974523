"""Recording a touch, taking it back, and putting a reminder off: what the buttons on a lead do."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sla.activity import BY_HAND, LeadHistory, Outcome, Touch, TouchId, TouchRow
from sla.answered import CLOSING
from sla.answers import Candidates, Snoozed, TouchForm, TouchLogged, TouchUndone
from sla.cadence import State
from sla.calendar import at_local
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.leads import Lead, LeadId
from sla.ownership import Snooze
from sla.people import Actor, Person
from sla.ports import UnitOfWork
from sla.services.access import find_lead, is_named
from sla.services.desk import Desk
from sla.services.one_lead import calendar_of, item_of, lead_for, still_open
from sla.services.recount import judged, owner_of, owners, recount, stand
from sla.services.worklist import worklist_of
from sla.targets import known_type
from sla.touches import Direction, JudgedTouch, TouchKind

UNDO_WITHIN = timedelta(minutes=10)
NOTE_LENGTH = 1000
LOG_BACK = timedelta(days=14)
MOST_TO_PICK = 100
UNANSWERED = frozenset({Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.BOUNCED, Outcome.SCHEDULED})
"""What an outbound touch alone can come to; a meeting for later is no touch of the lead's."""
LONGEST_SNOOZE_DAYS = 14


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


class Touching:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def log(self, actor: Actor, new: NewTouch, now: datetime) -> TouchLogged:
        """Record it, say whether it counts and what is next; the first answer again for the same press."""
        if len(new.note) > NOTE_LENGTH:
            raise BadInput(f"A note has at most {NOTE_LENGTH:,} characters; this one has {len(new.note):,}.")
        _check(new, now)
        with self._desk.open() as work:
            lead = lead_for(work, actor, new.lead_id, now)
            still_open(work, lead, new.occurred_at or now)
            is_new = work.touches.add([_row(new, actor, now)]).created > 0
            stored = work.touches.by_key(BY_HAND, new.press)
            if stored is None or stored.row.lead_id != lead.id:
                raise Conflict("This press was already used for another lead; press again.")
            if stored.undone_at is not None:
                raise Conflict("This was logged and then undone; log it anew.")
            recount(work, [lead.id], book=self._desk.book(work), now=now)
            if is_new and lead.snoozed_until is not None:
                work.leads.snooze(lead.id, None)
            answer = self._logged(work, stored, stored.row.received_at)
            work.commit()
            return answer

    def undo(self, actor: Actor, touch_id: TouchId, now: datetime) -> TouchUndone:
        """Take a touch back, for ten minutes, by whoever logged it; undoing twice is undoing once."""
        with self._desk.open() as work:
            touch = work.touches.get(touch_id)
            if touch is None:
                raise NotFound("This follow-up is not in the record, so there is nothing to undo.")
            lead = lead_for(work, actor, touch.row.lead_id, now)
            if touch.row.source != BY_HAND or touch.row.by_member != actor.member_id:
                raise Conflict("Only the person who logged this can undo it.")
            if touch.undone_at is None:
                if now - touch.row.received_at > UNDO_WITHIN:
                    raise Conflict(
                        "This was logged more than 10 minutes ago and stays; ask your manager if it is wrong."
                    )
                work.touches.undo(touch_id, now)
                recount(work, [lead.id], book=self._desk.book(work), now=now)
            answer = TouchUndone(
                kind=touch.row.kind,
                item=item_of(work, lead.id, book=self._desk.book(work), now=now),
                zone=calendar_of(actor, self._desk.book(work), now).zone,
                now=now,
            )
            work.commit()
            return answer

    def snooze(
        self,
        actor: Actor,
        lead_id: LeadId,
        now: datetime,
        *,
        days: int | None = None,
        reason: str | None = None,
    ) -> Snoozed:
        """No reminder before the actor's next working day, or for so many days; the due date stays.

        With a `reason` it is skipped, and the reason stays on the record.
        """
        _check_snooze(days, reason)
        with self._desk.open() as work:
            lead, book = lead_for(work, actor, lead_id, now), self._desk.book(work)
            calendar = calendar_of(actor, book, now)
            today = calendar.local_date(now)
            day = today + timedelta(days=days) if days else calendar.next_working_day(today)
            until = at_local(day, time.min, calendar.zone)
            work.leads.snooze(lead.id, until)
            if actor.member_id is not None:
                snooze = Snooze(lead_id=lead.id, by=actor.member_id, at=now, until=until, reason=reason)
                work.snoozes.add(snooze)
            item = item_of(work, lead.id, book=book, now=now)
            work.commit()
            return Snoozed(item=item, until=until, zone=calendar.zone, now=now, reason=reason)

    def form(self, actor: Actor, lead_id: LeadId, now: datetime) -> TouchForm:
        """To log something on one lead."""
        with self._desk.look() as work:
            lead = lead_for(work, actor, lead_id, now)
            zone = calendar_of(actor, self._desk.book(work), now).zone
        return TouchForm(leads=(lead,), more=0, zone=zone, now=now)

    def forms(self, actor: Actor, now: datetime) -> TouchForm:
        """To log something on one of the person's own leads, the most urgent first; closed ones are left out."""
        if actor.person is None or actor.member_id is None or not actor.person.carries_leads:
            raise NotAllowed("You carry no leads in the agreement; name one, like `/sla log L64`.")
        with self._desk.look() as work:
            found = worklist_of(work, actor.member_id, actor.person, now, everything=True, limit=MOST_TO_PICK)
        leads = tuple(one.lead for one in found.items if not _over(one.lead, now))
        if not leads:
            raise NotFound("You have no open lead to log something on. `/sla leads all` shows them all.")
        more = found.total - len(found.items)
        return TouchForm(leads=leads, more=more, zone=actor.person.calendar.zone, now=now)

    def form_for(self, actor: Actor, text: str, now: datetime) -> TouchForm | None:
        """To log something on the lead that the words mean, or to pick among several; None for no lead."""
        with self._desk.look() as work:
            try:
                found = find_lead(work, actor, text, now, to_act=True)
            except NotFound:
                return None
            zone = calendar_of(actor, self._desk.book(work), now).zone
        leads = found.leads if isinstance(found, Candidates) else (found,)
        return TouchForm(leads=leads, more=0, zone=zone, now=now)

    def find(self, actor: Actor, text: str, now: datetime, *, to_act: bool = False) -> Lead | Candidates:
        """The lead that `L64` or a part of a name means, among those the actor may work on."""
        with self._desk.look() as work:
            return find_lead(work, actor, text, now, to_act=to_act)

    def is_named(self, actor: Actor, text: str, now: datetime) -> bool:
        with self._desk.look() as work:
            return is_named(work, actor, text, now)

    def _logged(self, work: UnitOfWork, stored: Touch, now: datetime) -> TouchLogged:
        """Compares the lead with and without this touch; `now` is when it was logged, whenever this is asked."""
        book = self._desk.book(work)
        history, owner = self._history(work, stored.row.lead_id)
        lead, touches = history.lead, judged(history, now)
        without = tuple(touch for touch in history.touches if touch.id != stored.id)
        before_touches = judged(LeadHistory(lead=lead, touches=without), now)
        before = stand(lead, before_touches, book=book, owner=owner, now=now)
        after = stand(lead, touches, book=book, owner=owner, now=now)
        late = before.state is State.OVERDUE and after.checkpoint != before.checkpoint
        mine = _by_id(touches, stored.id)
        return TouchLogged(
            touch_id=stored.id,
            kind=stored.row.kind,
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

    def _history(self, work: UnitOfWork, lead_id: LeadId) -> tuple[LeadHistory, Person | None]:
        (history,) = work.leads.histories([lead_id])
        return history, owner_of(history.lead, owners(work, self._desk.book(work)))


def _check(new: NewTouch, now: datetime) -> None:
    """One clear sentence at the field of the form that is wrong."""
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


def _check_snooze(days: int | None, reason: str | None) -> None:
    if days is not None and not 1 <= days <= LONGEST_SNOOZE_DAYS:
        raise BadInput(
            f"A reminder can sleep for 1 to {LONGEST_SNOOZE_DAYS} days; {days} is not one of them."
        )
    if reason is not None and not 0 < len(reason) <= NOTE_LENGTH:
        raise BadInput(f"A reason has 1 to {NOTE_LENGTH:,} characters; this one has {len(reason):,}.")


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


def _over(lead: Lead, now: datetime) -> bool:
    return lead.stopped(now) and lead.stop_reason in CLOSING


def _by_id(touches: tuple[JudgedTouch, ...], touch_id: int | str) -> JudgedTouch:
    return next(touch for touch in touches if touch.fact.id == touch_id)
