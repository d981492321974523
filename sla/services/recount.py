"""Brings a lead's derived columns into line with its facts up to a moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sla.absence import away
from sla.activity import LeadHistory, StageChange
from sla.answered import Reminder, reminder, stops_of
from sla.book import Book
from sla.cadence import Standing, standing
from sla.decisions import Decision, DecisionKind, rejection_of, returned_by
from sla.kept import Kept
from sla.lead_answers import Answer
from sla.leads import Derived, Lead, LeadId, Stop, StopReason
from sla.people import MemberId, Person
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.stages import reached
from sla.targets import known_type
from sla.touches import Direction, JudgedTouch, Manner, Role, follow_up_times, judge_touches

BATCH = 1000

LATELY = timedelta(days=4)
"""A touch that came in later than this is laid to no reminder."""

Owners = Mapping[MemberId, Person]


def stage_of(lead: Lead, changes: Sequence[StageChange], *, book: Book, now: datetime) -> str | None:
    """The stage of the lead's own funnel that its history says it is in at `now`."""
    kind = known_type(book.version(lead.version), lead.lead_type)
    return reached(changes, kind.funnel.stages, now)


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
        pause=lead.pause,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadFacts:
    """Everything that the derived columns come from. The lead is as its own stop facts say."""

    history: LeadHistory
    answers: tuple[Answer, ...]
    changes: tuple[StageChange, ...]
    won_at: datetime | None
    decisions: tuple[Decision, ...] = ()

    @property
    def lead(self) -> Lead:
        return self.history.lead

    @property
    def stops(self) -> tuple[Stop, ...]:
        return stops_of(self.answers, self.ends)

    @property
    def ends(self) -> tuple[Stop, ...]:
        """What deals, the lead's history, a rejection that stands and a return to marketing say of its end."""
        entered = ((change.entered_at, change.ends) for change in self.changes)
        ends = [Stop(at=at, reason=reason) for at, reason in entered if reason is not None]
        won = [] if self.won_at is None else [Stop(at=self.won_at, reason=StopReason.WON)]
        rejection = rejection_of(self.decisions)
        rejected = [] if rejection is None else [Stop(at=rejection.at, reason=StopReason.REJECTED)]
        returned = returned_by(self.decisions)
        back = [] if returned is None else [Stop(at=returned.at, reason=StopReason.RETURNED)]
        return (*won, *ends, *rejected, *back)

    def remind(self, *, book: Book, owner: Person | None, now: datetime) -> Reminder | None:
        """When the lead comes up again because of what it answered."""
        calendar = owner.calendar if owner else book.version(self.lead.version).calendar
        return reminder(
            self.answers, self.history.touches, self.ends, zone=self.lead.zone, calendar=calendar, now=now
        )


def facts_of(work: UnitOfWork, lead_ids: Sequence[LeadId]) -> tuple[LeadFacts, ...]:
    """In a fixed number of queries."""
    answers, won = work.answers.of(lead_ids), work.deals.first_won(lead_ids)
    changes, decisions = work.stages.of(lead_ids), work.decisions.of(lead_ids)
    return tuple(
        _stopped(
            LeadFacts(
                history=one,
                answers=answers.get(one.lead.id, ()),
                changes=changes.get(one.lead.id, ()),
                won_at=won.get(one.lead.id),
                decisions=decisions.get(one.lead.id, ()),
            )
        )
        for one in work.leads.histories(lead_ids)
    )


def facts_of_kept(kept: Kept) -> LeadFacts:
    """The same from one look-up."""
    return _stopped(
        LeadFacts(
            history=kept.history,
            answers=kept.answers,
            changes=kept.changes,
            won_at=kept.won_at,
            decisions=kept.decisions,
        )
    )


def owner_of_kept(kept: Kept, book: Book) -> Person | None:
    """With a calendar of the days they are there; None where the agreement does not bind the lead's owner."""
    person = book.person(kept.owner.email) if kept.owner else None
    return away(person, kept.absences) if person else None


def _stopped(facts: LeadFacts) -> LeadFacts:
    stop = next(iter(facts.stops), None)
    if stop == facts.lead.stop:
        return facts
    at, reason = (stop.at, stop.reason) if stop else (None, None)
    lead = replace(facts.lead, stopped_at=at, stop_reason=reason)
    return replace(facts, history=replace(facts.history, lead=lead))


def derive(facts: LeadFacts, *, book: Book, owner: Person | None, now: datetime) -> Derived:
    """The columns stored beside the lead, from its facts up to `now`."""
    lead, touches = facts.lead, judged(facts.history, now)
    place = stand(lead, touches, book=book, owner=owner, now=now)
    first = next((touch.fact.occurred_at for touch in touches if touch.role is Role.FIRST_ATTEMPT), None)
    again = facts.remind(book=book, owner=owner, now=now)
    moments = [
        lead.handed_off_at,
        *(fact.occurred_at for fact in facts.history.touches),
        *(stop.at for stop in facts.stops),
        *(answer.row.at for answer in facts.answers if answer.live),
        *(change.entered_at for change in facts.changes),
    ]
    return Derived(
        follow_up_count=place.follow_ups,
        first_attempt_at=first,
        next_due_at=place.next_due_at,
        suggested_on=place.suggested_on,
        recount_at=min((moment for moment in moments if moment > now), default=None),
        remind_on=again.on if again else None,
        accepted_at=_accepted_at(lead, first, facts.decisions),
        rejected_at=next((one.at for one in facts.decisions if one.kind is DecisionKind.REJECTED), None),
    )


def _accepted_at(lead: Lead, first: datetime | None, decisions: Sequence[Decision]) -> datetime | None:
    """By a press, by the first attempt where somebody was asked, or by a contest that was upheld."""
    taken = {DecisionKind.ACCEPTED, DecisionKind.UPHELD}
    moments = [one.at for one in decisions if one.kind in taken]
    if first is not None and lead.accept_due_at is not None and not lead.stopped(first):
        moments.append(first)
    return min(moments, default=None)


def recount(work: UnitOfWork, lead_ids: Sequence[LeadId], *, book: Book, now: datetime) -> None:
    """Derive and save these leads' stops and columns inside the caller's transaction."""
    work.leads.hold(lead_ids)
    people = owners(work, book)
    for start in range(0, len(lead_ids), BATCH):
        batch = facts_of(work, lead_ids[start : start + BATCH])
        work.leads.set_stops({facts.lead.id: facts.lead.stop for facts in batch})
        work.leads.save_derived(
            {
                facts.lead.id: derive(facts, book=book, owner=owner_of(facts.lead, people), now=now)
                for facts in batch
            }
        )
        work.leads.reach(_reached(batch, book=book, now=now))
        work.acts.touched(tried_lately(batch, now))


def _reached(batch: Sequence[LeadFacts], *, book: Book, now: datetime) -> dict[LeadId, str]:
    found = {
        facts.lead.id: stage_of(facts.lead, facts.changes, book=book, now=now)
        for facts in batch
        if facts.changes
    }
    return {lead_id: stage for lead_id, stage in found.items() if stage is not None}


def tried_lately(batch: Sequence[LeadFacts], now: datetime) -> Iterator[tuple[MemberId, datetime]]:
    """Whose leads were tried, and when: whatever asked the owner for it was acted on."""
    for facts in batch:
        owner_id = facts.lead.owner_id
        for touch in facts.history.touches:
            own = touch.manner is Manner.PERSON and touch.direction is Direction.OUTBOUND
            if owner_id is not None and own and now - LATELY < touch.occurred_at <= now:
                yield owner_id, touch.occurred_at


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
