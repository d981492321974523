"""The outlook of a quota as a value: what is won, what may still be won, and how likely it is to be enough."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from sla.money import Money
from sla.terms import Period

FEWEST_DAYS = 91
"""Three months of history."""


class Hangs(StrEnum):
    """What an outlook hangs on."""

    OPEN = "open"
    TO_COME = "to come"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What is expected of one kind: `leads`, and the whole currency that they are expected to bring in time."""

    leads: int
    expected: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Hinge:
    """What the outlook hangs on most: with a tenth less of it, so much less is expected, and this is the chance."""

    on: Hangs
    less: float
    chance: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """An estimate, in floats and whole currency. `low` to `high` is where the sum ends in eight cases of ten.

    `agreed_business` is what the agreement expects of business that was open at its start, beyond the leads known
    here. `wins` of `leads` that are old enough is what the chances rest on; what is won moves by `drift` of its
    average besides.
    """

    chance: float
    low: float
    high: float
    open: Source
    to_come: Source
    agreed_business: float
    hinge: Hinge | None
    wins: int
    leads: int
    drift: float

    @property
    def expected(self) -> float:
        return self.open.expected + self.to_come.expected + self.agreed_business


@dataclass(frozen=True, kw_only=True, slots=True)
class TooEarly:
    """What is there of what an outlook needs: wins, those of them from leads that are old enough, days of history."""

    wins: int
    old_wins: int
    days: int


Outlook: TypeAlias = Foreseen | TooEarly


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlookAnswer:
    """How a quota stands from `today`. `quota` is its part that new leads carry; `idle` the rest.

    `without_amount` of the `deals` won from `starts_on` on have none and count as `usual` each in `won`.
    """

    quota: Money
    idle: Money
    period: Period
    starts_on: date
    ends_on: date
    today: date
    won: Money
    deals: int
    without_amount: int
    usual: Money
    outlook: Outlook
    locale: str
    version: int

    @property
    def reached(self) -> bool:
        return self.won.minor >= self.quota.minor
