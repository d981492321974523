"""The arguments of methods: their names, their types, and the refusals without them or with something else."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import SlackError
from sandbox.jsonvalue import Json, Object
from sandbox.posting import metadata_messages

INVALID = "invalid_arguments"
_WORDS = {"text": "string", "number": "number", "flag": "boolean", "names": "string"}


def _is_text(value: Json) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _is_number(value: Json) -> bool:
    if isinstance(value, str):
        return value.removeprefix("-").isdecimal()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool) or str(value).lower() in {"0", "1", "true", "false"}


def _is_names(value: Json) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


_FITS: dict[str, Callable[[Json], bool]] = {
    "text": _is_text,
    "number": _is_number,
    "flag": _is_flag,
    "names": _is_names,
    "json": lambda _value: True,  # read, and refused, by the method
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Takes:
    """One argument; `missing` is the refusal without it, None where it may be left out."""

    name: str
    kind: str
    missing: str | None = None
    wrong: str = INVALID

    def check(self, values: Object) -> None:
        """Raises SlackError for a value that is needed and not there, or is of another type."""
        value = values.get(self.name)
        if value is None or value == "":
            if self.missing is not None:
                raise _refusal(self.missing, f"missing required field: {self.name}")
        elif not _FITS[self.kind](value):
            raise _refusal(self.wrong, f"must provide a {_WORDS[self.kind]} [json-pointer:/{self.name}]")


def text(name: str, *, missing: str | None = None, wrong: str = INVALID) -> Takes:
    return Takes(name=name, kind="text", missing=missing, wrong=wrong)


def number(name: str, *, wrong: str = INVALID) -> Takes:
    return Takes(name=name, kind="number", wrong=wrong)


def flag(name: str) -> Takes:
    return Takes(name=name, kind="flag")


def names(name: str) -> Takes:
    """A list of texts, or one text with commas."""
    return Takes(name=name, kind="names")


def structure(name: str, *, missing: str | None = None) -> Takes:
    """JSON, or the text of it."""
    return Takes(name=name, kind="json", missing=missing)


def _refusal(code: str, words: str) -> SlackError:
    if code != INVALID:
        return SlackError(code)
    return SlackError(code, response_metadata=metadata_messages([words]))
