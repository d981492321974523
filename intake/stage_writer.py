"""Stores the stages that leads entered: ends stop their clocks, stages of the funnel move them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from intake.activity_words import stage_meant
from intake.dates import Moment
from intake.lead_writer import LeadWriter
from intake.options import Options
from intake.records import LeadRecord, StageRecord
from intake.row_reader import Taken
from intake.writer import Target
from sla.activity import StageChange
from sla.leads import LeadId, StopReason, Stored
from sla.people import Person
from sla.ports import UnitOfWork
from sla.services.recount import recount
from sla.stages import plain

_NOT_YET = LeadId(-1)


class StageWriter:
    """For one file. With `leads_from` a lead is handed off when it first enters that stage, once and for good."""

    def __init__(self, target: Target, options: Options, *, reps: Sequence[Person]) -> None:
        self._target = target
        self._from = None if options.leads_from is None else stage_meant(options.leads_from, options.words)
        self._leads = LeadWriter(target, reps=reps)
        self._handoffs: dict[str, Taken[LeadRecord]] = {}
        self._made = Stored()
        self._foreseen: set[str] = set()
        self._homeless = 0
        self._changed: dict[LeadId, None] = {}
        versions = target.book.versions
        self._won = {plain(kind.funnel.stages[-1]) for terms in versions for kind in terms.lead_types}

    def look(self, taken: Sequence[Taken[StageRecord]]) -> None:
        for one in taken:
            if self._from is not None and plain(one.record.stage) == plain(self._from):
                self._hand_off(one)

    def _hand_off(self, one: Taken[StageRecord]) -> None:
        record, before = one.record, self._handoffs.get(one.record.lead)
        if before is None or record.entered_at.at < before.record.handed_off.at:
            lead = LeadRecord(handed_off=_as_moment(record.entered_at.at), external_id=record.lead)
            self._handoffs[record.lead] = Taken(row=one.row, key=record.lead, record=lead)

    def begin(self, work: UnitOfWork) -> None:
        self._leads.look(tuple(self._handoffs.values()))
        self._leads.begin(work)

    def prepare(self, work: UnitOfWork) -> None:
        self._leads.look(tuple(self._handoffs.values()))
        self._leads.prepare(work)

    def write(self, work: UnitOfWork, taken: Sequence[Taken[StageRecord]]) -> Stored:
        self._made += self._leads.write(work, self._handed_off(taken))
        rows = self._rows(taken, work.leads.ids_by_external(self._target.source, _named(taken)))
        before = work.stages.leads_of(self._target.source, [row.external_id for row in rows])
        stored = work.stages.upsert(rows)
        if stored.created or stored.updated:
            self._changed.update(dict.fromkeys((*before, *(row.lead_id for row in rows))))
        return stored

    def foresee(self, work: UnitOfWork, taken: Sequence[Taken[StageRecord]]) -> Stored:
        """Of a lead that is only to be made nothing is known yet, so any id that nobody has stands for it."""
        handed_off = self._handed_off(taken)
        self._made += self._leads.foresee(work, [one for one in handed_off if one.key not in self._foreseen])
        self._foreseen |= {one.key for one in handed_off}
        known = work.leads.ids_by_external(self._target.source, _named(taken))
        return work.stages.foresee(self._rows(taken, {one.key: _NOT_YET for one in handed_off} | dict(known)))

    def finish(self, work: UnitOfWork) -> None:
        self._leads.finish(work)
        changed, self._changed = self._changed, {}
        recount(work, list(changed), book=self._target.book, now=self._target.now)

    def leads(self, taken: Sequence[Taken[StageRecord]]) -> tuple[str, ...]:
        return _named(taken) if self._handoffs else ()

    def warnings(self) -> tuple[str, ...]:
        said = list(self._leads.warnings())
        if self._made.created:
            said.append(f"Leads made from their first {self._from}: {self._made.created:,}.")
        if self._homeless:
            said.append(f"Rows of leads whose own first row was not taken, left out: {self._homeless:,}.")
        return tuple(said)

    def unmatched_owners(self) -> tuple[str, ...]:
        return ()

    def _handed_off(self, taken: Sequence[Taken[StageRecord]]) -> tuple[Taken[LeadRecord], ...]:
        """The leads of these rows that the file makes; to write one again changes nothing."""
        return tuple(self._handoffs[lead] for lead in _named(taken) if lead in self._handoffs)

    def _rows(self, taken: Sequence[Taken[StageRecord]], ids: Mapping[str, LeadId]) -> list[StageChange]:
        rows = [self._row(one, ids[one.record.lead]) for one in taken if one.record.lead in ids]
        self._homeless += len(taken) - len(rows)
        return rows

    def _row(self, one: Taken[StageRecord], lead_id: LeadId) -> StageChange:
        """The last stage of any funnel is a win by another name."""
        stage = one.record.stage
        return StageChange(
            source=self._target.source,
            external_id=one.key,
            lead_id=lead_id,
            stage=StopReason.WON if plain(stage) in self._won else stage,
            entered_at=one.record.entered_at.at,
        )


def _named(taken: Sequence[Taken[StageRecord]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.record.lead for one in taken))


def _as_moment(at: datetime) -> Moment:
    return Moment(at=at, whole_day=False)
