"""The ways in which a good payload is spoilt or bent."""

import json
from collections.abc import Iterator

Path = tuple[str | int, ...]
Seen = set[tuple[str, str]]


def copied(value: dict) -> dict:
    """Without parts that are one and the same object in two places."""
    return json.loads(json.dumps(value))


def paths(value: object, seen: Seen, at: Path = ()) -> Iterator[Path]:
    """Every place in a payload; what stands below a part that was seen before under the same name is left out."""
    yield at
    mark = (str(at[-1:]), json.dumps(value))
    if mark in seen:
        return
    seen.add(mark)
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from paths(item, seen, (*at, key))


def at(value: object, path: Path) -> object:
    for key in path:
        value = value[key]
    return value


def with_change(value: dict, path: Path, new: object) -> dict:
    changed = copied(value)
    at(changed, path[:-1])[path[-1]] = new
    return changed


def of_another_type(value: object) -> object:
    return 7 if isinstance(value, (str, bool, list, dict)) or value is None else "7"


def spoilt(full: dict, seen: Seen) -> Iterator[tuple[str, dict]]:
    """A payload with one thing in it wrong: a type, a field nobody knows, or a list or object emptied of all."""
    for path in paths(full, seen):
        value = at(full, path)
        where = "/" + "/".join(map(str, path))
        if isinstance(value, dict):
            yield f"{where} has an unknown field", with_change(full, (*path, "colour"), "red")
        if path:
            yield f"{where} of another type", with_change(full, path, of_another_type(value))


def bent(full: dict, seen: Seen) -> Iterator[tuple[str, dict]]:
    """A payload with one thing in it changed, which may be wrong or not: left out, emptied, lengthened, unknown."""
    for path in paths(full, seen):
        value = at(full, path)
        where = "/" + "/".join(map(str, path))
        if not path:
            continue
        if isinstance(path[-1], str):
            without = copied(full)
            del at(without, path[:-1])[path[-1]]
            yield f"{where} left out", without
        if isinstance(value, (str, list, dict)):
            yield f"{where} emptied", with_change(full, path, type(value)())
        if isinstance(value, str):
            yield f"{where} lengthened", with_change(full, path, value + "x" * 12_001)
            yield f"{where} unknown", with_change(full, path, "?")
        if isinstance(value, list):
            yield f"{where} repeated", with_change(full, path, value * 102)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield f"{where} below zero", with_change(full, path, -1)
            yield f"{where} far too large", with_change(full, path, 10**12)
