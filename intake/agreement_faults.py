"""Turns what pydantic found wrong in an agreement's tables into sentences that say what to write."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from intake.agreement_keys import table_at
from intake.agreement_words import nearest, shown
from sla.documents import Fault
from sla.errors import BadInput

_ASKED = {
    "team": "the team's name, time zone, currency, channel and first day",
    "team.name": "the name of the team or company",
    "team.zone": "the team's time zone, like Europe/Berlin",
    "team.currency": 'the currency of every amount, like "USD"',
    "team.channel": 'the channel of the morning digest, like "#sla"',
    "team.effective": "the first day of the agreement, like 2026-01-31",
    "quota": "the revenue to reach and whether it is for a month, a quarter or a year",
    "quota.amount": 'the revenue to reach, like "500k"',
    "streams.name": 'what the stream is called, like "New business"',
    "lead_types": "at least one kind of lead with its name, rates and average order value",
    "lead_types.name": 'what this kind of lead is called, like "Website form"',
    "lead_types.rates": 'the rate from each stage to the next, like ["34%", "82%", "23%"]',
    "lead_types.aov": "the average order value, like 2000",
    "qualified_lead.threshold": "the points that a qualified lead needs, like 20",
    "people": "everybody whom the agreement names, at least one rep among them",
    "people.name": "what this person is called",
    "people.email": "the e-mail address by which Slack knows them",
    "people.side": '"marketing" or "sales"',
    "people.role": '"marketer", "rep" or "manager"',
    "improvements.by": "the day by which the rate is reached, like 2026-06-30",
}
_SAID = {
    "missing": "is missing{asked}.",
    "too_short": "is empty{asked}.",
    "too_long": "has {actual_length} entries; write at most {max_length}.",
    "int_type": "write a whole number without quotes, like 14.",
    "bool_type": "write true or false, without quotes.",
    "tuple_type": "write a list of values in square brackets.",
    "dict_type": "write a table of keys.",
    "model_type": "write a table of keys.",
    "greater_than_equal": "write a number of {ge} or more.",
    "less_than_equal": "write a number of at most {le}.",
    "enum": "{input} is not known here; write {expected}.",
}
_NUMBERED = re.compile(r"(\w+)\[(\d+)\](?=\.)")


def shape_faults(found: ValidationError, shape: type[BaseModel]) -> tuple[Fault, ...]:
    """One for each thing that is wrong; `shape` is what the tables were read as."""
    every = found.errors()
    return tuple(
        Fault(field=key_path(error["loc"]), sentence=_sentence(error, shape))
        for error in every
        if not _renamed(error, every, shape) and not _hollow(error, every)
    )


def refusal(faults: Sequence[Fault], tables: Mapping[str, object]) -> BadInput:
    """All of them, a line each with whose it is; `field` is the first one's."""
    lines = [f"{fault.field}{_whose(fault.field, tables)}: {fault.sentence}" for fault in faults]
    return BadInput("\n".join(lines), field=faults[0].field)


def in_order(faults: Iterable[Fault], shape: type[BaseModel]) -> tuple[Fault, ...]:
    """As the file has its tables; within a table's entry as they were found."""
    order = list(shape.model_fields)

    def place(fault: Fault) -> tuple[int, int]:
        table = re.split(r"[.\[]", fault.field, maxsplit=1)[0]
        numbered = _NUMBERED.match(f"{fault.field}.")
        return (order.index(table) if table in order else len(order), int(numbered[2]) if numbered else 0)

    return tuple(sorted(faults, key=place))


def key_path(loc: Sequence[str | int]) -> str:
    """As people count and write it: ("people", 1, "zone") is "people[2].zone"."""
    path = ""
    for part in loc:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".").removesuffix(".[key]")


def _whose(field: str, tables: Mapping[str, object]) -> str:
    """The name of the entry of a list of tables, so that nobody has to count."""
    numbered = _NUMBERED.match(field)
    entries = tables.get(numbered[1]) if numbered else None
    number = int(numbered[2]) if numbered else 0
    entry = entries[number - 1] if isinstance(entries, list) and 0 < number <= len(entries) else None
    name = entry.get("name") if isinstance(entry, dict) else None
    return f" ({' '.join(name.split())})" if isinstance(name, str) and name.strip() else ""


def _sentence(error: ErrorDetails, shape: type[BaseModel]) -> str:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] == "extra_forbidden":
        return _unknown(error["loc"], shape)
    said = _SAID.get(error["type"])
    if said is None:
        return f"{error['msg']}."
    key = ".".join(part for part in error["loc"] if isinstance(part, str))
    asked = _ASKED.get(key, "at least one" if error["type"] == "too_short" else "")
    return said.format(input=shown(error["input"]), asked=f"; write {asked}" if asked else "", **context)


def _unknown(loc: Sequence[str | int], shape: type[BaseModel]) -> str:
    known = list(table_at(loc[:-1], shape).model_fields)
    meant = nearest(str(loc[-1]), known)
    if meant is not None:
        return f"is not a key of an agreement; did you mean {meant}?"
    return f"is not a key of an agreement; known here are {', '.join(known)}."


def _renamed(error: ErrorDetails, errors: Sequence[ErrorDetails], shape: type[BaseModel]) -> bool:
    """Whether a missing key is only a misspelt one, which its own sentence names already."""
    return error["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and other["loc"][:-1] == error["loc"][:-1]
        and nearest(str(other["loc"][-1]), list(table_at(other["loc"][:-1], shape).model_fields))
        == error["loc"][-1]
        for other in errors
    )


def _hollow(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Whether a list only counts as empty because what stands in it has faults of its own."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in errors
    )
