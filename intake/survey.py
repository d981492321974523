"""The first look at a whole file: how its dates are written, and which leads it names."""

from dataclasses import dataclass
from datetime import datetime

from intake.activity_words import stage_meant
from intake.cleaning import clean
from intake.columns import Columns, normal
from intake.csv_source import CsvSource
from intake.dates import DateFormat, DateReader, DateSurvey, shown_back
from intake.options import Options
from intake.records import LONGEST_ID, lead_ids
from intake.report import Kind
from intake.row_reader import concerns
from intake.titles import DATE_FIELD
from sla.errors import BadInput


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """`dates_shown` is how a date of the file was read; `leads` are the ids that a `lead` column names."""

    dates: DateReader
    dates_shown: str
    leads: frozenset[str]


def survey(kind: Kind, source: CsvSource, columns: Columns, options: Options) -> Survey:
    """BadInput where the dates cannot be told, or need a time zone that nobody named."""
    field = DATE_FIELD[kind]
    found = DateSurvey()
    leads: set[str] = set()
    for row in source.rows():
        if len(row.cells) != columns.width:
            continue
        fields = columns.fields(row.cells)
        if not concerns(kind, fields, options.words):
            continue
        leads.update(lead_ids(fields.get("lead", "")))
        if fields[field]:
            found.add(row.number, fields[field])
    return _settled(found, columns.titles[field], options, frozenset(leads - {""}), any_row=bool(leads))


def made_leads(
    source: CsvSource, columns: Columns, dates: DateReader, options: Options, real_now: datetime
) -> frozenset[str]:
    """The leads that a file of stages makes itself: those with a row of the stage that hands a lead off."""
    if options.leads_from is None or "stage" not in columns:
        return frozenset()
    wanted = normal(stage_meant(options.leads_from, options.words))
    rows = (columns.fields(row.cells) for row in source.rows() if len(row.cells) == columns.width)
    found = {
        clean(fields["lead"])
        for fields in rows
        if normal(stage_meant(clean(fields["stage"]), options.words)) == wanted
        and _has_happened(fields["entered_at"], dates, real_now)
    }
    return frozenset(lead for lead in found if 0 < len(lead) <= LONGEST_ID)


def _has_happened(text: str, dates: DateReader, real_now: datetime) -> bool:
    try:
        return bool(text) and dates.read(text).at <= real_now
    except ValueError:
        return False


def _settled(
    found: DateSurvey, title: str, options: Options, leads: frozenset[str], *, any_row: bool
) -> Survey:
    if not any_row:
        return Survey(dates=DateReader(format=DateFormat.ISO, zone=options.zone), dates_shown="", leads=leads)
    written = options.dates or found.settle(title)
    if found.without_offset is not None and options.zone is None:
        raise BadInput(
            f'The times in {title} have no UTC offset ("{found.without_offset.text}" in row '
            f"{found.without_offset.row}); say their time zone with --zone, like --zone Europe/Berlin.",
            field="--zone",
        )
    reader = DateReader(format=written, zone=options.zone)
    return Survey(
        dates=reader, dates_shown=shown_back(found.first, reader) if found.first else "", leads=leads
    )
