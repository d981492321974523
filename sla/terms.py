"""The agreement's terms as one typed value that every service reads; nothing has defaults beside it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from sla.calendar import WorkingCalendar
from sla.errors import BadInput
from sla.funnel import Funnel
from sla.lag import Lag
from sla.mix import ShareOf
from sla.money import Money
from sla.people import Person
from sla.promises import (
    HandoffTerms,
    Improvement,
    MarketingTerms,
    OtherPromise,
    Prose,
    QualifiedLead,
    Rung,
    SalesTerms,
)


class Period(StrEnum):
    """The span a quota is for (MATHS D0). Its value is how many months it has."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[self]


EVEN = (1,) * 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Quota:
    """`season` has a weight for each calendar month, January first: how a period's quota lies over its months."""

    amount: Money
    period: Period
    season: tuple[int, ...] = EVEN

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise BadInput(
                "The quota must be above 0; write the revenue to reach, like 500000.", field="quota"
            )
        if len(self.season) != len(EVEN) or min(self.season) < 0:
            raise BadInput(
                "The season needs twelve weights of 0 or more, January first.", field="quota.season"
            )
        span = self.period.months
        if not all(any(self.season[start : start + span]) for start in range(0, len(EVEN), span)):
            raise BadInput(
                f"Every {self.period} needs a month with a weight above 0 to have its quota in.",
                field="quota.season",
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """A part of the quota with its own lead types; `share` is of the quota.

    One that `needs_leads` is new business; retention does not. `margin` is known or not, never guessed.
    """

    key: str
    name: str
    share: Fraction
    needs_leads: bool
    margin: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadType:
    """Where leads come from. `origins` are the names that files and feeds use for it, in lower case.

    `share` is of its stream. `first_attempt_within` None: as for every lead. `lag` None: no time to close is
    agreed.
    """

    key: str
    name: str
    origins: frozenset[str]
    funnel: Funnel
    share: Fraction
    stream: str
    first_attempt_within: timedelta | None = None
    lag: Lag | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenBusiness:
    """What is open already and expected to be won in a stream: so much on `closes_on`."""

    stream: str
    closes_on: date
    value: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The whole agreement of one version, and the people whom it binds now.

    `calendar` is the team's own zone, hours and holidays, these by `holidays`, a region like "DE-BE", None for
    none; `effective_on` is the local date in that zone from
    which a handoff falls under it, `ends_on` the last one, None until something else is agreed. A lead handed
    off before the first version is listed, never judged (MATHS D16). Version 0 is not signed. `people` are
    not terms: somebody who joins does not change what was signed.
    """

    team: str
    locale: str
    currency: str
    calendar: WorkingCalendar
    holidays: str | None
    channel: str
    digest_at: time
    nudge_at: time
    effective_on: date
    ends_on: date | None
    quota: Quota
    share_of: ShareOf
    streams: tuple[Stream, ...]
    lead_types: tuple[LeadType, ...]
    other_type: str
    sales: SalesTerms
    marketing: MarketingTerms
    handoff: HandoffTerms
    qualified: QualifiedLead | None
    ladder: tuple[Rung, ...]
    improvements: tuple[Improvement, ...]
    other_promises: tuple[OtherPromise, ...]
    prose: Prose
    people: tuple[Person, ...]
    version: int
    sha256: str
    open_business: tuple[OpenBusiness, ...] = ()

    def person(self, email: str) -> Person | None:
        wanted = email.casefold()
        return next((person for person in self.people if person.email == wanted), None)

    def lead_type(self, key: str) -> LeadType:
        return next(kind for kind in self.lead_types if kind.key == key)

    def stream(self, key: str) -> Stream:
        return next(stream for stream in self.streams if stream.key == key)

    def type_of_origin(self, origin: str) -> str:
        """The key of the lead type a file's own word belongs to; unknown words are `other_type`."""
        word = origin.strip().casefold()
        return next((kind.key for kind in self.lead_types if word in kind.origins), self.other_type)

    def first_attempt_within(self, lead_type: str) -> timedelta:
        """In working time; a lead type's own promise, or the one for every lead."""
        own = next((kind.first_attempt_within for kind in self.lead_types if kind.key == lead_type), None)
        return own or self.sales.first_attempt_within

    @property
    def reps(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.carries_leads)

    @property
    def begins_at(self) -> datetime:
        return self.calendar.day_start(self.effective_on)
