"""What one input of the set-up asks for: its key, as faults name it, and the words around it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A line; lines that are a list; lines that are one text; a whole number; a time; a day; one of a few."""

    LINE = "line"
    LINES = "lines"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """`path` is the key in the tables, `lead_types[].…` one of any lead type. `usual` is what stands there
    where nothing was written, as it would be typed. `choices` are value and words; `least` and `most` are of a
    number, `longest` of a text.
    """

    path: str
    label: str
    hint: str = ""
    example: str = ""
    kind: Kind = Kind.LINE
    needed: bool = False
    usual: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 1
    most: int = 100_000
    longest: int = 3000

    @property
    def may_be_empty(self) -> bool:
        return not self.needed and not self.usual

    def block_id(self, number: int | None) -> str:
        """The path as faults name it, that of a lead type with its number."""
        return self.path.replace("[]", f"[{number}]")


_NUMBER = re.compile(r"\[\d+\]")


def unnumbered(path: str) -> str:
    """Without the numbers: "lead_types[2].share" is "lead_types[].share" here."""
    return _NUMBER.sub("[]", path)
