"""The form in which a person says how a dropped file is to be read."""

from handlers.views import entry_fields
from handlers.views.escape import plain
from handlers.views.file_words import DATES, FIELDS, KINDS
from handlers.views.ids import Form
from handlers.views.modal import Modal
from sla.dropped import Dropped
from sla.imports import Kind

NONE, AS_FOUND = "none", "found"
ZONE, DATE, SOURCE = "zone", "dates", "source"
_COLUMN = "column."
MOST_TITLES = entry_fields.MOST_OPTIONS - 1


def file_modal(drop: Dropped, kind: Kind) -> Modal:
    """An input for each field with the file's columns to choose from, then times, dates and source."""
    titles = [title for title in drop.titles if title][:MOST_TITLES]
    choices = {NONE: "(none)", **{str(place): plain(title, 70) for place, title in enumerate(titles)}}
    places = {title: str(place) for place, title in enumerate(titles)}
    known = {**drop.found, **drop.columns}
    fields = (
        entry_fields.one_of(_COLUMN + field, label, choices, initial=places.get(known.get(field, ""), NONE))
        for field, label in FIELDS[kind].items()
    )
    dates = {AS_FOUND: "As found", **DATES}
    return Modal(
        form=Form.FILE,
        title=f"Read as {KINDS[kind].lower()}",
        blocks=(
            *fields,
            entry_fields.one_of(DATE, "Dates are written", dates, initial=drop.dates or AS_FOUND),
            entry_fields.words(
                ZONE,
                "Whose local time",
                most=60,
                optional=True,
                initial=drop.zone,
                hint="For times without an offset, like Europe/Berlin; the team's where it is empty.",
            ),
            entry_fields.words(
                SOURCE,
                "Source",
                most=40,
                initial=drop.source,
                hint="A name for the system it comes from. Leads are found by their ids within one source.",
            ),
        ),
        submit="Look again",
        close="Cancel",
        carries={"file": drop.file_id},
    )


def chosen_columns(drop: Dropped, texts: dict[str, str]) -> dict[str, str]:
    """The title of each field, empty where none was chosen."""
    titles = [title for title in drop.titles if title][:MOST_TITLES]
    return {
        field.removeprefix(_COLUMN): titles[int(value)]
        if value.isdecimal() and int(value) < len(titles)
        else ""
        for field, value in texts.items()
        if field.startswith(_COLUMN)
    }
