"""The values of an agreement's tables as they would be typed into the inputs of the set-up."""

import re
from collections.abc import Callable, Mapping

from handlers.views.setup.field import Field, Kind
from sla.agreement import Json, Tables

_COMMAS_READ = frozenset({"lead_types[].rates"})
"""Where a comma between thousands is told from one between two entries."""
_WEEK = "MonTueWedThuFriSatSun"
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def value_at(tables: Tables, path: str) -> Json:
    """What stands at "quota.amount" or "lead_types[2].share"; None where there is nothing."""
    found: Json = tables
    for name, number in _STEP.findall(path):
        found = found.get(name) if isinstance(found, Mapping) else None
        if number:
            found = found[int(number) - 1] if isinstance(found, list) and int(number) <= len(found) else None
    return found


def entries(tables: Tables, table: str) -> list[Mapping[str, Json]]:
    """The tables of a list of them, like "lead_types"."""
    found = tables.get(table)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def spelled(tables: Tables, field: Field, number: int | None = None) -> str:
    """Empty where nothing was written."""
    value = value_at(tables, field.block_id(number))
    if isinstance(value, Mapping):
        return "; ".join(f"{days} {_words(value[days])}" for days in sorted(value, key=_place))
    if not isinstance(value, list):
        return _words(value)
    row = _ROWS.get(field.path)
    if row is not None:
        between = "\n" if field.kind is Kind.LINES else ", "
        return between.join(row(one) for one in value if isinstance(one, Mapping))
    texts = texts_at(tables, field, number)
    if field.kind is Kind.LINES:
        return "\n".join(texts)
    if field.path in _COMMAS_READ or not any("," in text for text in texts):
        return ", ".join(texts)
    return "; ".join(texts) + ";"


def texts_at(tables: Tables, field: Field, number: int | None = None) -> list[str]:
    """Of a list of texts."""
    value = value_at(tables, field.block_id(number))
    return [_words(one) for one in value] if isinstance(value, list) else []


def spelled_or_usual(tables: Tables, field: Field, number: int | None = None) -> str:
    return spelled(tables, field, number) or field.usual


def _place(days: str) -> int:
    """Where in the week a run of working days begins; the one table inside a table is that of their hours."""
    return _WEEK.find(days.strip()[:3].title())


def _words(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int) else ""


def _row(pattern: str, *keys: str) -> Callable[[Mapping[str, Json]], str]:
    def row(table: Mapping[str, Json]) -> str:
        # What divides a line's parts cannot also stand inside one of them.
        return pattern.format(*(_words(table.get(key)).replace("|", "/") for key in keys))

    return row


_ROWS: Mapping[str, Callable[[Mapping[str, Json]], str]] = {
    "sales.cadence": _row("{} by day {}", "follow_ups", "day"),
    "qualified_lead.fit": _row("{} = {}", "name", "points"),
    "qualified_lead.behaviour": _row("{} = {}", "name", "points"),
    "escalation": _row("{} = {}", "after_days", "tells"),
    "other_promises": _row("{} | {} | {} | {}", "name", "target", "owner", "side"),
    "meetings": _row("{} | {}", "name", "when"),
}
