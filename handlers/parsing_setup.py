"""How a submitted part of the set-up is read: its inputs' texts, as the tables and keys of an agreement's file."""

import re
from collections.abc import Callable, Iterable, Mapping

from handlers.views.setup.field import unnumbered
from handlers.views.setup.fields import BY_PATH, STAGES
from sla.agreement import Json, Tables
from sla.errors import BadFields, BadInput

Reader = Callable[[str], Json]

_CHECKPOINT = re.compile(
    r"(?P<need>\d+)(?:\s*follow-?ups?)?\s*(?:by|in|within|until|on)\s*(?:day)?\s*(?P<day>\d+)(?:\s*days?)?",
    re.IGNORECASE,
)
_RATES_APART = re.compile(r"[;\n]|,(?=\s)|(?<!\d),|,(?!\d{3}(?!\d))")  # the comma of "1,326 of 3,900" stays
_WHOLE = re.compile(r"[0-9]{1,6}")


def patch_of(
    given: Mapping[str, str | None], *, measured: str | None = None, closing: str | None = None
) -> Tables:
    """`given` is each input's text by block id, None where it was emptied; what was not asked for is left alone.

    `measured` is a lead type's own rate, like "158 of 1200", where it was chosen over written ones, and
    `closing` how many of its leads closed after 0, 1, 2 … months, like "5, 20". BadFields by block id.
    """
    tables: dict[str, Json] = {}
    wrong: dict[str, str] = {}
    for block_id, text in given.items():
        path = unnumbered(block_id) if not block_id.startswith(STAGES) else block_id
        if path not in BY_PATH and not block_id.startswith(STAGES):
            continue
        try:
            _put(tables, path, READERS.get(path, _words)(text) if text else None)
        except BadInput as refused:
            wrong[block_id] = refused.message
    if wrong:
        raise BadFields(wrong)
    if measured is not None:
        _put(tables, "lead_types[].stages", ["lead", "won"])
        _put(tables, "lead_types[].rates", [measured])
    if closing is not None:
        _put(tables, "lead_types[].months_to_close", None)
        _put(tables, "lead_types[].closes_after", _weights(closing))
    return _settled(tables)


def _put(tables: dict[str, Json], path: str, value: Json) -> None:
    """A lead type's own table is the one under "lead_types"."""
    table, _, key = path.partition(".")
    if not key:
        tables[table] = value
        return
    held = tables.get(table := table.removesuffix("[]"))
    tables[table] = {**(held if isinstance(held, Mapping) else {}), key: value}


def _settled(tables: dict[str, Json]) -> Tables:
    """An emptied definition is none at all; promises that are entered by hand may be none."""
    qualified = tables.get("qualified_lead")
    if isinstance(qualified, Mapping) and not any(qualified.values()):
        tables["qualified_lead"] = None
    if "other_promises" in tables and tables["other_promises"] is None:
        tables["other_promises"] = []
    return tables


def _words(text: str) -> Json:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _listed(text: str) -> list[str]:
    """With commas between, or with semicolons where there is one, so that a word may have a comma."""
    apart = re.split(r"[;\n]" if ";" in text else r"[,\n]", text)
    return [" ".join(part.split()) for part in apart if part.strip()]


def _list_of_lines(text: str) -> Json:
    return [*_lines(text)]


def _list_of_words(text: str) -> Json:
    return [*_listed(text)]


def _rates(text: str) -> Json:
    return [" ".join(part.split()) for part in _RATES_APART.split(text) if part.strip()]


def _whole(text: str) -> int:
    typed = text.strip()
    if not _WHOLE.fullmatch(typed):
        raise BadInput(f"“{typed[:40]}” is not a whole number; write it like 14.")
    return int(typed)


def _number(text: str) -> Json:
    return _whole(text)


def _yes(text: str) -> Json:
    return text == "yes"


def _days(text: str) -> Json:
    return [_whole(part) for part in _listed(text)]


def _weights(text: str) -> Json:
    """Whole numbers as such; what has decimals, or is no number, is for the rules to judge."""
    return [int(part) if _WHOLE.fullmatch(part) else part for part in _listed(text)]


def _cadence(text: str) -> Json:
    """Like "3 by day 14, 5 by day 28": so many in all by the end of that day."""
    found: list[Json] = []
    for part in _listed(text):
        checkpoint = _CHECKPOINT.fullmatch(part)
        if checkpoint is None:
            raise BadInput(
                f"“{part[:40]}” does not say how many by which day; write it like "
                "3 by day 14, 5 by day 28, 7 by day 56."
            )
        found.append({"day": _whole(checkpoint["day"]), "follow_ups": _whole(checkpoint["need"])})
    return found


def _criteria(text: str) -> Json:
    found: list[Json] = []
    for line in _lines(text):
        name, equals, points = line.rpartition("=")
        if not equals or not name.strip() or not _WHOLE.fullmatch(points.strip()):
            raise BadInput(
                f"“{line[:40]}” does not end in its points; write a line like Company of 50 people or more = 20."
            )
        found.append({"name": name.strip(), "points": _whole(points)})
    return found


def _ladder(text: str) -> Json:
    found: list[Json] = []
    for line in _lines(text):
        days, equals, tells = line.partition("=")
        if not equals or not tells.strip() or not _WHOLE.fullmatch(days.strip()):
            raise BadInput(
                f"“{line[:40]}” does not say after how many days who is told; write a line like 3 = manager."
            )
        found.append({"after_days": _whole(days), "tells": tells.strip().casefold()})
    return found


def _rows(keys: Iterable[str], example: str) -> Reader:
    """A line each, its parts divided by bars."""
    names = tuple(keys)

    def read(text: str) -> Json:
        found: list[Json] = []
        for line in _lines(text):
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != len(names) or not all(parts):
                raise BadInput(
                    f"“{line[:40]}” does not have {len(names)} parts with | between; write a line like {example}."
                )
            row = dict(zip(names, parts, strict=True))
            found.append(row | ({"side": row["side"].casefold()} if "side" in row else {}))
        return found

    return read


_PROMISES = _rows(
    ("name", "target", "owner", "side"), "Customer satisfaction | 4.5 of 5 | ana@example.com | sales"
)
_MEETINGS = _rows(("name", "when"), "Weekly review | Monday 10:00")

READERS: Mapping[str, Reader] = {
    "streams[].needs_leads": _yes,
    "lead_types[].stages": _list_of_words,
    "lead_types[].rates": _rates,
    "lead_types[].origins": _list_of_words,
    "lead_types[].months_to_close": _number,
    "lead_types[].closes_after": _weights,
    "quota.season": _weights,
    "sales.cadence": _cadence,
    "sales.suggested_days": _days,
    "sales.longest_gap_days": _number,
    "sales.reject_reasons": _list_of_lines,
    "sales.touches_per_rep_week": _number,
    "team.goals": _list_of_lines,
    "qualified_lead.fit": _criteria,
    "qualified_lead.behaviour": _criteria,
    "qualified_lead.threshold": _number,
    "handoff.process": _list_of_lines,
    "handoff.unreachable_after": _number,
    "handoff.dispute_within_days": _number,
    "escalation": _ladder,
    "other_promises": _PROMISES,
    "meetings": _MEETINGS,
}
"""How each input's text is read, by its path; everything else is taken as its words."""
