"""One clause of the agreement, and the parts of the contract in the order in which it is read."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The headings of the contract, in its order."""

    PURPOSE = "What it is for"
    VALIDITY = "Validity"
    QUOTA = "Quota"
    MARKETING = "Leads marketing delivers"
    QUALIFIED = "What counts as a qualified lead"
    HANDOFF = "Handing a lead over"
    SALES = "What sales does with it"
    LATE = "When something is late"
    MEASURED = "How it is measured"
    WORKING_TIMES = "Working times"
    MESSAGES = "Meetings and messages"
    OTHER = "Other promises"
    CHANGE = "How it changes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """`key` is the same in every version. All texts are plain and may quote people: escape them where shown.

    `label` and `value` hold the whole term; `detail` only explains and is never compared. `of` is the lead
    type that the clause belongs to, where it is one type's. `derived`: its value follows from other clauses.
    """

    part: Part
    key: str
    label: str
    value: str
    detail: str = ""
    of: str = ""
    derived: bool = False
