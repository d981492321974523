"""JSON as a type, and the narrowing that reading somebody else's JSON needs.

Block Kit and payloads are carried as JSON: the sandbox checks and passes them on, it does not model them.
"""

import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]


def parse(text: str | bytes) -> Json:
    """Reads JSON text; raises ValueError when it is none."""
    value: Json = json.loads(text)
    return value


def dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_object(value: Json) -> Object:
    """The object itself, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """The list itself, or an empty one for anything else."""
    return value if isinstance(value, list) else []


def as_objects(value: Json) -> list[Object]:
    """The objects of a list; anything else in it is left out."""
    return [item for item in as_list(value) if isinstance(item, dict)]


def as_text(value: Json) -> str:
    """The text itself, or an empty one for anything else."""
    return value if isinstance(value, str) else ""


def as_flag(value: Json) -> bool:
    """Slack's idea of true: a JSON true, 1, "1" or "true"."""
    return value is True or value == 1 or (isinstance(value, str) and value.lower() in {"1", "true"})
