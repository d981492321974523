"""What a file of records holds, and what is remembered of how the last one like it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

_MARK = "\x1f"


class Kind(StrEnum):
    """What a file holds."""

    LEADS = "leads"
    TOUCHES = "touches"
    DEALS = "deals"
    STAGES = "stages"
    OWNERS = "owners"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """How a person said that files of one source with these titles are to be read.

    `columns` is field → column title (an empty title: take none), `words` the file's own word → one that is known,
    `dates` a format as `DateFormat` spells it.
    """

    source: str
    kind: Kind
    titles: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    dates: str | None = None
    leads_from: str | None = None
    saved_at: datetime

    @property
    def says_something(self) -> bool:
        return bool(self.columns or self.words or self.zone or self.dates or self.leads_from)

    def says_the_same(self, other: "Profile") -> bool:
        """Whenever each was saved, and in whatever order their files have the titles."""
        return replace(self, saved_at=other.saved_at, titles=other.titles) == other


def key_of(titles: Sequence[str]) -> str:
    """The same for files with the same titles, whatever their order and capitals."""
    return sha256(_MARK.join(sorted(title.casefold() for title in titles)).encode()).hexdigest()


class Profiles(Protocol):
    """At most one for a source, a kind and a set of titles."""

    def find(self, source: str, kind: Kind, titles: Sequence[str]) -> Profile | None: ...

    def save(self, profile: Profile) -> None:
        """In place of the one for the same files."""

    def forget(self, source: str, kind: Kind, titles: Sequence[str]) -> None: ...


class Importing(Protocol):
    """The part of a unit of work that imports need beside the facts."""

    @property
    def profiles(self) -> Profiles: ...
