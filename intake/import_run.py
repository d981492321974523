"""One file on its way in: checked as a whole first, then written in one transaction, then reported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from intake.columns import Columns
from intake.csv_source import DELIMITER_NAMES, CsvSource
from intake.options import Options
from intake.rejected_file import rejected_path, write_rejected
from intake.report import Kind, Rejection, Report
from intake.row_reader import Identified, RowReader
from intake.survey import Survey
from intake.writer import Writer
from sla.errors import BadInput
from sla.leads import Stored
from sla.people import TenantId
from sla.ports import Units

Progress = Callable[[int, int], None]
"""Called with work done and work in all; the latter is an estimate until the end."""

Record = TypeVar("Record", bound=Identified)

_READINGS = 2
_BAD_ONE_IN = 5


@dataclass(kw_only=True, slots=True)
class _Tally:
    rows: int = 0
    repeated: int = 0
    skipped: int = 0
    rejected: list[Rejection] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportRun(Generic[Record]):
    """Call it once."""

    kind: Kind
    source: CsvSource
    columns: Columns
    survey: Survey
    options: Options
    reader: RowReader[Record]
    writer: Writer[Record]
    progress: Progress

    def __call__(self, units: Units, tenant_id: TenantId) -> Report:
        tally = self._checked()
        tally.rejected.sort(key=lambda rejection: rejection.row)
        if len(tally.rejected) * _BAD_ONE_IN > tally.rows - tally.skipped:
            raise self._too_many(tally)
        bad = frozenset(rejection.row for rejection in tally.rejected)
        stored = self._stored(units, tenant_id, bad)
        self.progress(total := self._work(), total)
        written, unwritten = self._write_rejected(tally.rejected)
        return self._report(tally, stored, rejected_file=written, warnings=unwritten)

    def _checked(self) -> _Tally:
        tally = _Tally()
        for batch in self.reader.batches():
            tally.rows += batch.rows
            tally.repeated += batch.repeated
            tally.skipped += batch.skipped
            tally.rejected += batch.rejected
            self.writer.look(batch.taken)
            self._tick(tally.rows)
        return tally

    def _stored(self, units: Units, tenant_id: TenantId, bad: frozenset[int]) -> Stored:
        stored, done = Stored(), self.source.about_rows
        with units(tenant_id) as work:
            self.writer.begin(work)
            for batch in self.reader.batches(without=bad):
                stored += self.writer.write(work, batch.taken)
                self._tick(done := done + batch.rows)
            self.writer.finish(work)
            work.commit()
        return stored

    def _work(self) -> int:
        return _READINGS * self.source.about_rows

    def _tick(self, done: int) -> None:
        self.progress(min(done, self._work()), self._work())

    def _too_many(self, tally: _Tally) -> BadInput:
        first = tally.rejected[0]
        written, _ = self._write_rejected(tally.rejected)
        where = f"; all of them are in {written}" if written else ""
        return BadInput(
            f"{self.source.path.name}: {len(tally.rejected):,} of {tally.rows - tally.skipped:,} rows cannot be "
            f"taken, more than 1 in {_BAD_ONE_IN}, so nothing was imported{where}. The first is {first.said()}",
            field=first.field,
        )

    def _write_rejected(self, rejected: list[Rejection]) -> tuple[Path | None, tuple[str, ...]]:
        """Where the bad rows were written, or the reason why they could not be; the import stands either way."""
        if not rejected:
            return None, ()
        path = rejected_path(self.source.path, self.options.rejected)
        try:
            write_rejected(self.source, rejected, path)
        except OSError as refused:
            return None, (f"The rejected rows could not be written to {path}: {refused.strerror}.",)
        return path, ()

    def _report(
        self, tally: _Tally, stored: Stored, *, rejected_file: Path | None, warnings: tuple[str, ...]
    ) -> Report:
        return Report(
            kind=self.kind,
            rows=tally.rows,
            stored=stored,
            rejected=tuple(tally.rejected),
            repeated=tally.repeated,
            skipped=tally.skipped,
            warnings=(*self._doubts(tally), *self.writer.warnings(), *warnings),
            columns=tuple(self.columns.titles.items()),
            dates=self.survey.dates_shown,
            zone=self.options.zone,
            encoding=self.source.encoding,
            delimiter=DELIMITER_NAMES[self.source.delimiter],
            unmatched_owners=self.writer.unmatched_owners(),
            rejected_file=rejected_file,
        )

    def _doubts(self, tally: _Tally) -> tuple[str, ...]:
        doubts = []
        if self.source.guessed:
            doubts.append(
                f"{self.source.path.name} is not UTF-8 and was read as {self.source.encoding}; "
                "look whether names with accents are right, and save it as UTF-8 if not."
            )
        if tally.rows == tally.skipped and self.kind is Kind.DEALS:
            doubts.append(
                f"No deal is known as won by its {self.columns.titles['status']}; say which ones are with "
                '--map-value "WORD=won".'
            )
        return tuple(doubts)
