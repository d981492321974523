"""Whose turn it is to get a lead, and when: leads beyond what sales takes on a working day wait in order."""

from collections.abc import Mapping
from datetime import datetime

from sla.book import Book
from sla.dealing import LOOKED_AHEAD, first_with_room, intake_days
from sla.errors import BadInput, Conflict
from sla.people import Member, MemberId, Person
from sla.ports import UnitOfWork
from sla.promises import Routing
from sla.routing import Candidate, Turn, at_work_today, next_in_turn, works_from
from sla.services.recount import owners
from sla.terms import LeadType, Terms

Reps = Mapping[MemberId, tuple[Member, Person]]


def reps_of(work: UnitOfWork, book: Book) -> Reps:
    """Those whom Slack knows; where it knows nobody yet, all of them."""
    people = owners(work, book)
    pairs = ((member, people.get(member.id)) for member in work.members.all())
    found = {member.id: (member, person) for member, person in pairs if person and person.carries_leads}
    reached = {member_id: pair for member_id, pair in found.items() if pair[0].slack_id is not None}
    return reached or found


def turn_of(
    work: UnitOfWork, terms: Terms, kind: LeadType, reps: Reps, *, chosen: MemberId | None, at: datetime
) -> Turn:
    """Whose the lead is that is dealt out `at` that moment: the chosen rep's, else that of who is next in turn.

    In turn are those who take leads of the type's stream.
    """
    if chosen is not None:
        if chosen not in reps:
            raise BadInput("This person carries no leads any more; choose another rep.", field="handoff.rep")
        person = reps[chosen][1]
        begins = None if at_work_today(person.calendar, at) else works_from(person.calendar, at)
        return Turn(member_id=chosen, person=person, works_from=begins)
    if terms.handoff.routing is Routing.BY_HAND:
        raise BadInput("The agreement gives out leads by hand; choose a rep.", field="handoff.rep")
    stream = terms.stream(kind.stream).name
    last = work.decisions.last_handoffs(reps)
    candidates = [
        Candidate(member_id=member_id, person=person, last=last.get(member_id))
        for member_id, (_, person) in reps.items()
        if person.takes(stream)
    ]
    if reps and not candidates:
        raise BadInput(f"No rep takes leads of {stream} in turn; choose one.", field="handoff.rep")
    turn = next_in_turn(candidates, at)
    if turn is None:
        raise Conflict("No rep is named in the agreement, so nobody can take a lead; `/sla setup` adds one.")
    return turn


def dealt_at(work: UnitOfWork, terms: Terms, reps: Reps, now: datetime) -> datetime:
    """Now, or the beginning of the first day that still has room by the agreed intake limit."""

    def taken(start: datetime, end: datetime) -> int:
        return sum(work.leads.delivered(start, end).values())

    calendars = [person.calendar for _, person in reps.values()]
    days = list(intake_days(terms, calendars, now))
    found = first_with_room(days, taken)
    if days and found is None:
        raise Conflict(
            f"Sales takes {days[0].limit} leads a working day, and the next {LOOKED_AHEAD.days} days are full; "
            "raise the limit in the agreement or hand this one over later."
        )
    return now if found is None or found is days[0] else found.starts_at
