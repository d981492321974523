"""Imports one file before a person's eyes: a progress bar, how it was read, and what became of every row."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from babel.dates import format_date
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from bot.clock import SystemClock
from intake.import_run import Way
from intake.importer import Importer
from intake.memory import said
from intake.options import Options
from intake.preview import Preview
from intake.report import Kind, Report
from sla.errors import BadInput
from sla.services.desk import Desk

MOST_SHOWN = 10
LONGEST_SAMPLE = 40


def import_file(
    desk: Desk, kind: Kind, file: Path, options: Options, *, console: Console, now: datetime
) -> Report:
    """Import with a progress bar; `now` is the moment up to which facts have come to pass."""
    importer = importer_at(desk)
    with Progress(
        TextColumn(f"{kind.value:>8}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        task = bar.add_task(kind.value, total=None)
        way = Way(
            now=now,
            real_now=SystemClock().real_now(),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
        return importer.take(kind, file, options, way)


def preview_file(desk: Desk, kind: Kind, file: Path, options: Options, *, now: datetime) -> Preview:
    way = Way(now=now, real_now=SystemClock().real_now(), progress=lambda _done, _total: None)
    return importer_at(desk).preview(kind, file, options, way)


def importer_at(desk: Desk) -> Importer:
    """BadInput while nothing is agreed."""
    with desk.look() as work:
        book = desk.book(work)
    if not book.begun:
        raise BadInput(
            "There is no agreement yet, so nothing says what these rows are judged by: copy sla.example.toml to "
            "sla.toml and put in your own, or type /sla setup in Slack."
        )
    return Importer(units=desk.units, looks=desk.looks, tenant_id=desk.tenant_id, book=book)


def show_preview(console: Console, preview: Preview) -> None:
    """A line for each column, then what an import would come to."""
    report = preview.report
    width = max(len(one.field) for one in preview.columns)
    for one in preview.columns:
        samples = ", ".join(_cut(sample) for sample in one.samples) or "(blank)"
        console.print(f"  {one.field:<{width}} ← {one.title}: {samples}", markup=False, highlight=False)
    if preview.unread:
        console.print(f"Not read: {', '.join(preview.unread)}", markup=False, highlight=False)
    for line in _how_dates_and_memory(report):
        console.print(line, markup=False, highlight=False)
    if preview.refused:
        console.print(preview.refused, markup=False, highlight=False, style="yellow")
    else:
        _show_outcome(console, report, f"{report.rows:,} rows would come to: ")
    console.print("Nothing was stored; leave --preview out to import it.", highlight=False)


def _cut(sample: str) -> str:
    return sample if len(sample) <= LONGEST_SAMPLE else f"{sample[: LONGEST_SAMPLE - 1]}…"


def show_report(console: Console, report: Report, seconds: float) -> None:
    """How the file was read, what was stored, and every row that was not, with its reason."""
    for line in _how_read(report):
        console.print(line, markup=False, highlight=False)
    _show_outcome(console, report, f"{report.rows:,} rows in {seconds:.1f} s: ")
    if report.rejected_file is not None:
        console.print(
            f"The rejected rows are in {report.rejected_file}; correct them and import it.", markup=False
        )


def _show_outcome(console: Console, report: Report, opening: str) -> None:
    stored = report.stored
    console.print(
        f"{opening}{stored.created:,} new, {stored.updated:,} updated, "
        f"{stored.unchanged:,} unchanged, {len(report.rejected):,} rejected"
        + (f", {report.repeated:,} repeated" if report.repeated else "")
        + (f", {report.skipped:,} not won or not done yet" if report.skipped else "")
        + ".",
        highlight=False,
    )
    for warning in report.warnings:
        console.print(warning, markup=False, highlight=False, style="yellow")
    if report.unmatched_owners:
        console.print(
            f"Not named in the agreement, so these leads have no owner yet: {', '.join(report.unmatched_owners)}.",
            markup=False,
            highlight=False,
            style="yellow",
        )
    for rejection in report.rejected[:MOST_SHOWN]:
        console.print(f"  {rejection.said()}", markup=False, highlight=False)
    if len(report.rejected) > MOST_SHOWN:
        console.print(f"  and {len(report.rejected) - MOST_SHOWN:,} more", highlight=False)


def _how_read(report: Report) -> Iterator[str]:
    taken = ", ".join(f"{field} ← {column}" for field, column in report.columns)
    yield f"Columns: {taken}"
    yield from _how_dates_and_memory(report)


def _how_dates_and_memory(report: Report) -> Iterator[str]:
    if report.recalled is not None:
        when = format_date(report.recalled.saved_at, "d MMMM y", locale="en")
        yield f"As for the file of {when}: {said(report.recalled)} (--forget takes none of it)"
    yield f"Dates: {report.dates}" + (f", {report.zone} time" if report.zone else "")
