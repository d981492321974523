"""One file on its way in: checked as a whole first, then written in one transaction, then reported; or rehearsed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from intake.columns import Columns
from intake.csv_source import DELIMITER_NAMES
from intake.memory import Given, remember
from intake.rejected_file import rejected_path, write_rejected
from intake.report import Kind, Rejection, Report
from intake.row_reader import Identified, RowReader
from intake.survey import Survey
from intake.writer import Writer
from sla.errors import BadInput
from sla.leads import Stored
from sla.people import TenantId
from sla.ports import UnitOfWork, Units

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

    @property
    def bad(self) -> frozenset[int]:
        return frozenset(rejection.row for rejection in self.rejected)

    @property
    def too_many(self) -> bool:
        return len(self.rejected) * _BAD_ONE_IN > self.rows - self.skipped


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """`now` is the product's time, `real_now` the wall clock, past which no fact can lie."""

    now: datetime
    real_now: datetime
    progress: Progress


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsal:
    """What an import would report, with nothing of it kept; `refused` where it would not be taken at all."""

    report: Report
    columns: Columns
    refused: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportRun(Generic[Record]):
    """Call it once, or rehearse it once."""

    given: Given
    columns: Columns
    survey: Survey
    reader: RowReader[Record]
    writer: Writer[Record]
    way: Way

    def __call__(self, units: Units, tenant_id: TenantId) -> Report:
        tally = self._checked()
        if tally.too_many:
            written, _ = self._write_rejected(tally.rejected)
            raise BadInput(self._too_many(tally, written), field=tally.rejected[0].field)
        with units(tenant_id) as work:
            stored = self._written(work, tally.bad)
            self.writer.finish(work)
            remember(work, self.given, self.way.now)
            work.commit()
        self.way.progress(total := self._work(), total)
        written, unwritten = self._write_rejected(tally.rejected)
        return self._report(tally, stored, rejected_file=written, warnings=unwritten)

    def rehearse(self, units: Units, tenant_id: TenantId) -> Rehearsal:
        """Written, counted, and undone."""
        tally, stored, refused = self._checked(), Stored(), None
        if tally.too_many:
            refused = self._too_many(tally, None)
        else:
            with units(tenant_id) as work:
                stored = self._written(work, tally.bad)
        report = self._report(tally, stored, rejected_file=None, warnings=())
        return Rehearsal(report=report, columns=self.columns, refused=refused)

    def _checked(self) -> _Tally:
        tally = _Tally()
        for batch in self.reader.batches():
            tally.rows += batch.rows
            tally.repeated += batch.repeated
            tally.skipped += batch.skipped
            tally.rejected += batch.rejected
            self.writer.look(batch.taken)
            self._tick(tally.rows)
        tally.rejected.sort(key=lambda rejection: rejection.row)
        return tally

    def _written(self, work: UnitOfWork, bad: frozenset[int]) -> Stored:
        stored, done = Stored(), self.given.source.about_rows
        self.writer.begin(work)
        for batch in self.reader.batches(without=bad):
            stored += self.writer.write(work, batch.taken)
            self._tick(done := done + batch.rows)
        return stored

    def _work(self) -> int:
        return _READINGS * self.given.source.about_rows

    def _tick(self, done: int) -> None:
        self.way.progress(min(done, self._work()), self._work())

    def _too_many(self, tally: _Tally, written: Path | None) -> str:
        where = f"; all of them are in {written}" if written else ""
        name, first = self.given.source.path.name, tally.rejected[0].said()
        return (
            f"{name}: {len(tally.rejected):,} of {tally.rows - tally.skipped:,} rows cannot be "
            f"taken, more than 1 in {_BAD_ONE_IN}, so nothing was imported{where}. The first is {first}"
        )

    def _write_rejected(self, rejected: list[Rejection]) -> tuple[Path | None, tuple[str, ...]]:
        """Where the bad rows were written, or the reason why they could not be; the import stands either way."""
        if not rejected:
            return None, ()
        path = rejected_path(self.given.source.path, self.given.options.rejected)
        try:
            write_rejected(self.given.source, rejected, path)
        except OSError as refused:
            return None, (f"The rejected rows could not be written to {path}: {refused.strerror}.",)
        return path, ()

    def _report(
        self, tally: _Tally, stored: Stored, *, rejected_file: Path | None, warnings: tuple[str, ...]
    ) -> Report:
        return Report(
            kind=self.given.kind,
            rows=tally.rows,
            stored=stored,
            rejected=tuple(tally.rejected),
            repeated=tally.repeated,
            skipped=tally.skipped,
            warnings=(*self._doubts(tally), *self.writer.warnings(), *warnings),
            columns=tuple(self.columns.titles.items()),
            dates=self.survey.dates_shown,
            zone=self.given.options.zone,
            encoding=self.given.source.encoding,
            delimiter=DELIMITER_NAMES[self.given.source.delimiter],
            unmatched_owners=self.writer.unmatched_owners(),
            rejected_file=rejected_file,
            recalled=self.given.recalled,
        )

    def _doubts(self, tally: _Tally) -> tuple[str, ...]:
        doubts = []
        if self.given.source.guessed:
            doubts.append(
                f"{self.given.source.path.name} is not UTF-8 and was read as {self.given.source.encoding}; "
                "look whether names with accents are right, and save it as UTF-8 if not."
            )
        if tally.rows == tally.skipped and self.given.kind is Kind.DEALS:
            doubts.append(
                f"No deal is known as won by its {self.columns.titles['status']}; say which ones are with "
                '--map-value "WORD=won".'
            )
        return tuple(doubts)
