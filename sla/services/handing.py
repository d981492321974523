"""Handing a lead over in Slack: who may, whether it is what was agreed, whose it is, and what that fixes."""

from datetime import datetime

from sla.activity import BY_HAND
from sla.book import Book
from sla.delivered import fingerprint
from sla.errors import BadInput, Conflict, NotAllowed
from sla.handed import HandedOver, HandoffForm, NewHandoff, Quality
from sla.handoff import HandoffFacts, Handoffs
from sla.leads import Given, Lead, LeadRow
from sla.people import Actor, MemberId, Side
from sla.ports import UnitOfWork
from sla.promises import Criterion, QualifiedLead, Routing
from sla.routing import Turn, at_work_today, works_from
from sla.services.desk import Desk
from sla.services.recount import recount
from sla.services.turns import Reps, dealt_at, reps_of, turn_of
from sla.targets import known_type
from sla.terms import LeadType, Terms

LONGEST_NAME = 200
LONGEST_CAMPAIGN = 100


class Handing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def form(self, actor: Actor, now: datetime) -> HandoffForm:
        _may_hand_over(actor)
        with self._desk.look() as work:
            book = self._desk.book(work)
            terms = book.at(now)
            reps = reps_of(work, book)
        if not reps:
            raise Conflict(
                "No rep is named in the agreement, so nobody can take a lead; `/sla setup` adds one."
            )
        return HandoffForm(
            types={kind.key: kind.name for kind in terms.lead_types},
            reps={member_id: person.name for member_id, (_, person) in reps.items()},
            in_turn=terms.handoff.routing is Routing.ROUND_ROBIN,
            definition=terms.qualified,
            seen=terms.sha256,
        )

    def hand_over(self, actor: Actor, new: NewHandoff, now: datetime) -> HandedOver:
        """The lead is its rep's from now on; the first answer again for the same form."""
        by = _may_hand_over(actor)
        with self._desk.open() as work:
            work.decisions.take_turn()
            book = self._desk.book(work)
            terms, reps = book.at(now), reps_of(work, book)
            known = work.leads.ids_by_external(BY_HAND, [new.key]).get(new.key)
            lead = work.leads.get(known) if known is not None else None
            if lead is None:
                quality = _quality(new, terms)
                at = dealt_at(work, terms, reps, now)
                kind = _kind(new, terms)
                turn = turn_of(work, terms, kind, reps, chosen=new.rep, at=at)
                fixed = _fixed(work, book, turn, kind, at)
                row = _row(new, kind, turn, _given(by, new, quality), fixed, at=at)
                lead = self._store(work, row, now)
            answer = _answer(lead, new, terms, reps, zone=_zone(actor, terms), now=now)
            work.commit()
        return answer

    def _store(self, work: UnitOfWork, row: LeadRow, now: datetime) -> Lead:
        work.leads.upsert([row])
        lead_id = work.leads.ids_by_external(row.source, [row.external_id])[row.external_id]
        work.ownerships.follow([lead_id], at=now, by=None)
        recount(work, [lead_id], book=self._desk.book(work), now=now)
        lead = work.leads.get(lead_id)
        if lead is None:
            raise LookupError(f"lead {lead_id} was stored and is not there")
        return lead


def quality_of(lead: Lead, terms: Terms) -> Quality:
    """As it was ticked at the handoff, against the threshold of the lead's own version."""
    if lead.given is None or lead.given.points is None:
        return Quality()
    threshold = terms.qualified.threshold if terms.qualified else None
    return Quality(points=lead.given.points, threshold=threshold, ticked=lead.given.ticked)


def _may_hand_over(actor: Actor) -> MemberId:
    if actor.member_id is None or not (actor.side is Side.MARKETING or actor.is_manager):
        raise NotAllowed("Only people of marketing and the managers of either side hand leads over.")
    return actor.member_id


def _quality(new: NewHandoff, terms: Terms) -> Quality:
    """What was ticked, where it reaches the agreed threshold."""
    definition = terms.qualified
    if new.seen != terms.sha256:
        raise Conflict("The agreement changed while this form was open; close it and begin anew.")
    if definition is None:
        return Quality()
    ticked = (*_picked(definition.fit, new.fit), *_picked(definition.behaviour, new.behaviour))
    points = sum(one.points for one in ticked)
    if points < definition.threshold:
        raise BadInput(_too_few(definition, ticked, points), field=_field(definition, ticked))
    return Quality(points=points, threshold=definition.threshold, ticked=ticked)


def _picked(criteria: tuple[Criterion, ...], places: frozenset[int]) -> tuple[Criterion, ...]:
    return tuple(one for place, one in enumerate(criteria) if place in places)


def _too_few(definition: QualifiedLead, ticked: tuple[Criterion, ...], points: int) -> str:
    others = [one for one in (*definition.fit, *definition.behaviour) if one not in ticked]
    missing = ", ".join(f"“{one.name}” ({one.points})" for one in others)
    return f"{points} of the agreed {definition.threshold} points; not ticked: {missing}."


def _field(definition: QualifiedLead, ticked: tuple[Criterion, ...]) -> str:
    """The first list in which something is left to tick."""
    fit_is_whole = all(one in ticked for one in definition.fit)
    return "handoff.behaviour" if fit_is_whole and definition.behaviour else "handoff.fit"


def _given(by: MemberId, new: NewHandoff, quality: Quality) -> Given:
    return Given(by=by, campaign=new.campaign, points=quality.points, ticked=quality.ticked)


def _kind(new: NewHandoff, terms: Terms) -> LeadType:
    kind = next((one for one in terms.lead_types if one.key == new.lead_type), None)
    if kind is None:
        raise BadInput("Choose one of the agreed lead types.", field="handoff.type")
    return kind


def _fixed(work: UnitOfWork, book: Book, turn: Turn, kind: LeadType, at: datetime) -> HandoffFacts:
    mine = tuple(one for one in work.absences.recorded() if one.member_id == turn.member_id)
    handoffs = Handoffs(book, first=at.date(), last=at.date(), absences={turn.person.email: mine})
    return handoffs.facts(turn.person, at, kind.key, asked=True)


def _row(
    new: NewHandoff, kind: LeadType, turn: Turn, given: Given, fixed: HandoffFacts, *, at: datetime
) -> LeadRow:
    name = new.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(
            f"Name the company or person, in up to {LONGEST_NAME} characters.", field="handoff.name"
        )
    if new.campaign is not None and len(new.campaign) > LONGEST_CAMPAIGN:
        raise BadInput(f"A campaign has up to {LONGEST_CAMPAIGN} characters.", field="handoff.campaign")
    return LeadRow(
        source=BY_HAND,
        external_id=new.key,
        name=name,
        lead_type=kind.key,
        origin=kind.name,
        stage=kind.funnel.stages[0],
        owner_id=turn.member_id,
        handed_off_at=at,
        zone=fixed.zone,
        version=fixed.version,
        first_attempt_due_at=fixed.first_attempt_due_at,
        accept_due_at=fixed.accept_due_at,
        given=given,
        person=fingerprint(name),
    )


def _answer(lead: Lead, new: NewHandoff, terms: Terms, reps: Reps, *, zone: str, now: datetime) -> HandedOver:
    owner = reps.get(lead.owner_id) if lead.owner_id is not None else None
    if owner is None:
        raise Conflict("This lead is handed over already, and its rep has left the agreement since.")
    person, at = owner[1], max(lead.handed_off_at, now)
    at_work = at_work_today(person.calendar, at)
    return HandedOver(
        lead=lead,
        type_name=known_type(terms, lead.lead_type).name,
        rep=person,
        by_turn=new.rep is None,
        works_from=None if at_work else works_from(person.calendar, at),
        waits_until=lead.handed_off_at if lead.handed_off_at > now else None,
        quality=quality_of(lead, terms),
        zone=zone,
        now=now,
    )


def _zone(actor: Actor, terms: Terms) -> str:
    return actor.person.calendar.zone if actor.person else terms.calendar.zone
