"""Writes the rows that were not taken to a file of their own, so that they can be corrected and imported again."""

import csv
from collections.abc import Sequence
from pathlib import Path

from intake.csv_source import CsvSource
from intake.report import Rejection

ADDED = ("row", "field", "reason")


def rejected_path(source: Path, wanted: Path | None) -> Path:
    """Beside the file, under its name, unless the person says where."""
    return wanted or source.with_name(f"{source.stem}.rejected.csv")


def write_rejected(source: CsvSource, rejections: Sequence[Rejection], path: Path) -> None:
    """The file's own columns exactly as they are, and why each row was not taken."""
    reasons = {rejection.row: rejection for rejection in rejections}
    width = len(source.titles)
    kept = width - len(ADDED) if source.titles[-len(ADDED) :] == ADDED else width
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=source.delimiter, lineterminator="\n")
        writer.writerow([*source.titles[:kept], *ADDED])
        for row in source.rows():
            fault = reasons.get(row.number)
            if fault is not None:
                cells = _fitted(row.cells, width, source.delimiter)[:kept]
                writer.writerow([*cells, fault.row, fault.field, fault.reason])


def _fitted(cells: Sequence[str], width: int, delimiter: str) -> list[str]:
    """As many cells as there are titles; what stands beyond them stays with the last one."""
    if len(cells) > width:
        return [*cells[: width - 1], delimiter.join(cells[width - 1 :])]
    return [*cells, *[""] * (width - len(cells))]
