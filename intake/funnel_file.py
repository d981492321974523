"""The funnel alone as one file: quota, streams, lead types and what belongs to them, by the agreement's own rules."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from intake.agreement_body import tables_of
from intake.agreement_documents import written
from intake.agreement_export import section
from intake.agreement_file import parsed
from intake.agreement_reading import read_shape
from intake.agreement_shape import AgreementShape
from sla.agreement import Json, Tables
from sla.errors import BadInput
from sla.parts import FUNNEL

_TEAM = "team"
_CURRENCY = "currency"
_HEAD = "# The funnel of {which}. `sla-bot funnel load` makes it a draft; what was signed does not change.\n"


def read_funnel(path: Path, *, currency: str | None, begins: date) -> dict[str, Json]:
    """Its tables in their canonical form, the team's with its currency alone. `currency` is the team's so far.

    BadInput has a sentence for each fault; days before `begins` are faults.
    """
    tables = parsed(path)
    _check_tables(tables)
    team = tables.get(_TEAM)
    stated = team.get(_CURRENCY) if isinstance(team, Mapping) else None
    around = {"name": "Funnel", "zone": "UTC", "channel": "#sla", "effective": begins}
    money = stated if stated is not None else currency
    if money is not None:
        around |= {_CURRENCY: money}
    body = tables_of(written(read_shape({**tables, _TEAM: around}, AgreementShape)).body)
    return _alone(body)


def export_funnel(body: str, *, which: str) -> str:
    """The funnel of an agreement's canonical text, with comments; `read_funnel` takes it again."""
    tables = _alone(tables_of(body))
    sections = [
        section(name, tables, about=_ABOUT.get(name)) for name in (_TEAM, *FUNNEL) if tables.get(name)
    ]
    return "\n".join([_HEAD.format(which=which), *sections])


_ABOUT = {_TEAM: "The currency of every amount."}


def _alone(tables: Tables) -> dict[str, Json]:
    team = tables[_TEAM]
    money = team[_CURRENCY] if isinstance(team, Mapping) else None
    return {_TEAM: {_CURRENCY: money}, **{name: tables[name] for name in FUNNEL if name in tables}}


def _check_tables(tables: Mapping[str, object]) -> None:
    for name in tables:
        if name not in {_TEAM, *FUNNEL}:
            raise BadInput(
                f"{name}: is no part of a funnel; its file has {', '.join(FUNNEL)}, and team with currency alone.",
                field=name,
            )
    team = tables.get(_TEAM, {})
    if not isinstance(team, Mapping) or set(team) - {_CURRENCY}:
        raise BadInput(
            "team: has currency alone in a funnel's file; take the other keys out, or load the whole agreement "
            "with: sla-bot agreement load.",
            field=_TEAM,
        )
