"""What became of the leads: the answer of the other side to shares that are kept with leads of little worth."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sla.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeQuality:
    """One lead type's leads: `accepted` of those answered for, and `advanced` to `stage` of those old enough.

    `agreed` is what marketing promises of the first share, `planned` what the agreed funnel expects of the second.
    `realised` is what those old enough brought in, None where there are none.
    """

    name: str
    accepted: int
    answered: int
    agreed: Fraction
    stage: str
    advanced: int
    entered: int
    planned: Fraction
    realised: "Realised | None" = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Realised:
    """Revenue so far from `leads` old enough, handed over from `first` to `last`; `planned` is their value then.

    Of the `deals`, `without_amount` have none in the team's currency.
    """

    leads: int
    first: date
    last: date
    deals: int
    without_amount: int
    revenue: Money
    planned: Fraction
