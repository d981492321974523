"""Reads a workspace from JSON: {"team": {…}, "people": […], "channels": […]}, fields named as in `workspace`."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import time
from pathlib import Path
from typing import TypeVar

from sandbox.errors import SandboxError
from sandbox.jsonvalue import Json, Object, as_object, as_objects, parse
from sandbox.workspace import AppIds, Channel, ChannelKind, Person, Team, Workspace

Value = TypeVar("Value", Team, Person, Channel, AppIds)


def read_workspace(path: Path) -> Workspace:
    """Raises SandboxError with one sentence that names the field at fault."""
    try:
        document = parse(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise SandboxError(f"The workspace file {path} cannot be read: {problem.strerror}.") from problem
    except ValueError as problem:
        raise SandboxError(f"The workspace file {path} is not JSON: {problem}.") from problem
    known = as_object(document)
    return Workspace(
        team=_value(Team, as_object(known.get("team")), "team"),
        app=_value(AppIds, as_object(known.get("app")), "app"),
        people=tuple(_value(Person, item, "people") for item in as_objects(known.get("people"))),
        channels=tuple(_value(Channel, item, "channels") for item in as_objects(known.get("channels"))),
    )


def _value(kind: type[Value], item: Object, where: str) -> Value:
    known = {one.name: one for one in fields(kind)}
    for name in item.keys() - known.keys():
        raise SandboxError(f"The workspace file has an unknown field {name!r} in {where}.")
    for name, one in known.items():
        if one.default is MISSING and name not in item:
            raise SandboxError(f"The workspace file lacks {name!r} in {where}.")
    read: dict[str, object] = {}
    for name, value in item.items():
        reader = _READERS.get(name, _flag if isinstance(known[name].default, bool) else _text)
        try:
            read[name] = reader(value)
        except ValueError as problem:
            raise SandboxError(
                f"The workspace file has {value!r} as {name!r} in {where}; it should be {problem}."
            ) from None
    build: Callable[..., Value] = kind
    return build(**read)


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a text")


def _flag(value: Json) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _number(value: Json) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("a whole number")


def _members(value: Json) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(one) for one in value)
    raise ValueError("a list of people's ids")


def _time(value: Json) -> time:
    try:
        return time.fromisoformat(_text(value))
    except ValueError:
        raise ValueError("a time such as 18:00") from None


def _kind(value: Json) -> ChannelKind:
    try:
        return ChannelKind(_text(value))
    except ValueError:
        raise ValueError("channel or private") from None


_READERS: dict[str, Callable[[Json], object]] = {
    "members": _members,
    "kind": _kind,
    "quiet_from": _time,
    "quiet_to": _time,
    "status_expiration": _number,
}
