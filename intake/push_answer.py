"""What a push is answered: of each event what became of it, or why the request as a whole was refused."""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from pydantic import TypeAdapter


class Result(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Code(StrEnum):
    """Why an event was rejected, or left out, for a program to read."""

    UNKNOWN_TYPE = "unknown_type"
    NESTED = "nested"
    UNKNOWN_FIELD = "unknown_field"
    MISSING = "missing"
    INVALID = "invalid"
    NO_ZONE = "no_zone"
    UNKNOWN_LEAD = "unknown_lead"
    UNKNOWN_OWNER = "unknown_owner"
    UNKNOWN_ID = "unknown_id"
    SUPERSEDED = "superseded"
    NOT_WON = "not_won"
    NOT_DONE = "not_done"


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemResult:
    """Of one event, by its place in the request. `field`, `code` and `message` say why it was not taken as it is."""

    index: int
    type: str
    external_id: str
    result: Result
    field: str | None = None
    code: Code | None = None
    message: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PushAnswer:
    """`taken` and `rejected` events, and each with what became of it, in the order in which they came."""

    taken: int
    rejected: int
    results: tuple[ItemResult, ...]

    @property
    def status(self) -> HTTPStatus:
        if not self.rejected:
            return HTTPStatus.OK
        return HTTPStatus.MULTI_STATUS if self.taken else HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Nothing of the request was taken, and why."""

    code: str
    message: str


ANSWER = TypeAdapter(PushAnswer)
REFUSAL = TypeAdapter(Refusal)


def answer_of(results: tuple[ItemResult, ...]) -> PushAnswer:
    rejected = sum(one.result is Result.REJECTED for one in results)
    return PushAnswer(taken=len(results) - rejected, rejected=rejected, results=results)


def as_json(answer: PushAnswer) -> str:
    """What does not apply is left out."""
    return ANSWER.dump_json(answer, exclude_none=True).decode()


def refusal_json(code: str, message: str) -> str:
    return REFUSAL.dump_json(Refusal(code=code, message=message)).decode()
