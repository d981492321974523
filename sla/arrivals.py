"""What people typed and pressed, kept from before its acknowledgement until it is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """`key` makes it the same input when Slack sends it again; `slack_id` typed or pressed it `at` this moment.

    `said` is what Slack said of it, as text.
    """

    key: str
    slack_id: str
    at: datetime
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """An arrival in the hands of the process `holder`, whose `beat` goes up for as long as it lives."""

    key: str
    slack_id: str
    holder: str
    beat: int


NOBODY = ""
"""The holder of what a process gave out of its hands."""


class Arrivals(Protocol):
    def keep(self, arrivals: Sequence[Arrival], holder: str) -> None:
        """Those whose key is new. To be asked first and alone, then it needs no transaction."""

    def of(self, people: Collection[str]) -> tuple[Held, ...]:
        """All that waits of these people, in the order in which it was kept."""

    def of_others(self, holder: str) -> tuple[Held, ...]:
        """In the same order, whoever's they are."""

    def beat(self, holder: str) -> None:
        """Say that the holder lives."""

    def take(self, held: Collection[Held], holder: str) -> tuple[Arrival, ...]:
        """Those of them whose holder has not beaten since; they are this holder's now."""

    def give_up(self, holder: str) -> None:
        """All that this holder has is nobody's."""

    def done(self, keys: Collection[str], holder: str) -> None:
        """Forget these, where they are this holder's."""


class Arriving(Protocol):
    """The part of a unit of work that holds them."""

    @property
    def arrivals(self) -> Arrivals: ...
