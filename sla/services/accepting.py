"""A rep's answer to a lead that was handed over: accept it, or reject it with a reason that was agreed."""

from datetime import datetime

from sla.book import Book
from sla.decisions import Decision, DecisionKind
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.handed import LeadCard, RejectForm
from sla.leads import Lead, LeadId
from sla.people import Actor, MemberId
from sla.ports import UnitOfWork
from sla.services.access import may_work_on
from sla.services.desk import Desk
from sla.services.handing import quality_of
from sla.services.recount import judged, owner_of, owners, recount
from sla.targets import known_type
from sla.terms import Terms

OTHER, UNREACHABLE = "other", "unreachable"
LONGEST_NOTE = 1000


class Accepting:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def accept(self, actor: Actor, lead_id: LeadId, press: str, now: datetime) -> LeadCard:
        """Accepting twice is accepting once."""
        with self._desk.open() as work:
            lead, by = _held(work, actor, lead_id, now)
            if lead.rejected:
                raise Conflict(
                    "This lead was rejected; only marketing can bring it back, by contesting that."
                )
            if lead.derived.accepted_at is None:
                _check_open(lead, now)
                work.decisions.add(_decision(DecisionKind.ACCEPTED, lead, by, press, now))
                recount(work, [lead.id], book=self._desk.book(work), now=now)
            card = card_of(work, self._desk.book(work), lead.id, now)
            work.commit()
        return card

    def reject_form(self, actor: Actor, lead_id: LeadId, now: datetime) -> RejectForm:
        with self._desk.look() as work:
            lead = work.leads.get(lead_id)
            if lead is None or lead.handed_off_at > now:
                raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
            may_work_on(actor, lead)
            _check_rejectable(lead, now)
            terms = self._desk.book(work).version(lead.version)
            return RejectForm(
                lead=lead,
                reasons=terms.sales.reject_reasons,
                attempts=_attempts(work, lead, now),
                attempts_needed=terms.handoff.unreachable_after,
            )

    def reject(
        self, actor: Actor, lead_id: LeadId, reason: str, note: str, *, key: str, now: datetime
    ) -> LeadCard:
        """The clock stops here; the first answer again for the same form."""
        with self._desk.open() as work:
            lead, by = _held(work, actor, lead_id, now)
            book = self._desk.book(work)
            if not any(one.key == key for one in work.decisions.of([lead.id]).get(lead.id, ())):
                _check_rejectable(lead, now)
                terms = book.version(lead.version)
                _check_reason(lead, terms, reason, note, attempts=_attempts(work, lead, now))
                decision = _decision(DecisionKind.REJECTED, lead, by, key, now, reason=reason, note=note)
                work.decisions.add(decision)
                work.decisions.take_out(lead.id, contest_until(terms, now))
                recount(work, [lead.id], book=book, now=now)
            card = card_of(work, book, lead.id, now)
            work.commit()
        return card

    def card(self, lead_id: LeadId, owner_id: MemberId, now: datetime) -> LeadCard | None:
        """For the private message: None where it is not wanted any longer, answered or somebody else's."""
        with self._desk.look() as work:
            lead = work.leads.get(lead_id)
            if lead is None or lead.owner_id != owner_id or not lead.waits:
                return None
            return card_of(work, self._desk.book(work), lead_id, now)


def card_of(work: UnitOfWork, book: Book, lead_id: LeadId, now: datetime) -> LeadCard:
    """Dates are read in the zone of the lead's owner."""
    lead = work.leads.get(lead_id)
    if lead is None:
        raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
    people, terms = owners(work, book), book.version(lead.version)
    owner, giver = owner_of(lead, people), people.get(lead.given.by) if lead.given else None
    return LeadCard(
        lead=lead,
        type_name=known_type(book.at(now), lead.lead_type).name,
        given_by=giver.name if giver else None,
        quality=quality_of(lead, terms),
        decisions=work.decisions.of([lead.id]).get(lead.id, ()),
        contest_until=contest_until(terms, lead.stopped_at) if lead.rejected and lead.stopped_at else None,
        zone=owner.calendar.zone if owner else lead.zone,
        now=now,
    )


def contest_until(terms: Terms, rejected_at: datetime) -> datetime:
    """The end of the last working day, of the team's calendar, on which marketing may contest."""
    day = terms.calendar.local_date(rejected_at)
    for _ in range(terms.handoff.dispute_within_days):
        day = terms.calendar.next_working_day(day)
    return terms.calendar.day_end(day)


def _held(work: UnitOfWork, actor: Actor, lead_id: LeadId, now: datetime) -> tuple[Lead, MemberId]:
    lead = work.decisions.hold(lead_id)
    if lead is None or lead.handed_off_at > now:
        raise NotFound("No such lead is in this workspace. `/sla leads` shows yours.")
    may_work_on(actor, lead)
    if actor.member_id is None:
        raise NotAllowed("You are not named in the agreement, so you can answer for no lead.")
    return lead, actor.member_id


def _check_open(lead: Lead, now: datetime) -> None:
    if lead.stopped(now):
        raise Conflict(
            "This lead is closed, so there is nothing left to answer. `/sla leads` shows the others."
        )


def _check_rejectable(lead: Lead, now: datetime) -> None:
    if lead.rejected:
        raise Conflict("This lead is rejected already; marketing has been told.")
    if lead.pause is not None:
        raise Conflict("Marketing contested the rejection of this lead and won, so it stays with you.")
    _check_open(lead, now)


def _check_reason(lead: Lead, terms: Terms, reason: str, note: str, *, attempts: int) -> None:
    word, needed = reason.casefold(), terms.handoff.unreachable_after
    if reason not in terms.sales.reject_reasons:
        raise BadInput("Choose one of the agreed reasons.", field="reject.reason")
    if word == UNREACHABLE and attempts < needed:
        raise BadInput(
            f"{attempts} of {needed} attempts so far; it can be called unreachable after {needed}.",
            field="reject.reason",
        )
    if word != UNREACHABLE and lead.derived.accepted_at is not None:
        raise BadInput(
            "You accepted this lead, so it can no longer be rejected for that; "
            f"only “{UNREACHABLE}” is left, after {needed} attempts.",
            field="reject.reason",
        )
    if word == OTHER and not note.strip():
        raise BadInput("Say in a few words what is wrong with it.", field="reject.note")
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"A note has at most {LONGEST_NOTE:,} characters.", field="reject.note")


def _attempts(work: UnitOfWork, lead: Lead, now: datetime) -> int:
    """Counted ones, the first included."""
    (history,) = work.leads.histories([lead.id])
    return sum(touch.role is not None for touch in judged(history, now))


def _decision(
    kind: DecisionKind,
    lead: Lead,
    by: MemberId,
    key: str,
    now: datetime,
    *,
    reason: str | None = None,
    note: str = "",
) -> Decision:
    return Decision(key=key, lead_id=lead.id, kind=kind, by=by, at=now, reason=reason, note=note.strip())
