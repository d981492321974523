"""What follows a rejection: marketing agrees or contests it, and the manager of sales decides about a contest."""

from datetime import datetime

from sla.book import Book
from sla.cadence import Pause
from sla.decisions import Decision, DecisionKind
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.handed import LeadCard, RejectionNote
from sla.leads import Lead, LeadId
from sla.people import Actor, Member, MemberId, Side
from sla.ports import UnitOfWork
from sla.services.accepting import LONGEST_NOTE, card_of, contest_until
from sla.services.desk import Desk
from sla.services.recount import owner_of, owners, recount
from sla.worktime import add_working_time, working_time_between

NOT_MARKETING = "Only people of marketing answer a rejection."
NOT_MANAGER = "Only the manager of sales decides about a contested rejection."


class Disputing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, actor: Actor, lead_id: LeadId, now: datetime) -> RejectionNote:
        """A rejection that may still be contested, for the form; refused where it may not."""
        _member(actor, allowed=actor.side is Side.MARKETING, otherwise=NOT_MARKETING)
        with self._desk.look() as work:
            book = self._desk.book(work)
            _check_open(work, book, _rejected(work.leads.get(lead_id)), now)
            return _note(work, book, lead_id, actor, now)

    def contest(self, actor: Actor, lead_id: LeadId, note: str, *, key: str, now: datetime) -> RejectionNote:
        """The rejection is not final until the manager of sales has decided."""
        by = _member(actor, allowed=actor.side is Side.MARKETING, otherwise=NOT_MARKETING)
        if not note.strip() or len(note) > LONGEST_NOTE:
            raise BadInput(
                f"Say why it is a good lead, in up to {LONGEST_NOTE:,} characters.", field="contest.note"
            )
        with self._desk.open() as work:
            book, lead = self._desk.book(work), work.decisions.hold(lead_id)
            if not _done(work, lead_id, key):
                found = _rejected(lead)
                _check_open(work, book, found, now)
                work.decisions.add(_decision(DecisionKind.DISPUTED, found, by, key, now, note=note))
                work.decisions.take_out(lead_id, None)
            answer = _note(work, book, lead_id, actor, now)
            work.commit()
        return answer

    def agree(self, actor: Actor, lead_id: LeadId, press: str, now: datetime) -> RejectionNote:
        """The lead leaves what marketing delivered, at once."""
        by = _member(actor, allowed=actor.side is Side.MARKETING, otherwise=NOT_MARKETING)
        with self._desk.open() as work:
            book, lead = self._desk.book(work), _rejected(work.decisions.hold(lead_id))
            if _last(work, lead_id) is not DecisionKind.DISMISSED:
                _check_open(work, book, lead, now)
                self._keep(work, lead, by, press, now)
            answer = _note(work, book, lead_id, actor, now)
            work.commit()
        return answer

    def decide(
        self, actor: Actor, lead_id: LeadId, *, uphold: bool, press: str, now: datetime
    ) -> RejectionNote:
        """Once: a second press gets the first decision shown."""
        allowed = actor.manages(Side.SALES)
        by = _member(actor, allowed=allowed, otherwise=NOT_MANAGER)
        with self._desk.open() as work:
            book, lead = self._desk.book(work), work.decisions.hold(lead_id)
            if lead is None:
                raise NotFound("No such lead is in this workspace.")
            if _last(work, lead_id) is DecisionKind.DISPUTED:
                if uphold:
                    self._bring_back(work, book, lead, by, press, now=now)
                else:
                    self._keep(work, lead, by, press, now)
            answer = _note(work, book, lead_id, actor, now)
            work.commit()
        return answer

    def note(self, lead_id: LeadId, to: Member, kind: DecisionKind, now: datetime) -> RejectionNote | None:
        """For a private message that is due while this is the last word on the lead; None afterwards."""
        with self._desk.look() as work:
            book = self._desk.book(work)
            lead = work.leads.get(lead_id)
            if lead is None or _last(work, lead_id) is not kind:
                return None
            actor = Actor(slack_id=to.slack_id or "", person=book.person(to.email), member_id=to.id)
            return _note(work, book, lead_id, actor, now)

    def decided(self, lead_id: LeadId, to: Member, now: datetime) -> RejectionNote | None:
        """For whoever contested it."""
        for kind in (DecisionKind.UPHELD, DecisionKind.DISMISSED):
            found = self.note(lead_id, to, kind, now)
            if found is not None:
                return found
        return None

    def back(self, lead_id: LeadId, owner_id: MemberId, now: datetime) -> LeadCard | None:
        """For the rep whose lead it is again."""
        with self._desk.look() as work:
            lead = work.leads.get(lead_id)
            if lead is None or lead.owner_id != owner_id or lead.stopped(now):
                return None
            return card_of(work, self._desk.book(work), lead_id, now)

    @staticmethod
    def _keep(work: UnitOfWork, lead: Lead, by: MemberId, press: str, now: datetime) -> None:
        work.decisions.add(_decision(DecisionKind.DISMISSED, lead, by, press, now))
        work.decisions.take_out(lead.id, now)

    @staticmethod
    def _bring_back(
        work: UnitOfWork, book: Book, lead: Lead, by: MemberId, press: str, *, now: datetime
    ) -> None:
        """The clock runs again; what was ahead of it shifts by the time in between (MATHS §3)."""
        work.decisions.add(_decision(DecisionKind.UPHELD, lead, by, press, now))
        pause = Pause(start=lead.stopped_at or now, end=now)
        due_at = _shifted(work, book, lead, pause)
        work.decisions.resume(lead.id, pause, first_attempt_due_at=due_at)
        recount(work, [lead.id], book=book, now=now)


def _shifted(work: UnitOfWork, book: Book, lead: Lead, pause: Pause) -> datetime:
    """The first attempt has as much working time left as it had; one that was late already stays so."""
    if lead.first_attempt_due_at <= pause.start:
        return lead.first_attempt_due_at
    owner = owner_of(lead, owners(work, book))
    calendar = owner.calendar if owner else book.version(lead.version).calendar
    left = working_time_between(calendar, pause.start, lead.first_attempt_due_at)
    return add_working_time(calendar, pause.end, left)


def _member(actor: Actor, *, allowed: bool, otherwise: str) -> MemberId:
    if actor.member_id is None or not allowed:
        raise NotAllowed(otherwise)
    return actor.member_id


def _rejected(lead: Lead | None) -> Lead:
    if lead is None:
        raise NotFound("No such lead is in this workspace.")
    if not lead.rejected:
        raise Conflict("This lead is not rejected any longer: it is back with its rep.")
    return lead


def _check_open(work: UnitOfWork, book: Book, lead: Lead, now: datetime) -> None:
    last = _last(work, lead.id)
    if last is DecisionKind.DISPUTED:
        raise Conflict("This rejection is contested already; the manager of sales has been asked.")
    if last is DecisionKind.DISMISSED:
        raise Conflict("This rejection is final: it was agreed to, or kept after a contest.")
    terms = book.version(lead.version)
    if lead.stopped_at is not None and now >= contest_until(terms, lead.stopped_at):
        days = terms.handoff.dispute_within_days
        raise Conflict(
            f"The {days} working days in which it could be contested are over; the rejection stands."
        )


def _last(work: UnitOfWork, lead_id: LeadId) -> DecisionKind | None:
    decisions = work.decisions.of([lead_id]).get(lead_id, ())
    return decisions[-1].kind if decisions else None


def _done(work: UnitOfWork, lead_id: LeadId, key: str) -> bool:
    return any(one.key == key for one in work.decisions.of([lead_id]).get(lead_id, ()))


def _note(work: UnitOfWork, book: Book, lead_id: LeadId, actor: Actor, now: datetime) -> RejectionNote:
    card = card_of(work, book, lead_id, now)
    rejection = next((one for one in card.decisions if one.kind is DecisionKind.REJECTED), None)
    if rejection is None:
        raise Conflict("Nobody has rejected this lead.")
    zone = actor.person.calendar.zone if actor.person else book.at(now).calendar.zone
    return RejectionNote(card=card, rejection=rejection, zone=zone, now=now)


def _decision(
    kind: DecisionKind, lead: Lead, by: MemberId, key: str, now: datetime, *, note: str = ""
) -> Decision:
    return Decision(key=key, lead_id=lead.id, kind=kind, by=by, at=now, note=note.strip())
