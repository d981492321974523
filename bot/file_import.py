"""Imports one file before a person's eyes: a progress bar, how it was read, and what became of every row."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from bot.clock import SystemClock
from intake.importer import Importer
from intake.options import Options
from intake.report import Kind, Report
from sla.errors import BadInput
from sla.services.desk import Desk

MOST_SHOWN = 10


def import_file(
    desk: Desk, kind: Kind, file: Path, options: Options, *, console: Console, now: datetime
) -> Report:
    """Import with a progress bar; `now` is the moment up to which facts have come to pass."""
    with desk.look() as work:
        book = desk.book(work)
    if not book.begun:
        raise BadInput(
            "There is no agreement yet, so nothing says what these rows are judged by: copy sla.example.toml to "
            "sla.toml and put in your own, or type /sla setup in Slack."
        )
    importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=book)
    take = {
        Kind.LEADS: importer.leads,
        Kind.TOUCHES: importer.touches,
        Kind.DEALS: importer.deals,
        Kind.STAGES: importer.stages,
    }[kind]
    with Progress(
        TextColumn(f"{kind.value:>8}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        task = bar.add_task(kind.value, total=None)
        return take(
            file,
            options,
            now=now,
            real_now=SystemClock().real_now(),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def show_report(console: Console, report: Report, seconds: float) -> None:
    """How the file was read, what was stored, and every row that was not, with its reason."""
    stored = report.stored
    for line in _how_read(report):
        console.print(line, markup=False, highlight=False)
    console.print(
        f"{report.rows:,} rows in {seconds:.1f} s: {stored.created:,} new, {stored.updated:,} updated, "
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
    if report.rejected_file is not None:
        console.print(
            f"The rejected rows are in {report.rejected_file}; correct them and import it.", markup=False
        )


def _how_read(report: Report) -> Iterator[str]:
    taken = ", ".join(f"{field} ← {column}" for field, column in report.columns)
    yield f"Columns: {taken}"
    yield f"Dates: {report.dates}" + (f", {report.zone} time" if report.zone else "")
