"""What stands behind sales' lines: waits, each follow-up's share, where the time went, and what keeps it honest."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sla.activity import LeadHistory
from sla.attempt_time import AttemptTime, attempt_time, time_split
from sla.board import SalesDetail, SalesSide, TypeLines
from sla.calendar import local_date
from sla.first_contact import Attempt, FirstContact, first_attempts, first_contact
from sla.habits import Habits, LeadHabit, habits
from sla.leads import LeadId
from sla.scorecard import FollowUpShare, follow_up_shares
from sla.services.landmarks import landmark_of
from sla.services.lead_quality import quality_of, realised_by
from sla.services.owner_hours import OwnerHours
from sla.services.sales_leads import SalesLeads
from sla.services.sales_side import SalesBoard
from sla.targets import known_type

Contacts = Mapping[LeadId, FirstContact]


class ReadDetail:
    """Of one side, built by this board."""

    def __init__(self, board: SalesBoard, side: SalesSide) -> None:
        self._board, self._side, self._leads = board, side, board.leads

    def __call__(self) -> SalesDetail | None:
        """None while sales is not measured."""
        if not self._side.measured:
            return None
        first, *_ = self._side.lines
        cohort, leads = self._board.cohort(first), self._leads
        captured = _captured(leads, cohort)
        hours = OwnerHours(leads, [*captured.values(), *(one.lead.handed_off_at for one in cohort)])
        contacts = {one.lead.id: self._contact(one, hours) for one in cohort}
        team = leads.whose is None
        return SalesDetail(
            since=leads.since_fallback,
            attempts=first_attempts((_attempt(one, contacts) for one in cohort), leads.now),
            contacts=first_attempts((_spoken(one, contacts) for one in cohort), leads.now),
            follow_ups=tuple(self._follow_ups()),
            split=time_split(_times(cohort, contacts, captured, hours)),
            habits=_habits(leads),
            types=tuple(self._types()) if team else (),
            quality=quality_of(leads) if team else (),
            realised=realised_by(leads) if team else None,
            landmark=landmark_of(leads) if team else None,
        )

    def _contact(self, history: LeadHistory, hours: OwnerHours) -> FirstContact:
        touches = self._leads.touches(history)
        return first_contact(touches, history.lead.handed_off_at, hours.there(history.lead))

    def _follow_ups(self) -> Iterator[FollowUpShare]:
        """Of the same leads as each checkpoint's line; what only older versions promised is left out."""
        asked_before = 0
        own = self._leads.shown.sales.cadence.checkpoints
        for line in self._side.lines:
            if line.checkpoint is None or line.checkpoint not in own:
                continue
            cases = [self._leads.case(one) for one in self._board.cohort(line)]
            yield from follow_up_shares(line.checkpoint, cases, self._leads.now, asked_before=asked_before)
            asked_before = line.checkpoint.need

    def _types(self) -> Iterator[TypeLines]:
        """Every line once more for each lead type, of the same span, so that they add up."""
        shown = self._leads.shown
        if len(shown.lead_types) == 1:
            return
        cohorts = [(line, self._board.cohort(line)) for line in self._side.lines]
        for kind in shown.lead_types:
            yield TypeLines(
                name=kind.name,
                lines=tuple(
                    self._board.again(
                        line, [one for one in cohort if known_type(shown, one.lead.lead_type) is kind]
                    )
                    for line, cohort in cohorts
                ),
            )


def _captured(leads: SalesLeads, cohort: Sequence[LeadHistory]) -> Mapping[LeadId, datetime]:
    """When a lead was first known to be anywhere, where its history of stages goes back before its handoff."""
    changes = leads.work.stages.of([one.lead.id for one in cohort])
    earliest = (
        (one.lead, min(change.entered_at for change in changes.get(one.lead.id, ())))
        for one in cohort
        if one.lead.id in changes
    )
    return {lead.id: at for lead, at in earliest if at < lead.handed_off_at}


def _attempt(history: LeadHistory, contacts: Contacts) -> Attempt:
    lead, found = history.lead, contacts[history.lead.id]
    return Attempt(
        due_at=lead.first_attempt_due_at,
        at=found.attempt_at,
        after=found.attempt_after,
        stopped_at=lead.stopped_at,
    )


def _spoken(history: LeadHistory, contacts: Contacts) -> Attempt:
    lead, found = history.lead, contacts[history.lead.id]
    return Attempt(
        due_at=lead.first_attempt_due_at,
        at=found.contact_at,
        after=found.contact_after,
        stopped_at=lead.stopped_at,
    )


def _times(
    cohort: Sequence[LeadHistory], contacts: Contacts, captured: Mapping[LeadId, datetime], hours: OwnerHours
) -> Iterator[AttemptTime]:
    """Of the leads that were tried before their clock stopped."""
    for one in cohort:
        lead, attempt_at = one.lead, contacts[one.lead.id].attempt_at
        if attempt_at is None or (lead.stopped_at is not None and lead.stopped_at < attempt_at):
            continue
        yield attempt_time(
            captured_at=captured.get(lead.id),
            handed_off_at=lead.handed_off_at,
            accepted_at=lead.derived.accepted_at,
            attempt_at=attempt_at,
            hours=hours.whole(lead),
            there=hours.there(lead),
        )


def _habits(leads: SalesLeads) -> Habits:
    """Of the leads that are the member's now, or all of the team's."""
    first, last = leads.since_fallback, leads.at.last_day
    found = []
    for one in leads.owned:
        checkpoints = leads.book.version(one.lead.version).sales.cadence.checkpoints
        case, final = leads.case(one), leads.ends_on(checkpoints[-1], one.lead)
        stopped_on = None if case.stopped_at is None else local_date(case.stopped_at, case.zone)
        found.append(
            LeadHabit(
                touches=leads.touches(one),
                zone=one.lead.zone,
                reached=first <= leads.ends_on(checkpoints[0], one.lead) <= last,
                closed_by_rep=case.stopped_by_rep and stopped_on is not None and stopped_on <= final,
            )
        )
    return habits(found, first=first, last=last)
