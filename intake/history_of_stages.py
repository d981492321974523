"""What a file of stages comes to before it is imported: how many leads, how many won, and since when."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.activity_words import stage_meant
from intake.cleaning import clean
from intake.columns import map_columns, normal
from intake.csv_source import open_source
from intake.options import Options
from intake.report import Kind
from intake.survey import survey
from sla.errors import BadInput
from sla.leads import StopReason


@dataclass(frozen=True, kw_only=True, slots=True)
class StageHistory:
    """`leads_from` is the stage that hands a lead off: as it was said, else that of the earliest row."""

    leads_from: str
    leads: int
    won: int
    begins_at: datetime


def history_of(path: Path, options: Options) -> StageHistory:
    """BadInput where the file cannot be read or no lead ever enters the stage."""
    source = open_source(path)
    columns = map_columns(Kind.STAGES, source.titles, options.columns)
    dates = survey(Kind.STAGES, source, columns, options).dates
    rows: list[tuple[datetime, str, str]] = []
    for row in source.rows():
        if len(row.cells) == columns.width:
            fields = columns.fields(row.cells)
            try:
                at = dates.read(fields["entered_at"]).at
            except ValueError:
                continue  # the import says so, row by row
            rows.append((at, clean(fields["lead"]), clean(fields["stage"])))
    if not rows:
        raise BadInput(f"{path.name} has no row with a moment, so there is nothing to go by.")
    leads_from = options.leads_from or min(rows, key=lambda row: row[0])[2]
    entered = [(at, lead) for at, lead, stage in rows if normal(stage) == normal(leads_from)]
    if not entered:
        raise BadInput(f"{path.name} has no row with the stage {leads_from}.", field="--leads-from")
    won = {lead for _, lead, stage in rows if stage_meant(stage, options.words) == StopReason.WON}
    leads = {lead for _, lead in entered}
    return StageHistory(
        leads_from=leads_from, leads=len(leads), won=len(won & leads), begins_at=min(entered)[0]
    )
