"""Writes an agreement as a commented sla.toml that reads back as the same agreement with the same people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

import tomlkit
from tomlkit.items import InlineTable, Item, Table

from intake.agreement_body import tables_of
from intake.agreement_keys import table_at
from intake.agreement_shape import AgreementShape
from intake.agreement_words import DAY_NAMES
from sla.agreement import Json, Tables
from sla.documents import Written
from sla.people import Named

_ABOUT = {
    "team": "Who agrees, from when, and when this team works.",
    "quota": "The revenue that marketing and sales are to reach together.",
    "streams": "The parts of the quota; their shares add up to 100%.",
    "lead_types": "Where leads come from: rates from each stage to the next, the value of an order, and the share "
    'of the stream.\n"*" among the origins takes every word that is no other type\'s.',
    "open_business": "What is open already and expected to be won: the plan asks for leads for the rest only.",
    "stages": "What a lead at each stage is.",
    "qualified_lead": "What both sides call a qualified lead: this many points from fit and behaviour together.",
    "handoff": "How a lead changes hands.",
    "marketing": "What marketing promises of its leads: the shares that sales accepts and that become SQLs.",
    "sales": "What sales promises. Times are working time of the lead's owner, days are calendar days after the "
    "handoff.",
    "escalation": "Who is told, so many working days after a follow-up was due.",
    "improvements": "Rates that are to rise, from a stage to the next one.",
    "other_promises": "What cannot be measured here and is entered by hand every month.",
    "metrics": "What is counted, and where its facts come from.",
    "meetings": "When both sides look at this together.",
    "people": "Whom the agreement names. They may change without a new version.",
}
_OF_A_PERSON = ("name", "email", "side", "role", "zone", "hours", "days", "holidays", "streams")
_LONGEST_LINE = 80
_DATES = {"effective", "until", "by", "closes"}
_STATED = """\
# Which version this is and the hash of its terms. Remove this table when you change anything below
# but the people: what was signed does not change.
"""


def export_toml(agreement: Written | str, people: Sequence[Named], *, version: int, sha256: str) -> str:
    """`agreement` or its canonical body. BadInput for a body that this version of the bot cannot read."""
    tables = tables_of(agreement if isinstance(agreement, str) else agreement.body)
    sections = [_STATED + tomlkit.dumps({"agreement": {"version": version, "sha256": sha256}})]
    sections += [section(name, tables) for name in AgreementShape.model_fields if tables.get(name)]
    named: list[Json] = [
        {key: value for key, value in asdict(one).items() if value is not None and value != ()}
        for one in people
    ]
    if named:
        sections.append(_section("people", named, _OF_A_PERSON, _ABOUT["people"]))
    return "\n".join(sections)


def section(name: str, tables: Tables, *, about: str | None = None) -> str:
    """One table of an agreement in its file's own words; `about` in place of its usual comment."""
    keys = _stages(tables) if name == "stages" else table_at((name,), AgreementShape).model_fields
    return _section(name, tables[name], list(keys), about or _ABOUT[name])


def _weekday(days: str) -> int:
    """Where a run of working days begins: the one table inside a table is that of their hours."""
    return DAY_NAMES.index(days[:3])


def _stages(tables: Tables) -> Iterator[str]:
    """In the order of the funnels."""
    kinds = tables.get("lead_types")
    for kind in kinds if isinstance(kinds, list) else ():
        stages = kind.get("stages") if isinstance(kind, Mapping) else None
        yield from (stage for stage in stages if isinstance(stage, str)) if isinstance(stages, list) else ()


def _section(name: str, value: Json, keys: Sequence[str], said: str) -> str:
    document = tomlkit.document()
    if isinstance(value, list):
        entries = tomlkit.aot()
        for entry in value:
            entries.append(_table(entry, keys))
        document.add(name, entries)
    else:
        document.add(name, _table(value, keys))
    about = "".join(f"# {line}\n" for line in said.splitlines())
    return about + tomlkit.dumps(document).strip("\n") + "\n"


def _table(value: Json, keys: Sequence[str]) -> Table:
    table = tomlkit.table()
    held = value if isinstance(value, Mapping) else {}
    for key in sorted(held, key=keys.index):
        table.add(key, _item(key, held[key]))
    return table


def _item(key: str, value: Json) -> Item:
    if key in _DATES and isinstance(value, str):
        return tomlkit.item(date.fromisoformat(value))
    if isinstance(value, Mapping):
        return _inline(value, sorted(value, key=_weekday))
    if not isinstance(value, list):
        return tomlkit.item(value)
    found = tomlkit.array()
    for entry in value:
        found.append(_inline(entry, sorted(entry)) if isinstance(entry, Mapping) else entry)
    return found.multiline(multiline=len(found.as_string()) > _LONGEST_LINE)


def _inline(value: Tables, keys: Sequence[str]) -> InlineTable:
    """Words by name, then points, or by day, then follow-ups: as they are read aloud."""
    table = tomlkit.inline_table()
    for key in keys:
        table.append(key, value[key])
    return table
