"""Which keys of an agreement's tables each part of the set-up holds, and how a part is changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from sla.agreed import Part, PartOf
from sla.agreement import Json, Tables
from sla.documents import Fault
from sla.funnel import DEFAULT_STAGES
from sla.stream_parts import STREAMS, renamed

LEAD_TYPES = "lead_types"

NUMBERED: Mapping[Part, str] = {Part.STREAM: STREAMS, Part.LEAD_TYPE: LEAD_TYPES}
"""The parts of which there are several, with the list that holds them."""

REMOVE = "use.remove"
"""What a refusal to take one of several away is called by."""

FUNNEL = ("quota", STREAMS, LEAD_TYPES, "open_business", "stages", "improvements")
"""The tables that the leads are worked out from; amounts are in the team's currency."""

KEYS: Mapping[Part, tuple[str, ...]] = {
    Part.CHANNEL: ("team.name", "team.channel", "team.digest_at", "team.nudge_at", "team.locale"),
    Part.QUOTA: ("quota", "team.currency", "team.until", "open_business"),
    Part.STREAM: (STREAMS,),
    Part.LEAD_TYPE: (LEAD_TYPES,),
    Part.SALES: ("sales",),
    Part.HOURS: ("team.zone", "team.days", "team.hours", "team.holidays"),
    Part.PURPOSE: ("team.goals", "team.target_buyer", "qualified_lead", "marketing", "stages", "metrics"),
    Part.HANDOFF: ("handoff", "escalation", "other_promises", "meetings", "improvements"),
    Part.PEOPLE: ("people",),
}
"""A key of one table, or a whole table."""


def parts_of(tables: Tables) -> Iterator[PartOf]:
    """In the order in which they are filled in; at least one lead type, and a stream for each that is written."""
    for part in (Part.PEOPLE, Part.CHANNEL, Part.QUOTA):
        yield PartOf(part=part)
    for number in range(1, len(_list(tables, STREAMS)) + 1):
        yield PartOf(part=Part.STREAM, number=number)
    for number in range(1, max(1, len(lead_types(tables))) + 1):
        yield PartOf(part=Part.LEAD_TYPE, number=number)
    for part in (Part.SALES, Part.HOURS, Part.PURPOSE, Part.HANDOFF):
        yield PartOf(part=part)


def lead_types(tables: Tables) -> list[Json]:
    return _list(tables, LEAD_TYPES)


def _list(tables: Tables, table: str) -> list[Json]:
    found = tables.get(table)
    return list(found) if isinstance(found, list) else []


def own_faults(of: PartOf, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Those of this part; what is wrong with all the streams or lead types together is the first one's."""
    return tuple(fault for fault in faults if _belongs(fault.field, of))


def _belongs(field: str, of: PartOf) -> bool:
    if table := NUMBERED.get(of.part):
        return field.startswith(f"{table}[{of.number}]") or (of.number == 1 and field == table)
    return any(field == key or field.startswith((f"{key}.", f"{key}[")) for key in KEYS[of.part])


def seen(of: PartOf, held: Tables) -> str:
    """Tells whether a part has changed since a form of it was opened."""
    return sha256(json.dumps(held_by(of, held), sort_keys=True).encode()).hexdigest()


def held_by(of: PartOf, tables: Tables) -> Json:
    if table := NUMBERED.get(of.part):
        held = _list(tables, table)
        return held[of.number - 1] if of.number and of.number <= len(held) else None
    return {key: _at(tables, key) for key in KEYS[of.part]}


def _at(tables: Tables, key: str) -> Json:
    table, _, name = key.partition(".")
    found = tables.get(table)
    if not name:
        return found
    return found.get(name) if isinstance(found, Mapping) else None


def changed(tables: Tables, of: PartOf, patch: Tables) -> Tables:
    """The tables with a part's new values: None takes a key away, a list takes the place of the old one."""
    table = NUMBERED.get(of.part)
    if table is None:
        merged = {name: _merged(tables.get(name), value) for name, value in patch.items()}
        return {name: value for name, value in {**tables, **merged}.items() if value is not None}
    held = _list(tables, table)
    at = (of.number or len(held) + 1) - 1
    old = held[at] if at < len(held) else {}
    new = _merged(old, patch[table])
    held[at : at + 1] = [new]
    if of.part is Part.STREAM:
        return renamed({**tables, table: held}, _name(old), _name(new))
    return _without_orphans({**_renamed(tables, _name(old), _name(new)), table: held})


def without(tables: Tables, of: PartOf) -> Tables:
    """Without one of several."""
    table = NUMBERED[of.part]
    kept: list[Json] = [one for at, one in enumerate(_list(tables, table), start=1) if at != of.number]
    return _without_orphans({**tables, table: kept})


def how_many(tables: Tables, of: PartOf) -> int:
    """Of such parts as this one."""
    return len(_list(tables, NUMBERED[of.part]))


def is_at_a_key(fault: Fault) -> bool:
    """A fault of one input, not of several streams or lead types together: those are put right step by step."""
    return "." in fault.field or fault.field.partition("[")[0] not in NUMBERED.values()


def mixed_up(of: PartOf, faults: Sequence[Fault], before: Sequence[Fault]) -> tuple[Fault, ...]:
    """What a new name spoils at another one's: said at the part that is being written."""
    table = NUMBERED.get(of.part)
    spoilt = (
        fault for fault in faults if table and fault not in before and fault.field.startswith(f"{table}[")
    )
    named = [fault for fault in spoilt if fault.field.endswith(".name") and not _belongs(fault.field, of)]
    return tuple(Fault(field=f"{table}[{of.number}].name", sentence=fault.sentence) for fault in named[:1])


def _renamed(tables: Tables, old: str, new: str) -> Tables:
    """Improvements name their lead type."""
    improvements = tables.get("improvements")
    if old == new or not isinstance(improvements, list):
        return tables
    called: list[Json] = [
        {**one, "lead_type": new} if isinstance(one, Mapping) and one.get("lead_type") == old else one
        for one in improvements
    ]
    return {**tables, "improvements": called}


def _without_orphans(tables: Tables) -> Tables:
    """Nothing said of a stage or lead type that is no longer there."""
    stages = {_name(kind): _stages(kind) for kind in lead_types(tables)}
    used = {stage.casefold() for names in stages.values() for stage in names}
    meanings, improvements = tables.get("stages"), tables.get("improvements")
    changed: dict[str, Json] = {}
    if isinstance(meanings, Mapping):
        changed["stages"] = {stage: said for stage, said in meanings.items() if stage.casefold() in used}
    if isinstance(improvements, list):
        changed["improvements"] = [one for one in improvements if _still_there(one, stages)]
    return {**tables, **changed}


def _name(kind: Json) -> str:
    return str(kind.get("name")) if isinstance(kind, Mapping) else ""


def _stages(kind: Json) -> tuple[str, ...]:
    named = kind.get("stages") if isinstance(kind, Mapping) else None
    return tuple(map(str, named)) if isinstance(named, list) else DEFAULT_STAGES


def _still_there(improvement: Json, stages: Mapping[str, Sequence[str]]) -> bool:
    if not isinstance(improvement, Mapping):
        return False
    return improvement.get("stage") in stages.get(str(improvement.get("lead_type")), ())


def _merged(old: Json, new: Json) -> Json:
    if not isinstance(new, Mapping):
        return new
    before = old if isinstance(old, Mapping) else {}
    return {key: value for key, value in {**before, **new}.items() if value is not None}
