"""What a person may say about a file they import, and how `NAME=VALUE` options are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from intake.dates import DateFormat
from sla.errors import BadInput


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How to read one file; everything left out is found out from the file itself.

    `columns` is field → column title (an empty title: take no column for it), `words` a file's own word for
    an activity, direction or outcome → one that is known. `owners` are e-mail addresses of reps among whom
    leads without an owner are shared out. `rejected` is where bad rows are written. `leads_from` is the stage
    of a file of stages whose first row of a lead is its handoff. What is left out is taken from the last file of
    the source with the same titles, unless `forget`; `zone_else` is the zone where neither says one.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    dates: DateFormat | None = None
    source: str = "csv"
    owners: tuple[str, ...] = ()
    currency: str | None = None
    rejected: Path | None = None
    leads_from: str | None = None
    forget: bool = False
    zone_else: str | None = None


def pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """`["name=Company"]` as `{"name": "Company"}`; BadInput for one without an equals sign or given twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadInput(
                f'{option} "{text}" has no "="; write it like {option} name=Company.', field=option
            )
        if name.strip() in found:
            raise BadInput(f"{option} says twice what {name.strip()} is; say it once.", field=option)
        found[name.strip()] = value.strip()
    return found
