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


class StageWriter:
    """For one file. With `leads_from` a lead is handed off when it first enters that stage, once and for good."""

    def __init__(self, target: Target, options: Options, *, reps: Sequence[Person]) -> None:
        self._target = target
        self._from = None if options.leads_from is None else stage_meant(options.leads_from, options.words)
        self._leads = LeadWriter(target, reps=reps)
        self._handoffs: dict[str, Taken[LeadRecord]] = {}
        self._named: dict[str, None] = {}
        self._ids: Mapping[str, LeadId] = {}
        self._made = Stored()
        self._homeless = 0
        self._changed: dict[LeadId, None] = {}
        versions = target.book.versions
        self._won = {plain(kind.funnel.stages[-1]) for terms in versions for kind in terms.lead_types}

    def look(self, taken: Sequence[Taken[StageRecord]]) -> None:
        for one in taken:
            self._named.setdefault(one.record.lead)
            if self._from is not None and plain(one.record.stage) == plain(self._from):
                self._hand_off(one)

    def _hand_off(self, one: Taken[StageRecord]) -> None:
        record, before = one.record, self._handoffs.get(one.record.lead)
        if before is None or record.entered_at.at < before.record.handed_off.at:
            lead = LeadRecord(handed_off=_as_moment(record.entered_at.at), external_id=record.lead)
            self._handoffs[record.lead] = Taken(row=one.row, key=record.lead, record=lead)

    def begin(self, work: UnitOfWork) -> None:
        leads = tuple(self._handoffs.values())
        self._leads.look(leads)
        self._leads.begin(work)
        self._made = self._leads.write(work, leads)
        self._ids = work.leads.ids_by_external(self._target.source, self._named)

    def write(self, work: UnitOfWork, taken: Sequence[Taken[StageRecord]]) -> Stored:
        rows = [self._row(one) for one in taken if one.record.lead in self._ids]
        self._homeless += len(taken) - len(rows)
        before = work.stages.leads_of(self._target.source, [row.external_id for row in rows])
        stored = work.stages.upsert(rows)
        if stored.created or stored.updated:
            self._changed.update(dict.fromkeys((*before, *(row.lead_id for row in rows))))
        return stored

    def finish(self, work: UnitOfWork) -> None:
        self._leads.finish(work)
        recount(work, list(self._changed), book=self._target.book, now=self._target.now)

    def warnings(self) -> tuple[str, ...]:
        said = list(self._leads.warnings())
        if self._made.created:
            said.append(f"Leads made from their first {self._from}: {self._made.created:,}.")
        if self._homeless:
            said.append(f"Rows of leads whose own first row was not taken, left out: {self._homeless:,}.")
        return tuple(said)

    def unmatched_owners(self) -> tuple[str, ...]:
        return ()

    def _row(self, one: Taken[StageRecord]) -> StageChange:
        """The last stage of any funnel is a win by another name."""
        stage = one.record.stage
        return StageChange(
            source=self._target.source,
            external_id=one.key,
            lead_id=self._ids[one.record.lead],
            stage=StopReason.WON if plain(stage) in self._won else stage,
            entered_at=one.record.entered_at.at,
        )


def _as_moment(at: datetime) -> Moment:
    return Moment(at=at, whole_day=False)
