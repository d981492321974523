"""The first look at a whole file: how its dates are written, and which leads it names."""

from dataclasses import dataclass

from intake.columns import DATE_FIELD, Columns
from intake.csv_source import CsvSource
from intake.dates import DateFormat, DateReader, DateSurvey, shown_back
from intake.options import Options
from intake.records import clean
from intake.report import Kind
from intake.row_reader import concerns
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
    found, leads = DateSurvey(), set()
    for row in source.rows():
        if len(row.cells) != columns.width:
            continue
        fields = columns.fields(row.cells)
        if not concerns(kind, fields, options.words):
            continue
        leads.add(clean(fields.get("lead", "")))
        if fields[field]:
            found.add(row.number, fields[field])
    return _settled(found, columns.titles[field], options, frozenset(leads - {""}), any_row=bool(leads))


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
