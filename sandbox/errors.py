"""What the sandbox says when something cannot be done: to the app in Slack's codes, to people in a sentence."""

from sandbox.jsonvalue import Json, Object


class SandboxError(Exception):
    """The sandbox cannot start or go on; the message says what is wrong and what to do."""


class SlackError(Exception):
    """A refusal as Slack words it: a documented code and the fields that go with it."""

    def __init__(self, code: str, **fields: Json) -> None:
        super().__init__(code)
        self.code = code
        self.fields: Object = fields

    def as_json(self) -> Object:
        return {"ok": False, "error": self.code, **self.fields}


class Refusal(Exception):
    """A person cannot do that here: a code for the page and the tests, a sentence to read."""

    def __init__(self, code: str, message: str, *, errors: Object | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.errors = errors
