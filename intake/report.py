"""What an import tells the person: how the file was read, what was stored, what was not and why."""

from dataclasses import dataclass
from pathlib import Path

from sla.imports import Kind, Profile
from sla.leads import Stored

__all__ = ["Kind", "Rejection", "Report"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejection:
    """A row that was not taken. `row` is as a spreadsheet counts, the titles being row 1.

    `field` is the column's title, empty where the row as a whole is at fault.
    """

    row: int
    field: str
    value: str
    reason: str

    def said(self) -> str:
        return (
            f"row {self.row}, {self.field}: {self.reason}" if self.field else f"row {self.row}: {self.reason}"
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """`rows` = stored + rejected + `repeated` (the very same row again) + `skipped` (not won, or not done yet).

    `columns` are (field, column title) as they were taken; `dates` says in words how a date was read, `recalled` is
    what of an earlier import of the same source was used again.
    """

    kind: Kind
    rows: int
    stored: Stored
    rejected: tuple[Rejection, ...]
    repeated: int
    skipped: int
    warnings: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    dates: str
    zone: str | None
    encoding: str
    delimiter: str
    unmatched_owners: tuple[str, ...]
    rejected_file: Path | None
    recalled: Profile | None
