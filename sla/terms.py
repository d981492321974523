"""The agreement's terms as one typed value that every service reads; nothing has defaults beside it."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from fractions import Fraction

from sla.cadence import Cadence
from sla.calendar import WorkingCalendar
from sla.errors import BadInput
from sla.funnel import Funnel
from sla.mix import ShareOf
from sla.money import Money
from sla.people import Person


class Period(StrEnum):
    """The span a quota is for (MATHS D0). Its value is how many months it has."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quota:
    amount: Money
    period: Period

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise BadInput(
                "The quota must be above 0; write the revenue to reach, like 500000.", field="quota"
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadType:
    """Where leads come from. `origins` are the names that files and feeds use for it, in lower case."""

    key: str
    name: str
    origins: frozenset[str]
    funnel: Funnel
    share: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesTerms:
    """What sales promises. `first_attempt_within` is working time in the owner's calendar."""

    first_attempt_within: timedelta
    first_attempt_target: Fraction
    cadence: Cadence
    cadence_target: Fraction
    touches_per_rep_week: int
    utilisation: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The whole agreement in force.

    `calendar` is the team's own zone, hours and holidays; `effective_on` is a local date in that zone.
    A lead handed off before it is listed, never judged (MATHS D16). Version 0 is not signed.
    """

    team: str
    locale: str
    currency: str
    calendar: WorkingCalendar
    channel: str
    digest_at: time
    nudge_at: time
    effective_on: date
    quota: Quota
    share_of: ShareOf
    lead_types: tuple[LeadType, ...]
    other_type: str
    sales: SalesTerms
    people: tuple[Person, ...]
    version: int
    sha256: str

    def person(self, email: str) -> Person | None:
        wanted = email.casefold()
        return next((person for person in self.people if person.email == wanted), None)

    def lead_type(self, key: str) -> LeadType:
        return next(kind for kind in self.lead_types if kind.key == key)

    def type_of_origin(self, origin: str) -> str:
        """The key of the lead type a file's own word belongs to; unknown words are `other_type`."""
        word = origin.strip().casefold()
        return next((kind.key for kind in self.lead_types if word in kind.origins), self.other_type)

    @property
    def reps(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.carries_leads)
