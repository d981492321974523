"""One file on its way in: checked as a whole first, then written piece by piece, then reported; or only foreseen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from intake.columns import Columns
from intake.csv_source import DELIMITER_NAMES
from intake.memory import Given, remember
from intake.rejected_file import rejected_path, write_rejected
from intake.report import Kind, Rejection, Report
from intake.row_reader import Identified, RowReader, Taken
from intake.survey import Survey
from intake.taking_up import take_up
from intake.writer import FileWriter, Target
from sla.errors import BadInput
from sla.leads import Stored
from sla.people import TenantId
from sla.ports import UnitOfWork, Units

Progress = Callable[[int, int], None]
"""Called with work done and work in all; the latter is an estimate until the end."""

Record = TypeVar("Record", bound=Identified)

PIECE = 500
"""Rows that are stored in one transaction: a rep's press waits for one of them."""

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
    writer: FileWriter[Record]
    target: Target
    way: Way

    def __call__(self, units: Units, tenant_id: TenantId) -> Report:
        tally = self._checked()
        if tally.too_many:
            written, _ = self._write_rejected(tally.rejected)
            raise BadInput(self._too_many(tally, written), field=tally.rejected[0].field)
        stored = self._written(units, tenant_id, tally.bad)
        self.way.progress(total := self._work(), total)
        written, unwritten = self._write_rejected(tally.rejected)
        return self._report(tally, stored, rejected_file=written, warnings=unwritten)

    def rehearse(self, looks: Units, tenant_id: TenantId) -> Rehearsal:
        """Counted against one moment of the store, with nothing written."""
        tally, stored, refused = self._checked(), Stored(), None
        if tally.too_many:
            refused = self._too_many(tally, None)
        else:
            with looks(tenant_id) as work:
                self.writer.prepare(work)
                for piece in self._pieces(tally.bad):
                    stored += self.writer.foresee(work, piece)
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

    def _written(self, units: Units, tenant_id: TenantId, bad: frozenset[int]) -> Stored:
        """Each piece a transaction that leaves all of its leads up to date, so that nobody waits for the whole.

        What is cut off in between is taken up by the same file: what is stored by then changes nothing.
        """
        stored = Stored()
        for place, piece in enumerate(self._pieces(bad)):
            with units(tenant_id) as work:
                if place == 0:
                    self.writer.begin(work)
                else:
                    work.give_way()
                stored += self._piece(work, piece)
                work.commit()
        with units(tenant_id) as work:
            remember(work, self.given, self.way.now)
            work.commit()
        return stored

    def _pieces(self, bad: frozenset[int]) -> Iterator[Sequence[Taken[Record]]]:
        done = self.given.source.about_rows
        for batch in self.reader.batches(without=bad):
            for start in range(0, len(batch.taken), PIECE):
                yield batch.taken[start : start + PIECE]
            self._tick(done := done + batch.rows)

    def _piece(self, work: UnitOfWork, taken: Sequence[Taken[Record]]) -> Stored:
        """With what was pushed about its leads before they came."""
        work.pushes.hold(self.target.source)
        stored = self.writer.write(work, taken)
        self.writer.finish(work)
        if leads := self.writer.leads(taken):
            take_up(work, self.target, leads, real_now=self.way.real_now)
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
