"""Leads in memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from sla.activity import LeadHistory
from sla.delivered import Handover
from sla.handoff import HandoffFacts
from sla.leads import (
    Derived,
    Lead,
    LeadId,
    LeadRow,
    ListedLead,
    Stop,
    StopReason,
    Stored,
    Urgency,
    Worklist,
    WorklistQuery,
    pieces_of,
)
from sla.people import MemberId
from tests.fakes.facts import fact_of
from tests.fakes.rows import Rows
from tests.fakes.same_leads import stands_for


def running(lead: Lead, now: datetime) -> bool:
    return lead.judged and lead.handed_off_at <= now and not lead.stopped(now)


def urgency(lead: Lead, query: WorklistQuery) -> Urgency:
    columns, runs = lead.derived, running(lead, query.now)
    due = columns.next_due_at
    conditions = {
        Urgency.OVERDUE: runs and due is not None and due <= query.overdue_by,
        Urgency.DUE_TODAY: runs and due is not None and query.now < due <= query.day_ends_at,
        Urgency.WAITING: runs and due is not None and query.overdue_by < due <= query.now,
        Urgency.REMIND: columns.remind_on is not None and columns.remind_on <= query.today,
        Urgency.NEW: runs and columns.first_attempt_at is None,
        Urgency.SUGGESTED: runs and columns.suggested_on is not None and columns.suggested_on <= query.today,
    }
    return next((each for each, holds in conditions.items() if holds), Urgency.LATER)


def place(listed: ListedLead) -> tuple[int, float, int]:
    """The new ones newest first, all others by due date with none last, equals by id."""
    lead, due = listed.lead, listed.lead.derived.next_due_at
    moment = due.timestamp() if due else float("inf")
    if listed.urgency is Urgency.NEW:
        moment = -lead.handed_off_at.timestamp()
    return list(Urgency).index(listed.urgency), moment, lead.id


class FakeLeads:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, lead_id: LeadId) -> Lead | None:
        return self._rows.leads.get(lead_id)

    def find(
        self, text: str, *, now: datetime, limit: int, owner_id: MemberId | None = None
    ) -> tuple[Lead, ...]:
        wanted = text.casefold()
        found = [
            lead
            for lead in self._those(lambda lead: lead.handed_off_at <= now)
            if wanted in lead.name.casefold() and owner_id in {None, lead.owner_id}
        ]
        found.sort(key=lambda lead: (lead.handed_off_at, lead.id), reverse=True)
        found.sort(key=lambda lead: lead.name.casefold() != wanted)
        return tuple(found[:limit])

    def like(self, text: str, *, now: datetime, limit: int, owner_id: MemberId | None) -> tuple[Lead, ...]:
        pieces = pieces_of(text.casefold())
        found = [
            lead
            for lead in self._those(
                lambda lead: lead.handed_off_at <= now and owner_id in {None, lead.owner_id}
            )
            if lead.external_id == text or any(piece in lead.name.casefold() for piece in pieces)
        ]
        found.sort(key=lambda lead: (lead.external_id == text, lead.handed_off_at, lead.id), reverse=True)
        return tuple(found[:limit])

    def worklist(self, query: WorklistQuery) -> Worklist:
        listed = [
            ListedLead(urgency=urgency(lead, query), lead=lead)
            for lead in self._those(lambda lead: lead.owner_id == query.owner_id)
            if lead.handed_off_at <= query.now and (query.with_snoozed or not _asleep(lead, query.now))
        ]
        wanted = [one for one in listed if query.everything or one.urgency is not Urgency.LATER]
        page = sorted((one for one in wanted if query.only in {None, one.urgency}), key=place)
        counts = Counter(one.urgency for one in wanted)
        return Worklist(
            items=tuple(page[query.offset :][: query.limit]),
            counts={each: counts[each] for each in Urgency},
        )

    def delivered(self, start: datetime, end: datetime) -> Mapping[str, int]:
        return Counter(lead.lead_type for lead in self._those(lambda lead: start <= lead.handed_off_at < end))

    def delivered_each(self, edges: Sequence[datetime]) -> tuple[Mapping[str, int], ...]:
        return tuple(self.delivered(start, end) for start, end in pairwise(edges))

    def in_doubt(self, start: datetime, end: datetime) -> tuple[Handover, ...]:
        leads = self._those(lambda lead: start <= lead.handed_off_at < end)
        persons = self._rows.persons
        several = Counter(persons[lead.id] for lead in leads if lead.id in persons)
        found = [
            Handover(
                lead_id=lead.id, name=lead.name, lead_type=lead.lead_type, handed_off_at=lead.handed_off_at,
                person=persons.get(lead.id), out_at=lead.taken_out_at,
            )
            for lead in leads
            if several[persons.get(lead.id, "")] > 1 or lead.taken_out_at is not None
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.handed_off_at, one.lead_id)))

    def checked(self, start: datetime, end: datetime) -> Mapping[LeadId, str]:
        given = self._those(lambda lead: lead.given is not None and lead.given.points is not None)
        return {lead.id: lead.lead_type for lead in given if start <= lead.handed_off_at < end}

    def overdue(self, now: datetime) -> Mapping[tuple[str, str], int]:
        return self._clocks(now, lambda due: due <= now)

    def due_between(self, after: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        return self._clocks(after, lambda due: after < due <= until)

    def short(self, now: datetime) -> tuple[Lead, ...]:
        found = [
            (lead.derived.next_due_at, lead.id, lead)
            for lead in self._those(lambda lead: running(lead, now))
            if lead.derived.next_due_at is not None and lead.derived.next_due_at <= now
        ]
        return tuple(lead for _, _, lead in sorted(found, key=lambda each: each[:2]))

    def handed_off_between(self, start: datetime, end: datetime) -> tuple[LeadHistory, ...]:
        found = self._those(lambda lead: lead.judged and start <= lead.handed_off_at < end)
        return self.histories([one.id for one in sorted(found, key=lambda one: (one.handed_off_at, one.id))])

    def histories(self, lead_ids: Sequence[LeadId]) -> tuple[LeadHistory, ...]:
        leads = (self.get(lead_id) for lead_id in dict.fromkeys(lead_ids))
        return tuple(self._history(lead) for lead in leads if lead is not None)

    def hold(self, lead_ids: Sequence[LeadId]) -> None: ...

    def behind(self, now: datetime, limit: int) -> tuple[LeadId, ...]:
        waiting = [
            (lead.derived.recount_at, lead.id)
            for lead in self._rows.leads.values()
            if lead.derived.recount_at
        ]
        return tuple(lead_id for moment, lead_id in sorted(waiting) if moment <= now)[:limit]

    def ids_by_external(self, source: str, external_ids: Iterable[str]) -> Mapping[str, LeadId]:
        ids = self.own_ids(source, external_ids)
        others = stands_for(self._rows, list(ids.values()))
        return {one: others.get(lead_id, lead_id) for one, lead_id in ids.items()}

    def own_ids(self, source: str, external_ids: Iterable[str]) -> dict[str, LeadId]:
        keys = self._rows.lead_keys
        return {one: keys[source, one] for one in external_ids if (source, one) in keys}

    def foresee(self, rows: Sequence[LeadRow]) -> Stored:
        return FakeLeads(self._rows.copy()).upsert(rows)

    def upsert(self, rows: Sequence[LeadRow]) -> Stored:
        before, persons = dict(self._rows.leads), dict(self._rows.persons)
        for row in rows:
            self._take(row)
            if row.person is not None:
                self._rows.persons[self._rows.lead_keys[row.source, row.external_id]] = row.person
        touched = {self._rows.lead_keys[row.source, row.external_id] for row in rows}
        new = touched - before.keys()
        changed = {
            one
            for one in touched - new
            if (before[one], persons.get(one)) != (self.get(one), self._rows.persons.get(one))
        }
        return Stored(
            created=len(new),
            updated=len(changed),
            unchanged=len(rows) - len(new) - len(changed),
            new=frozenset(self._rows.leads[one].external_id for one in new),
            changed=frozenset(self._rows.leads[one].external_id for one in changed),
        )

    def save_derived(self, derived: Mapping[LeadId, Derived]) -> None:
        for lead_id, columns in derived.items():
            self._put(replace(self._rows.leads[lead_id], derived=columns))

    def set_stops(self, stops: Mapping[LeadId, Stop | None]) -> None:
        for lead_id, stop in stops.items():
            at, reason = (stop.at, stop.reason) if stop else (None, None)
            self._put(replace(self._rows.leads[lead_id], stopped_at=at, stop_reason=reason))

    def reach(self, stages: Mapping[LeadId, str]) -> None:
        for lead_id, stage in stages.items():
            self._put(replace(self._rows.leads[lead_id], stage=stage))
            self._rows.reached.add(lead_id)

    def judge_from(self, moment: datetime, version: int, *, recount_at: datetime) -> None:
        for lead in self._rows.leads.values():
            columns = replace(lead.derived, recount_at=recount_at)
            judge = version if lead.handed_off_at >= moment else None
            self._put(replace(lead, version=judge, derived=columns))

    def refix(self, facts: Mapping[LeadId, HandoffFacts], *, recount_at: datetime) -> None:
        for lead_id, fixed in facts.items():
            lead = self._rows.leads[lead_id]
            self._put(
                replace(
                    lead,
                    zone=fixed.zone,
                    version=fixed.version,
                    first_attempt_due_at=fixed.first_attempt_due_at,
                    accept_due_at=fixed.accept_due_at,
                    derived=replace(lead.derived, recount_at=recount_at),
                )
            )

    def ahead(self, since: datetime) -> tuple[Lead, ...]:
        found = self._those(lambda lead: lead.handed_off_at >= since)
        return tuple(sorted(found, key=lambda lead: (lead.handed_off_at, lead.id)))

    def snooze(self, lead_id: LeadId, until: datetime | None) -> None:
        self._put(replace(self._rows.leads[lead_id], snoozed_until=until))

    def give(self, lead_id: LeadId, owner_id: MemberId, *, recount_at: datetime) -> None:
        lead = self._rows.leads[lead_id]
        columns = replace(lead.derived, recount_at=recount_at)
        self._put(replace(lead, owner_id=owner_id, derived=columns))

    def gone(self, owner_id: MemberId, since: datetime, until: datetime) -> tuple[Lead, ...]:
        found = [
            (lead.stopped_at, lead.id, lead)
            for lead in self._those(lambda lead: lead.owner_id == owner_id)
            if lead.stop_reason is StopReason.GONE and lead.stopped_at and since < lead.stopped_at <= until
        ]
        return tuple(lead for *_, lead in sorted(found, key=lambda one: one[:2]))

    def give_each(self, owners: Mapping[LeadId, MemberId], *, recount_at: datetime) -> None:
        for lead_id, owner_id in owners.items():
            self.give(lead_id, owner_id, recount_at=recount_at)
            self.snooze(lead_id, None)

    def count_anew(self, owner_id: MemberId, recount_at: datetime) -> None:
        for lead in self._those(lambda lead: lead.owner_id == owner_id):
            if lead.derived.suggested_on is not None:
                self._put(replace(lead, derived=replace(lead.derived, recount_at=recount_at)))

    def count(self, *, until: datetime | None = None) -> int:
        return len(self._those(lambda lead: until is None or lead.handed_off_at <= until))

    def _take(self, row: LeadRow) -> None:
        key = (row.source, row.external_id)
        if key not in self._rows.lead_keys:
            self._rows.lead_keys[key] = LeadId(self._rows.next_id())
            self._put(_new(self._rows.lead_keys[key], row))
            return
        old = self._rows.leads[self._rows.lead_keys[key]]
        self._put(
            replace(
                old,
                name=row.name,
                lead_type=row.lead_type,
                origin=row.origin,
                stage=old.stage if old.id in self._rows.reached else row.stage,
                owner_id=row.owner_id or old.owner_id,
            )
        )

    def _put(self, lead: Lead) -> None:
        self._rows.leads[lead.id] = lead

    def _those(self, wanted: Callable[[Lead], bool]) -> list[Lead]:
        return [lead for lead in self._rows.leads.values() if wanted(lead)]

    def _clocks(self, now: datetime, due: Callable[[datetime], bool]) -> Mapping[tuple[str, str], int]:
        return Counter(
            (lead.lead_type, lead.stage)
            for lead in self._those(lambda lead: running(lead, now))
            if lead.derived.next_due_at is not None and due(lead.derived.next_due_at)
        )

    def _history(self, lead: Lead) -> LeadHistory:
        touches = (touch for touch in self._rows.touches.values() if touch.row.lead_id == lead.id)
        facts = [fact_of(touch) for touch in touches if touch.undone_at is None]
        return LeadHistory(lead=lead, touches=tuple(sorted(facts, key=lambda one: (one.occurred_at, one.id))))


def _asleep(lead: Lead, now: datetime) -> bool:
    return lead.snoozed_until is not None and lead.snoozed_until > now


def _new(lead_id: LeadId, row: LeadRow) -> Lead:
    return Lead(
        id=lead_id,
        external_id=row.external_id,
        name=row.name,
        lead_type=row.lead_type,
        origin=row.origin,
        stage=row.stage,
        owner_id=row.owner_id,
        handed_off_at=row.handed_off_at,
        zone=row.zone,
        version=row.version,
        first_attempt_due_at=row.first_attempt_due_at,
        accept_due_at=row.accept_due_at,
        given=row.given,
        stopped_at=None,
        stop_reason=None,
        snoozed_until=None,
        derived=Derived(
            follow_up_count=0,
            first_attempt_at=None,
            next_due_at=None,
            suggested_on=None,
            recount_at=row.handed_off_at,
        ),
    )
