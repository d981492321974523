"""What a push is answered: of each event what became of it, or why the request as a whole was refused."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from pydantic import TypeAdapter

from sla.pushed import Count


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
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemResult:
    """Of one event, by its place in the request. `field`, `code` and `message` say why it was not taken as it is.

    `waiting` is true of one that came before its lead, and is taken when that arrives.
    """

    index: int
    type: str
    external_id: str
    result: Result
    field: str | None = None
    code: Code | None = None
    message: str | None = None
    waiting: bool | None = None


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


def counts_of(results: Sequence[ItemResult]) -> list[Count]:
    """Of each type what became of its events."""
    found = []
    for kind in {one.type for one in results}:
        numbers = Counter(one.result for one in results if one.type == kind)
        reasons = [one.message for one in results if one.type == kind and one.result is Result.REJECTED]
        found.append(
            Count(
                kind=kind,
                created=numbers[Result.CREATED],
                updated=numbers[Result.UPDATED],
                unchanged=numbers[Result.UNCHANGED],
                rejected=numbers[Result.REJECTED],
                reason=reasons[-1] if reasons else None,
            )
        )
    return found
