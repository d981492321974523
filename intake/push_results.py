"""What is said of an event that was taken, left out, or taken otherwise than it was sent."""

from intake.push_answer import Code, ItemResult, Result

_SAID = {
    Code.NOT_WON: "By its status this deal is not won, so it is left out.",
    Code.NOT_DONE: "By its outcome this is only planned, so it is left out until it is done.",
    Code.SUPERSEDED: "A later event of the same request says it anew.",
    Code.UNKNOWN_ID: "Nothing of this id is here.",
    Code.UNKNOWN_OWNER: "Its owner is not named in the agreement, so nobody here has it: name them in /sla setup.",
}


def superseded(kind: str, index: int, key: str) -> ItemResult:
    return result_of(index, kind, key, code=Code.SUPERSEDED)


def result_of(
    index: int,
    kind: str,
    key: str,
    result: Result = Result.UNCHANGED,
    *,
    code: Code | None = None,
    field: str | None = None,
) -> ItemResult:
    said = None if code is None else _SAID[code]
    return ItemResult(
        index=index, type=kind, external_id=key, result=result, code=code, message=said, field=field
    )
