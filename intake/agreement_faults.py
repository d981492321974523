"""Turns what pydantic found wrong in sla.toml into sentences that name the key and what to write."""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from intake.agreement_shape import AgreementFile
from intake.agreement_words import nearest
from sla.errors import BadInput

_SAID = {
    "missing": "is missing; see sla.example.toml for how to write it.",
    "int_type": "write a whole number without quotes, like 14.",
    "tuple_type": 'write a list, like ["34%", "82%"].',
    "model_type": "write a table of keys; see sla.example.toml.",
    "too_short": "is empty; see sla.example.toml for what belongs there.",
    "greater_than_equal": "write a number of {ge} or more.",
    "less_than_equal": "write a number of at most {le}.",
    "enum": "{input} is not known here; write {expected}.",
}


def refusal(found: ValidationError, parsed: Mapping[str, object]) -> BadInput:
    """All faults, a sentence each; `field` is the first one's key."""
    every = found.errors()
    faults = [fault for fault in every if not _renamed(fault, every) and not _hollow(fault, every)]
    sentences = [f"{key_path(fault['loc'], parsed)}: {_sentence(fault)}" for fault in faults]
    return BadInput("\n".join(sentences), field=key_path(faults[0]["loc"]))


def key_path(loc: Sequence[str | int], parsed: Mapping[str, object] | None = None) -> str:
    """As people count and write it: ("people", 1, "zone") is "people[2].zone", with whose it is."""
    path = ""
    for part in loc:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".") + _whose(loc, parsed or {})


def _whose(loc: Sequence[str | int], parsed: Mapping[str, object]) -> str:
    """The name of the entry of a list of tables, so that nobody has to count."""
    entries = parsed.get(str(loc[0])) if len(loc) > 2 else None  # noqa: PLR2004 — a table, its number, its key
    entry = entries[loc[1]] if isinstance(entries, list) and isinstance(loc[1], int) else None
    name = entry.get("name") if isinstance(entry, dict) else None
    return f" ({name})" if isinstance(name, str) and name.strip() else ""


def _sentence(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return str(context["error"])
    if fault["type"] == "extra_forbidden":
        return _unknown(fault["loc"])
    said = _SAID.get(fault["type"])
    if said is None:
        return f"{fault['msg']}."
    return said.format(input=f'"{fault["input"]}"', **context)


def _unknown(loc: Sequence[str | int]) -> str:
    known = list(_table_at(loc[:-1]).model_fields)
    meant = nearest(str(loc[-1]), known)
    if meant is not None:
        return f"is not a key of this file; did you mean {meant}?"
    return f"is not a key of this file; known here are {', '.join(known)}."


def _renamed(fault: ErrorDetails, faults: Sequence[ErrorDetails]) -> bool:
    """Whether a missing key is only a misspelt one, which its own sentence names already."""
    return fault["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and other["loc"][:-1] == fault["loc"][:-1]
        and nearest(str(other["loc"][-1]), list(_table_at(other["loc"][:-1]).model_fields))
        == fault["loc"][-1]
        for other in faults
    )


def _hollow(fault: ErrorDetails, faults: Sequence[ErrorDetails]) -> bool:
    """Whether a list only counts as empty because what stands in it has faults of its own."""
    loc = fault["loc"]
    return fault["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in faults
    )


def _table_at(loc: Sequence[str | int]) -> type[BaseModel]:
    table: type[BaseModel] = AgreementFile
    for part in loc:
        if isinstance(part, str):
            table = _table_in(table.model_fields[part].annotation)
    return table


def _table_in(annotation: object) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = get_args(annotation) if get_origin(annotation) in {tuple, Union, UnionType} else ()
    return next(
        (arg for arg in inner if isinstance(arg, type) and issubclass(arg, BaseModel)),
        AgreementFile,
    )
