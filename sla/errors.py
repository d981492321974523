"""The errors of the domain: each one's message is the sentence that the person reads."""

from collections.abc import Mapping


class SlaError(Exception):
    """Something a person can put right; `message` says what is wrong and what to do.

    `field` names the input it belongs to (a setting, a column, a modal's block), where there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class BadInput(SlaError):
    """What was typed, pressed or loaded cannot be taken as it stands."""


class BadFields(BadInput):
    """Several inputs at once; `fields` has the sentence of each by its name, in the order of the form."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(
            "\n".join(f"{name}: {said}" for name, said in fields.items()), field=next(iter(fields))
        )
        self.fields = dict(fields)


class NotAllowed(SlaError):
    """This person may not do this."""


class NotFound(SlaError):
    """What was asked for does not exist in this workspace."""


class Conflict(SlaError):
    """It was true a moment ago, and no longer is."""
