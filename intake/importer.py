"""Imports CSV files of leads, touches, deals and stages into one tenant's store, each file in one transaction."""

from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from intake.columns import map_columns
from intake.csv_source import open_source
from intake.deal_writer import DealWriter
from intake.import_run import ImportRun, Progress
from intake.lead_writer import LeadWriter
from intake.options import Options
from intake.records import DealRecord, LeadRecord, Reading, StageRecord, TouchRecord
from intake.rejected_file import rejected_path
from intake.report import Kind, Report
from intake.row_reader import Identified, RowReader
from intake.sharing import reps_named
from intake.source_names import check_source
from intake.stage_writer import StageWriter
from intake.survey import made_leads, survey
from intake.touch_writer import TouchWriter
from intake.writer import Target, Writer
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


def _silent(_done: int, _total: int) -> None: ...


class Importer:
    """`now` is the product's time, `real_now` the wall clock, past which no fact can lie.

    Every method raises BadInput, one sentence, where a file as a whole cannot be taken; then nothing of it
    is stored. The same file a second time changes nothing.
    """

    def __init__(self, *, units: Units, tenant_id: TenantId, book: Book) -> None:
        self._units = units
        self._tenant_id = tenant_id
        self._book = book

    def leads(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """Leads handed to sales. A row that names no owner leaves the one that a lead has."""
        writer = LeadWriter(self._target(options, now), reps=reps_named(options.owners, self._book))
        return self._run(
            Kind.LEADS, path, options, _LEADS, writer, now=now, real_now=real_now, progress=progress
        )

    def touches(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """Activities on leads that were imported from the same source."""
        writer = TouchWriter(self._target(options, now))
        return self._run(
            Kind.TOUCHES, path, options, _TOUCHES, writer, now=now, real_now=real_now, progress=progress
        )

    def deals(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """Won deals of leads that were imported from the same source; each stops its lead's clock."""
        writer = DealWriter(self._target(options, now))
        return self._run(
            Kind.DEALS, path, options, _DEALS, writer, now=now, real_now=real_now, progress=progress
        )

    def stages(
        self, path: Path, options: Options, *, now: datetime, real_now: datetime, progress: Progress = _silent
    ) -> Report:
        """What stages leads entered; with `leads_from` the file itself says which leads there are."""
        reps = reps_named(options.owners, self._book)
        writer = StageWriter(self._target(options, now), options, reps=reps)
        return self._run(
            Kind.STAGES, path, options, _STAGES, writer, now=now, real_now=real_now, progress=progress
        )

    def _run(
        self,
        kind: Kind,
        path: Path,
        options: Options,
        adapter: TypeAdapter[list[Record]],
        writer: Writer[Record],
        *,
        now: datetime,
        real_now: datetime,
        progress: Progress,
    ) -> Report:
        terms = self._book.at(now)
        _check(path, options, terms)
        source = open_source(path)
        columns = map_columns(kind, source.titles, options.columns)
        found = survey(kind, source, columns, options)
        reading = Reading(
            dates=found.dates,
            real_now=real_now,
            currency=terms.currency,
            words=options.words,
            leads=self._stored_leads(options.source, found.leads),
            made=made_leads(source, columns, found.dates, options, real_now),
        )
        run = ImportRun(
            kind=kind,
            source=source,
            columns=columns,
            survey=found,
            options=options,
            reader=RowReader(kind=kind, source=source, columns=columns, reading=reading, adapter=adapter),
            writer=writer,
            progress=progress,
        )
        return run(self._units, self._tenant_id)

    def _target(self, options: Options, now: datetime) -> Target:
        return Target(source=options.source, book=self._book, now=now)

    def _stored_leads(self, source: str, named: frozenset[str]) -> dict[str, LeadId]:
        if not named:
            return {}
        with self._units(self._tenant_id) as work:
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
