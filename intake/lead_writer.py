"""Stores the leads of a file: type, owner, and what their handoff fixes for good."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from intake.lead_names import LONGEST_NAME, lead_name, person_of, stored_name
from intake.owners import Owners
from intake.records import LeadRecord
from intake.row_reader import Taken
from intake.sharing import Ownerless, share_out
from intake.writer import Target
from sla.handoff import Handoffs
from sla.leads import LeadId, LeadRow, Stored
from sla.people import Person
from sla.ports import UnitOfWork
from sla.services.recount import recount

UNKNOWN_ORIGIN = "unknown"


class LeadWriter:
    """For one file. `reps` are those among whom leads without an owner are shared out."""

    def __init__(self, target: Target, *, reps: Sequence[Person]) -> None:
        self._target = target
        self._reps = reps
        self._owners = Owners(target.book)
        self._ownerless: list[Ownerless] = []
        self._span: tuple[datetime, datetime] | None = None
        self._cut = 0
        self._shared: Mapping[str, Person] = {}
        self._handoffs: Handoffs | None = None
        self._changed: list[LeadId] = []

    def look(self, taken: Sequence[Taken[LeadRecord]]) -> None:
        for one in taken:
            at = one.record.handed_off.at
            first, last = self._span or (at, at)
            self._span = (min(first, at), max(last, at))
            self._cut += len(lead_name(one.record, one.key)) > LONGEST_NAME
            if self._owners.person(one.record.owner) is None and self._reps:
                self._ownerless.append(Ownerless(handed_off_at=at, key=one.key))

    def begin(self, work: UnitOfWork) -> None:
        self._owners.begin(work)
        self._settle(work)

    def prepare(self, work: UnitOfWork) -> None:
        self._owners.prepare(work)
        self._settle(work)

    def _settle(self, work: UnitOfWork) -> None:
        self._shared = share_out(self._ownerless, self._reps, work=work, source=self._target.source)
        if self._span is not None:
            first, last = (moment.date() for moment in self._span)
            self._handoffs = Handoffs(
                self._target.book, first=first, last=last, absences=self._owners.absences(work)
            )

    def write(self, work: UnitOfWork, taken: Sequence[Taken[LeadRecord]]) -> Stored:
        rows = self._rows(taken)
        stored = work.leads.upsert(rows)
        if stored.created or stored.updated:
            ids = work.leads.ids_by_external(self._target.source, [row.external_id for row in rows])
            work.ownerships.follow(ids.values(), at=self._target.now, by=None)
            self._changed.extend(ids.values())
        return stored

    def foresee(self, work: UnitOfWork, taken: Sequence[Taken[LeadRecord]]) -> Stored:
        return work.leads.foresee(self._rows(taken))

    def finish(self, work: UnitOfWork) -> None:
        changed, self._changed = self._changed, []
        recount(work, changed, book=self._target.book, now=self._target.now)

    def leads(self, taken: Sequence[Taken[LeadRecord]]) -> tuple[str, ...]:
        return tuple(one.key for one in taken)

    def warnings(self) -> tuple[str, ...]:
        if not self._cut:
            return ()
        return (f"Names longer than {LONGEST_NAME} characters were cut: {self._cut:,}.",)

    def unmatched_owners(self) -> tuple[str, ...]:
        return tuple(sorted(self._owners.unmatched))

    def _rows(self, taken: Sequence[Taken[LeadRecord]]) -> list[LeadRow]:
        return [self._row(one, self._handoffs) for one in taken if self._handoffs]

    def _row(self, one: Taken[LeadRecord], handoffs: Handoffs) -> LeadRow:
        record, book = one.record, self._target.book
        # By the words of the version that judges it, so that the same file means the same after the next one.
        terms = book.at(record.handed_off.at)
        owner = self._owners.person(record.owner) or self._shared.get(one.key)
        origin = stored_name(record.origin) or UNKNOWN_ORIGIN
        kind = terms.type_of_origin(origin)
        fixed = handoffs.facts(owner, record.handed_off.at, kind)
        return LeadRow(
            source=self._target.source,
            external_id=one.key,
            name=stored_name(lead_name(record, one.key)),
            lead_type=kind,
            origin=origin,
            stage=terms.lead_type(kind).funnel.stages[0],
            owner_id=self._owners.member_id(owner),
            handed_off_at=record.handed_off.at,
            zone=fixed.zone,
            version=fixed.version,
            first_attempt_due_at=fixed.first_attempt_due_at,
            person=person_of(record, one.key),
        )
