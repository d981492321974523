"""What a person sees of a file before anything is stored: how each column was read, and what would come of it."""

from dataclasses import dataclass

from intake.import_run import Rehearsal
from intake.memory import Given
from intake.report import Report
from sla.dropped import ColumnRead

__all__ = ["ColumnRead", "Preview", "preview_of"]

SAMPLES = 3
_LOOKED_AT = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """`report` is what the import would say; `unread` are the titles of columns that are not needed.

    `refused` is the sentence where the file would not be taken at all: then nothing is counted as stored.
    """

    report: Report
    columns: tuple[ColumnRead, ...]
    titles: tuple[str, ...]
    unread: tuple[str, ...]
    refused: str | None


def preview_of(given: Given, rehearsal: Rehearsal) -> Preview:
    columns, titles = rehearsal.columns, given.source.titles
    samples = _samples(given)
    places = dict(columns.places)
    taken = set(places.values())
    return Preview(
        report=rehearsal.report,
        columns=tuple(
            ColumnRead(field=field, title=title, samples=samples[places[field]] if field in places else ())
            for field, title in columns.titles.items()
        ),
        titles=titles,
        unread=tuple(title for place, title in enumerate(titles) if title and place not in taken),
        refused=rehearsal.refused,
    )


def _samples(given: Given) -> list[tuple[str, ...]]:
    """Of each column the first values that differ, blank ones left out, from the file's first rows."""
    found: list[dict[str, None]] = [{} for _ in given.source.titles]
    for looked, row in enumerate(given.source.rows()):
        if looked == _LOOKED_AT or all(len(values) == SAMPLES for values in found):
            break
        for values, cell in zip(found, row.cells, strict=False):
            if cell.strip() and len(values) < SAMPLES:
                values.setdefault(cell.strip())
    return [tuple(values) for values in found]
