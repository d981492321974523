"""Brings a lead's derived columns into line with its facts up to a moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sla.absence import away
from sla.activity import LeadHistory
from sla.book import Book
from sla.cadence import Standing, standing
from sla.leads import Derived, Lead, LeadId
from sla.people import MemberId, Person
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.touches import JudgedTouch, Role, follow_up_times, judge_touches

BATCH = 1000

Owners = Mapping[MemberId, Person]


def owners(work: UnitOfWork, book: Book) -> Owners:
    """The people of the agreement by their member id, each with a calendar of the days they are there."""
    found = ((member.id, book.person(member.email)) for member in work.members.all())
    absences = work.absences.all()
    return {
        member_id: away(person, [one for one in absences if one.member_id == member_id])
        for member_id, person in found
        if person is not None
    }


def owner_of(lead: Lead, people: Owners) -> Person | None:
    return people.get(lead.owner_id) if lead.owner_id is not None else None


def judged(history: LeadHistory, now: datetime) -> tuple[JudgedTouch, ...]:
    """Each touch of the lead, counted or with the reason why not, as of `now`."""
    lead = history.lead
    return judge_touches(history.touches, handed_off_at=lead.handed_off_at, zone=lead.zone, now=now)


def stand(
    lead: Lead, touches: Sequence[JudgedTouch], *, book: Book, owner: Person | None, now: datetime
) -> Standing:
    """Where the lead stands in its own version's cadence; its owner's calendar moves the suggested days."""
    terms = book.version(lead.version)
    return standing(
        terms.sales.cadence,
        handed_off_at=lead.handed_off_at,
        zone=lead.zone,
        follow_up_times=follow_up_times(touches),
        stopped_at=lead.stopped_at,
        judged=lead.judged,
        now=now,
        calendar=owner.calendar if owner else terms.calendar,
    )


def derive(history: LeadHistory, *, book: Book, owner: Person | None, now: datetime) -> Derived:
    """The columns stored beside the lead, from its facts up to `now`."""
    touches = judged(history, now)
    place = stand(history.lead, touches, book=book, owner=owner, now=now)
    first = next((touch.fact.occurred_at for touch in touches if touch.role is Role.FIRST_ATTEMPT), None)
    moments = [history.lead.handed_off_at, *(fact.occurred_at for fact in history.touches)]
    if history.lead.stopped_at is not None:
        moments.append(history.lead.stopped_at)
    return Derived(
        follow_up_count=place.follow_ups,
        first_attempt_at=first,
        next_due_at=place.next_due_at,
        suggested_on=place.suggested_on,
        recount_at=min((moment for moment in moments if moment > now), default=None),
    )


def recount(work: UnitOfWork, lead_ids: Sequence[LeadId], *, book: Book, now: datetime) -> None:
    """Derive and save these leads' columns inside the caller's transaction."""
    people = owners(work, book)
    for start in range(0, len(lead_ids), BATCH):
        batch = work.leads.histories(lead_ids[start : start + BATCH])
        derived = {
            history.lead.id: derive(history, book=book, owner=owner_of(history.lead, people), now=now)
            for history in batch
        }
        work.leads.save_derived(derived)


class BringForward:
    """Recounts the leads whose next known fact has come to pass: imported ahead of a movable clock."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, now: datetime) -> int:
        """How many leads were brought forward; each batch is its own transaction."""
        done = 0
        while True:
            with self._desk.open() as work:
                behind = work.leads.behind(now, BATCH)
                if not behind:
                    return done
                recount(work, behind, book=self._desk.book(work), now=now)
                work.commit()
                done += len(behind)
