"""Recording a touch, taking it back, and putting a reminder off: what the buttons on a lead do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from sla.activity import BY_HAND, TouchId
from sla.answered import CLOSING
from sla.answers import Candidates, Snoozed, TouchForm, TouchLogged, TouchUndone
from sla.calendar import at_local
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.kept import Kept
from sla.leads import Lead, LeadId
from sla.ownership import Snooze
from sla.people import Actor
from sla.ports import UnitOfWork
from sla.services.access import find_lead, is_named, labelled, may_work_on
from sla.services.desk import Desk
from sla.services.one_lead import calendar_of, item_from, item_of, lead_for
from sla.services.recording import NOTE_LENGTH, NewTouch, kept_of, record
from sla.services.recount import facts_of_kept, owner_of_kept, recount
from sla.services.worklist import worklist_of

UNDO_WITHIN = timedelta(minutes=10)
MOST_TO_PICK = 100
LONGEST_SNOOZE_DAYS = 14


class Touching:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def log(self, actor: Actor, new: NewTouch, now: datetime) -> TouchLogged:
        """Record it, say whether it counts and what is next; the first answer again for the same press."""
        with self._desk.open() as work:
            kept = kept_of(work, new.lead_id, now)
            answer = record(work, kept, actor, new, desk=self._desk, now=now)
            work.commit()
            return answer

    def log_on(
        self, actor: Actor, text: str, new: Callable[[LeadId], NewTouch], now: datetime
    ) -> TouchLogged | Candidates:
        """The same on the lead that `L64` or a part of a name means, or those leads that it may mean."""
        with self._desk.open() as work:
            kept = _meant(work, actor, text, now)
            if isinstance(kept, Candidates):
                return kept
            touch = new(kept.history.lead.id)
            answer = record(work, kept, actor, touch, desk=self._desk, now=now)
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
            kept = kept_of(work, lead_id, now)
            return self._put_off(work, kept, actor, now, days=days, reason=reason)

    def snooze_on(
        self, actor: Actor, text: str, now: datetime, *, days: int | None = None, reason: str | None = None
    ) -> Snoozed | Candidates:
        """The same on the lead that `L64` or a part of a name means, or those leads that it may mean."""
        _check_snooze(days, reason)
        with self._desk.open() as work:
            kept = _meant(work, actor, text, now)
            if isinstance(kept, Candidates):
                return kept
            return self._put_off(work, kept, actor, now, days=days, reason=reason)

    def _put_off(
        self,
        work: UnitOfWork,
        kept: Kept,
        actor: Actor,
        now: datetime,
        *,
        days: int | None,
        reason: str | None,
    ) -> Snoozed:
        lead, book = kept.history.lead, self._desk.book(work, kept.mark)
        may_work_on(actor, lead)
        calendar = calendar_of(actor, book, now)
        today = calendar.local_date(now)
        day = today + timedelta(days=days) if days else calendar.next_working_day(today)
        until = at_local(day, time.min, calendar.zone)
        work.leads.snooze(lead.id, until)
        if actor.member_id is not None:
            snooze = Snooze(lead_id=lead.id, by=actor.member_id, at=now, until=until, reason=reason)
            work.snoozes.add(snooze)
        asleep = replace(kept, history=replace(kept.history, lead=replace(lead, snoozed_until=until)))
        facts, owner = facts_of_kept(asleep), owner_of_kept(kept, book)
        item = item_from(work, facts, owner=owner, book=book, now=now)
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


def _meant(work: UnitOfWork, actor: Actor, text: str, now: datetime) -> Kept | Candidates:
    """In one way to the store where a label says it."""
    lead_id = labelled(text)
    kept = None if lead_id is None else work.at_once.lead(lead_id)
    if kept is not None and kept.history.lead.handed_off_at <= now:
        return kept
    found = find_lead(work, actor, text, now, to_act=True)
    return found if isinstance(found, Candidates) else kept_of(work, found.id, now)


def _check_snooze(days: int | None, reason: str | None) -> None:
    if days is not None and not 1 <= days <= LONGEST_SNOOZE_DAYS:
        raise BadInput(
            f"A reminder can sleep for 1 to {LONGEST_SNOOZE_DAYS} days; {days} is not one of them."
        )
    if reason is not None and not 0 < len(reason) <= NOTE_LENGTH:
        raise BadInput(f"A reason has 1 to {NOTE_LENGTH:,} characters; this one has {len(reason):,}.")


def _over(lead: Lead, now: datetime) -> bool:
    return lead.stopped(now) and lead.stop_reason in CLOSING
