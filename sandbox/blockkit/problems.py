"""One complaint about blocks, and the small checks that all others are built from.

The wording is Slack's own where it is known: "must be less than 3001 characters [json-pointer:/blocks/0/text/text]".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sandbox.jsonvalue import Json, Object


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What is wrong, and where, as a JSON pointer."""

    message: str
    pointer: str

    @property
    def words(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Check = Callable[[Json, str], Iterator[Problem]]
Fields = Mapping[str, Check]


def in_words(problems: list[Problem]) -> list[str]:
    return [problem.words for problem in problems]


def string(*, most: int | None = None, least: int = 1, pattern: str | None = None) -> Check:
    """A text within a length, and of a form."""
    form = re.compile(pattern) if pattern else None

    def check(value: Json, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(message="must provide a string", pointer=at)
        elif len(value) < least:
            yield Problem(message=f"must be more than {least - 1} characters", pointer=at)
        elif most is not None and len(value) > most:
            yield Problem(message=f"must be less than {most + 1} characters", pointer=at)
        elif form is not None and not form.fullmatch(value):
            yield Problem(message=f"must match the pattern {form.pattern}", pointer=at)

    return check


def address(*, secure: bool = False, most: int | None = None) -> Check:
    """A URL, https alone where `secure`."""
    return string(most=most, pattern=r"https://\S+" if secure else r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")


def anything(_value: Json, _at: str) -> Iterator[Problem]:
    """What Slack passes on unseen."""
    yield from ()


def flag(value: Json, at: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(message="must provide a boolean", pointer=at)


def number(value: Json, at: str) -> Iterator[Problem]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield Problem(message="must provide a number", pointer=at)


def integer(*, least: int, most: int | None = None) -> Check:
    def check(value: Json, at: str) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Problem(message="must provide an integer", pointer=at)
        elif value < least:
            yield Problem(message=f"must be greater than {least - 1}", pointer=at)
        elif most is not None and value > most:
            yield Problem(message=f"must be less than {most + 1}", pointer=at)

    return check


def one_of(*allowed: str | int) -> Check:
    def check(value: Json, at: str) -> Iterator[Problem]:
        if isinstance(value, bool) or value not in allowed:
            named = ", ".join(str(one) for one in allowed)
            yield Problem(message=f"must be one of: {named}", pointer=at)

    return check


def array(of: Check, *, most: int | None = None, least: int = 1) -> Check:
    """A list within a length whose items all pass."""

    def check(value: Json, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(message="must provide an array", pointer=at)
            return
        if len(value) < least:
            yield Problem(message=f"no fewer than {least} items allowed", pointer=at)
        if most is not None and len(value) > most:
            yield Problem(message=f"no more than {most} items allowed", pointer=at)
        for index, item in enumerate(value):
            yield from of(item, f"{at}/{index}")

    return check


def different(of: Check) -> Check:
    """What `of` asks, and no item twice."""

    def check(value: Json, at: str) -> Iterator[Problem]:
        yield from of(value, at)
        if isinstance(value, list) and any(item in value[:index] for index, item in enumerate(value)):
            yield Problem(message="items must be unique", pointer=at)

    return check


def record(*, needed: Fields | None = None, optional: Fields | None = None) -> Check:
    """An object with these fields and no others."""
    required, rest = dict(needed or {}), dict(optional or {})

    def check(value: Json, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(message="must provide an object", pointer=at)
            return
        for name in required.keys() - value.keys():
            yield Problem(message=f"missing required field: {name}", pointer=at)
        for name, item in value.items():
            field = required.get(name) or rest.get(name)
            if field is None:
                yield Problem(message=f"invalid additional property: {name}", pointer=at)
            else:
                yield from field(item, f"{at}/{name}")

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which check applies; the checks need not mention `type`."""

    def check(value: Json, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(message="must provide an object", pointer=at)
            return
        kind = value.get("type")
        if kind is None:
            yield Problem(message="missing required field: type", pointer=at)
            return
        chosen = kinds.get(kind) if isinstance(kind, str) else None
        if chosen is None:
            yield Problem(message=f"unsupported type: {kind}", pointer=f"{at}/type")
            return
        rest: Object = {name: item for name, item in value.items() if name != "type"}
        yield from chosen(rest, at)

    return check


def both(first: Check, second: Check) -> Check:
    """One check, then another."""

    def check(value: Json, at: str) -> Iterator[Problem]:
        yield from first(value, at)
        yield from second(value, at)

    return check


def exactly_one(*names: str) -> Check:
    """Of these fields an object has one and only one."""

    def check(value: Json, at: str) -> Iterator[Problem]:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            yield Problem(message=f"must have exactly one of: {', '.join(names)}", pointer=at)

    return check


def at_least_one(*names: str) -> Check:
    """Of these fields an object has one or more."""

    def check(value: Json, at: str) -> Iterator[Problem]:
        if isinstance(value, dict) and not any(name in value for name in names):
            yield Problem(message=f"missing required field: {names[0]}", pointer=at)

    return check
