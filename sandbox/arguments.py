"""The arguments of a call, from wherever they came: texts from a query or form, JSON from a body."""

from dataclasses import dataclass

from sandbox.errors import SlackError
from sandbox.jsonvalue import Json, Object, as_flag, parse


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """Reads one argument at a time, as the type a method wants."""

    values: Object

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None and self.values.get(name) != ""

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if isinstance(value, bool) or value is None:
            return default
        return str(value) if isinstance(value, (str, int, float)) else default

    def flag(self, name: str, *, default: bool = False) -> bool:
        return as_flag(self.values.get(name)) if self.has(name) else default

    def number(self, name: str, default: int, *, refusal: str = "invalid_limit") -> int:
        """Raises SlackError for anything but a whole number."""
        try:
            return int(self.text(name, str(default)) or default)
        except ValueError:
            raise SlackError(refusal) from None

    def names(self, name: str) -> list[str]:
        """A list, or Slack's comma-separated form of one."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [item for item in value if isinstance(item, str)]
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def json(self, name: str, *, refusal: str = "invalid_arguments") -> Json:
        """Structured JSON, or the text of it, as forms carry it; raises SlackError."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return parse(value)
        except ValueError:
            raise SlackError(refusal) from None
