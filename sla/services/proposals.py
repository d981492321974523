"""Builds a proposal as people see it: its terms, who has signed, who is still asked, and what it means for one."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from math import ceil

from sla.agreed import OwnNumbers, Proposal, SignRequest
from sla.agreement import State, Version
from sla.book import Book
from sla.errors import NotAllowed
from sla.people import Actor, Member, MemberId, Person
from sla.ports import UnitOfWork
from sla.services.demand_answer import WEEKS
from sla.services.desk import Desk
from sla.services.recount import owners
from sla.targets import plan_of
from sla.terms import Terms


def proposal_of(work: UnitOfWork, desk: Desk, version: Version) -> Proposal:
    """Of any version, in whatever state; `before` is the one that bound when it was proposed."""
    book, members = desk.shelf.fresh(work), work.members.all()
    people, signatures = owners(work, book), work.agreements.signatures(version.number)
    signed = {signature.member_id for signature in signatures}
    names = {member.id: member.named.name if member.named else member.email for member in members}
    waiting = (people[one] for one in sorted(version.asked - signed) if one in people)
    return Proposal(
        version=version,
        terms=_with_people(desk.shelf.terms(version), book),
        before=_before(work, desk, version),
        proposer=names.get(version.proposed_by) if version.proposed_by is not None else None,
        signatures=signatures,
        waiting=tuple(waiting) if version.state is State.PROPOSED else (),
        changes=work.agreements.changes_asked(version.number),
        replaced=_replaced(work, desk, version),
    )


def request_of(work: UnitOfWork, desk: Desk, version: Version, actor: Actor, now: datetime) -> SignRequest:
    """What a version asks of one person. Somebody who joined after it was signed countersigns."""
    person, member_id = party(actor)
    proposal = proposal_of(work, desk, version)
    own = next((one for one in proposal.signatures if one.member_id == member_id), None)
    return SignRequest(
        proposal=proposal,
        person=person,
        own=own_numbers(proposal.terms, person),
        countersign=version.state is State.SIGNED and (own is None or member_id not in version.asked),
        signed=own,
        now=now,
    )


def party(actor: Actor) -> tuple[Person, MemberId]:
    """Somebody whom the agreement binds; NotAllowed for everybody else."""
    if actor.person is None or actor.member_id is None:
        raise NotAllowed("You are not named in the agreement, so it is not yours to sign.")
    return actor.person, actor.member_id


def waiting_for(work: UnitOfWork, actor: Actor, now: datetime) -> Version | None:
    """The open proposal that this person has yet to sign, or the signed version that they joined after."""
    if actor.member_id is None:
        return None
    for version in unsigned(work, now):
        if actor.member_id in still_asked(work, version):
            return version
    return None


def unsigned(work: UnitOfWork, now: datetime) -> tuple[Version, ...]:
    """The versions that somebody may have to sign yet: the open proposal, and the newest that was signed."""
    versions = work.agreements.all()
    proposed = [one for one in versions if one.state is State.PROPOSED and one.lapses_at > now]
    return (*proposed, *[one for one in versions if one.state is State.SIGNED][-1:])


def still_asked(work: UnitOfWork, version: Version) -> tuple[MemberId, ...]:
    """Who is named and has not signed: of those asked, or of those who joined since it was signed."""
    signed = {signature.member_id for signature in work.agreements.signatures(version.number)}
    return tuple(
        member.id
        for member in work.members.all()
        if member.named is not None and member.id not in signed and _is_asked(member, version)
    )


def _is_asked(member: Member, version: Version) -> bool:
    if version.state is State.PROPOSED:
        return member.id in version.asked
    joined, signed = member.named_at, version.settled_at
    return joined is not None and signed is not None and joined > signed


def own_numbers(terms: Terms, person: Person) -> OwnNumbers:
    """A rep's part is an even share of what all reps get; everybody else sees the whole."""
    demand, sales = plan_of(terms), terms.sales
    months = terms.quota.period.months
    share = max(1, len(terms.reps)) if person.carries_leads else 1
    each = demand.total_leads / WEEKS[terms.quota.period] / share
    value = sum((part.leads * part.lead_value for part in demand.types), Fraction(0))
    return OwnNumbers(
        side=person.side,
        leads_per_week=each,
        leads_per_month=ceil(Fraction(demand.total_leads, months)),
        value_per_month=value / months,
        touches_per_week=ceil(each * (1 + sales.cadence.checkpoints[-1].need)),
        reps=len(terms.reps),
        first_attempt_within=sales.first_attempt_within,
    )


def _with_people(terms: Terms, book: Book) -> Terms:
    return replace(terms, people=book.people)


def _before(work: UnitOfWork, desk: Desk, version: Version) -> Terms | None:
    """The newest one that was agreed before this one was proposed."""
    earlier = [one for one in work.agreements.all() if one.binds and one.number < version.number]
    return desk.shelf.terms(earlier[-1]) if earlier else None


def _replaced(work: UnitOfWork, desk: Desk, version: Version) -> Terms | None:
    """The proposal that ended by this one."""
    for one in work.agreements.all():
        if one.state is State.REPLACED and one.settled_at == version.proposed_at:
            return desk.shelf.terms(one)
    return None
