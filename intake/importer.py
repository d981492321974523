"""Imports CSV files of each kind into one tenant's store, checked as a whole and stored piece by piece."""

from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from intake.columns import map_columns
from intake.deal_writer import DealWriter
from intake.import_run import ImportRun, Progress, Way
from intake.lead_writer import LeadWriter
from intake.memory import Given, give
from intake.options import Options
from intake.owner_writers import OwnerWriter
from intake.owners import people_by_word
from intake.preview import Preview, preview_of
from intake.records import DealRecord, LeadRecord, OwnerRecord, Reading, StageRecord, TouchRecord
from intake.rejected_file import rejected_path
from intake.report import Kind, Report
from intake.row_reader import Identified, RowReader
from intake.sharing import reps_named
from intake.source_names import check_source
from intake.stage_writer import StageWriter
from intake.survey import made_leads, survey
from intake.touch_writer import TouchWriter
from intake.writer import FileWriter, Target
from sla.book import Book
from sla.calendar import zone_info
from sla.errors import BadInput
from sla.leads import LeadId
from sla.people import TenantId
from sla.ports import Units
from sla.terms import Terms

Record = TypeVar("Record", bound=Identified)

_LEADS = TypeAdapter(list[LeadRecord])
_TOUCHES = TypeAdapter(list[TouchRecord])
_DEALS = TypeAdapter(list[DealRecord])
_STAGES = TypeAdapter(list[StageRecord])
_OWNERS = TypeAdapter(list[OwnerRecord])


Run = (
    ImportRun[LeadRecord]
    | ImportRun[TouchRecord]
    | ImportRun[DealRecord]
    | ImportRun[StageRecord]
    | ImportRun[OwnerRecord]
)


def _silent(_done: int, _total: int) -> None: ...


class Importer:
    """`now` is the product's time, `real_now` the wall clock, past which no fact can lie.

    Every method raises BadInput, one sentence, where a file as a whole cannot be taken; then nothing of it
    is stored. The same file a second time changes nothing. `looks` open units of work for reading only, so that
    nobody waits for a preview; without them it takes `units`.
    """

    def __init__(self, *, units: Units, tenant_id: TenantId, book: Book, looks: Units | None = None) -> None:
        self._units = units
        self._looks = looks or units
        self._tenant_id = tenant_id
        self._book = book

    def leads(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """Leads handed to sales. A row that names no owner leaves the one that a lead has."""
        return self.take(Kind.LEADS, path, options, Way(now=now, real_now=real_now, progress=progress))

    def touches(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """Activities on leads that were imported from the same source."""
        return self.take(Kind.TOUCHES, path, options, Way(now=now, real_now=real_now, progress=progress))

    def deals(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """Won deals of leads that were imported from the same source; each stops its lead's clock."""
        return self.take(Kind.DEALS, path, options, Way(now=now, real_now=real_now, progress=progress))

    def stages(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """What stages leads entered; with `leads_from` the file itself says which leads there are."""
        return self.take(Kind.STAGES, path, options, Way(now=now, real_now=real_now, progress=progress))

    def take(self, kind: Kind, path: Path, options: Options, way: Way) -> Report:
        given = self._given(kind, path, options, way)
        return self._run(given, way)(self._units, self._tenant_id)

    def preview(self, kind: Kind, path: Path, options: Options, way: Way) -> Preview:
        """How it would be read and what would come of it; nothing is kept."""
        given = self._given(kind, path, options, way)
        return preview_of(given, self._run(given, way).rehearse(self._looks, self._tenant_id))

    def _given(self, kind: Kind, path: Path, options: Options, way: Way) -> Given:
        _check(path, options, self._book.at(way.now))
        return give(kind, path, options, units=self._looks, tenant_id=self._tenant_id)

    def _run(self, given: Given, way: Way) -> Run:
        target = Target(source=given.options.source, book=self._book, now=way.now)
        match given.kind:
            case Kind.LEADS:
                reps = reps_named(given.options.owners, self._book)
                return self._read(given, _LEADS, LeadWriter(target, reps=reps), target, way)
            case Kind.TOUCHES:
                return self._read(given, _TOUCHES, TouchWriter(target), target, way)
            case Kind.DEALS:
                return self._read(given, _DEALS, DealWriter(target), target, way)
            case Kind.STAGES:
                reps = reps_named(given.options.owners, self._book)
                return self._read(given, _STAGES, StageWriter(target, given.options, reps=reps), target, way)
            case Kind.OWNERS:
                return self._read(given, _OWNERS, OwnerWriter(target), target, way)

    def _read(
        self,
        given: Given,
        adapter: TypeAdapter[list[Record]],
        writer: FileWriter[Record],
        target: Target,
        way: Way,
    ) -> ImportRun[Record]:
        kind, source, options = given.kind, given.source, given.options
        columns = map_columns(kind, source.titles, options.columns)
        found = survey(kind, source, columns, options)
        reading = Reading(
            dates=found.dates,
            real_now=way.real_now,
            currency=self._book.at(way.now).currency,
            words=options.words,
            leads=self._stored_leads(options.source, found.leads),
            made=made_leads(source, columns, found.dates, options, way.real_now),
            people=people_by_word(self._book.people),
        )
        return ImportRun(
            given=given,
            columns=columns,
            survey=found,
            reader=RowReader(kind=kind, source=source, columns=columns, reading=reading, adapter=adapter),
            writer=writer,
            target=target,
            way=way,
        )

    def _stored_leads(self, source: str, named: frozenset[str]) -> dict[str, LeadId]:
        if not named:
            return {}
        with self._looks(self._tenant_id) as work:
            return dict(work.leads.ids_by_external(source, sorted(named)))


def _check(path: Path, options: Options, terms: Terms) -> None:
    if options.zone is not None:
        zone_info(options.zone)
    check_source(options.source, field="--source")
    if options.currency is not None and options.currency.upper() != terms.currency:
        raise BadInput(
            f"The agreement is in {terms.currency}, so amounts in {options.currency} cannot be added up; "
            "convert them first.",
            field="--currency",
        )
    if rejected_path(path, options.rejected).absolute() == path.absolute():
        raise BadInput("Rejected rows cannot be written over the imported file itself.", field="--rejected")
