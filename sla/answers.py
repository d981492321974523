"""What the use cases answer a person with, as values; the views turn them into Block Kit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from sla.activity import TouchId
from sla.cadence import Cadence, Deadline, Standing
from sla.digest import CoveredLeads, NudgeItem
from sla.funnel import Demand
from sla.leads import Lead, Urgency
from sla.mix import MixedDemand, ShareOf
from sla.money import Money
from sla.ownership import Ownership, Snooze
from sla.people import MemberId
from sla.terms import Quota
from sla.touches import JudgedTouch, TouchKind


class LeadFilter(StrEnum):
    """`due` is everything that needs the rep today, `overdue` only what is late, `all` every lead."""

    DUE = "due"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadPage:
    """One page of a rep's own leads, the first with those they cover. Dates are read in `zone`, the rep's own."""

    filter: LeadFilter
    items: tuple[NudgeItem, ...]
    counts: Mapping[Urgency, int]
    page: int
    pages: int
    zone: str
    now: datetime
    covered: tuple[CoveredLeads, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchLogged:
    """A recorded touch: whether it counted, and what is due next. `instead` is the touch that counted that day.

    `was_overdue_on` is the checkpoint's date that had passed before this touch caught it up, if one had;
    `before` is where the lead stood a moment earlier.
    """

    touch_id: TouchId
    kind: TouchKind
    lead: Lead
    type_name: str
    touch: JudgedTouch
    instead: JudgedTouch | None
    standing: Standing
    before: Standing
    was_overdue_on: date | None
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchUndone:
    """An undone touch, and where the lead stands without it."""

    kind: TouchKind
    item: NudgeItem
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Snoozed:
    """The reminder sleeps until `until`, for a `reason` where it was skipped; the due date stays where it was."""

    item: NudgeItem
    until: datetime
    zone: str
    now: datetime
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadCard:
    """One lead with everything that happened to it; `names` are those of the people of the agreement."""

    item: NudgeItem
    owner: str | None
    names: Mapping[MemberId, str]
    owners: tuple[Ownership, ...]
    snoozes: tuple[Snooze, ...]
    touches: tuple[JudgedTouch, ...]
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Reassigned:
    """A lead that is another's now, with all its dates and counts. `before` is whose it was."""

    item: NudgeItem
    before: str | None
    to: str
    to_actor: bool
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerSince:
    """Whose a lead was from a local day on; None: nobody's."""

    name: str | None
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredBy:
    """Who was on duty for a date that has passed; None: nobody."""

    deadline: Deadline
    name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Everything behind a lead's due date. Dates are in the lead's own `zone`, fixed at its handoff.

    `owners` and `answered` are there where it changed hands or somebody was away.
    """

    lead: Lead
    type_name: str
    owner_name: str | None
    owner_is_reader: bool
    handed_off_on: date
    deadlines: tuple[Deadline, ...]
    touches: tuple[JudgedTouch, ...]
    standing: Standing
    cadence: Cadence
    version: int
    effective_on: date
    now: datetime
    owners: tuple[OwnerSince, ...] = ()
    answered: tuple[AnsweredBy, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Capacity:
    """Whether sales can work what the plan orders (MATHS §2): at most `touches_per_lead` touches a lead."""

    leads_per_week: Fraction
    touches_per_lead: int
    touches_per_rep_week: int
    utilisation: Fraction
    reps_needed: int
    reps: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeChain:
    """The chain of one lead type, with its share of the quota where there are several.

    `aov` is the average order value that the chain's first step divides by.
    """

    name: str
    aov: Money
    demand: Demand
    share: Fraction
    leads: int
    lead_value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class DemandAnswer:
    """How many leads the quota needs. `agreed_leads` is the agreement's own figure where this is a what-if.

    `share_of` says what the chains' shares are shares of, which is always said beside them.
    """

    quota: Quota
    locale: str
    mixed: MixedDemand
    share_of: ShareOf
    chains: tuple[TypeChain, ...]
    per_month: int
    capacity: Capacity
    warnings: tuple[str, ...]
    version: int
    agreed_leads: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """Several leads that the words may mean, newest first."""

    text: str
    leads: tuple[Lead, ...]
