"""Observed lead → won counts by origin, straight from a leads file and a deals file, for a one-step funnel."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from intake.cleaning import clean
from intake.columns import map_columns
from intake.csv_source import open_source
from intake.lead_writer import UNKNOWN_ORIGIN
from intake.report import Kind
from intake.row_reader import concerns


@dataclass(frozen=True, kw_only=True, slots=True)
class OriginCount:
    """`leads` of one origin as the file names it, and how many of them have a won deal."""

    origin: str
    leads: int
    won: int


def origin_counts(leads_path: Path, deals_path: Path) -> tuple[OriginCount, ...]:
    """The largest origin first. A lead counts once however often the files name it."""
    origins = _origins(leads_path)
    won = Counter(origins[lead] for lead in _won(deals_path) if lead in origins)
    leads = Counter(origins.values())
    return tuple(
        OriginCount(origin=origin, leads=leads[origin], won=won[origin])
        for origin in sorted(leads, key=lambda origin: (-leads[origin], origin))
    )


def _origins(path: Path) -> dict[str, str]:
    source = open_source(path)
    columns = map_columns(Kind.LEADS, source.titles, {})
    found: dict[str, str] = {}
    for row in source.rows():
        if len(row.cells) == columns.width:
            fields = columns.fields(row.cells)
            origin = clean(fields.get("origin", "")) or UNKNOWN_ORIGIN
            found.setdefault(clean(fields.get("external_id", "")) or f"row {row.number}", origin)
    return found


def _won(path: Path) -> set[str]:
    source = open_source(path)
    columns = map_columns(Kind.DEALS, source.titles, {})
    rows = (columns.fields(row.cells) for row in source.rows() if len(row.cells) == columns.width)
    return {clean(fields["lead"]) for fields in rows if concerns(Kind.DEALS, fields, {})}
