"""What each side promises beyond the numbers of the funnel, as typed parts of the agreement's terms."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from sla.cadence import Cadence
from sla.errors import BadInput
from sla.people import Side
from sla.rates import Rate


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesTerms:
    """What sales promises.

    `first_attempt_within` and `accept_within` are working time in the owner's calendar. `longest_gap_days`
    between two follow-ups is aimed at, not judged. Sales takes `intake_factor` times the plan's leads of a
    working day at most (MATHS §3, Intake limit).
    """

    accept_within: timedelta
    first_attempt_within: timedelta
    first_attempt_target: Fraction
    cadence: Cadence
    cadence_target: Fraction
    longest_gap_days: int
    reject_reasons: tuple[str, ...]
    intake_factor: Fraction
    touches_per_rep_week: int
    utilisation: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class MarketingTerms:
    """What marketing promises of its leads' quality: the shares that sales accepts and that become SQLs."""

    accepted_target: Fraction
    sql_target: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """Something a lead has or has done, and the points it is worth."""

    name: str
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QualifiedLead:
    """What both sides call a qualified lead: `threshold` points from fit and behaviour together."""

    fit: tuple[Criterion, ...]
    behaviour: tuple[Criterion, ...]
    threshold: int

    def __post_init__(self) -> None:
        most = sum(one.points for one in (*self.fit, *self.behaviour))
        if not 0 < self.threshold <= most:
            raise BadInput(
                f"A lead can reach {most} points, so the threshold must be from 1 to {most}; "
                "add criteria or change the threshold.",
                field="qualified_lead.threshold",
            )


class Routing(StrEnum):
    """Who gets a lead that names no rep."""

    ROUND_ROBIN = "round robin"
    BY_HAND = "by hand"


@dataclass(frozen=True, kw_only=True, slots=True)
class HandoffTerms:
    """How a lead changes hands. `process` is the team's own words, a line each.

    A rep may call a lead unreachable after `unreachable_after` attempts; marketing may contest a rejection
    within `dispute_within_days` working days.
    """

    process: tuple[str, ...]
    routing: Routing
    unreachable_after: int
    dispute_within_days: int


class Tells(StrEnum):
    """Whom a rung of the ladder tells; never a channel, never the other side (DESIGN §5)."""

    REP = "rep"
    STAND_IN = "rep and stand-in"
    MANAGER = "manager"
    REASSIGN = "offer to reassign"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """`after_days` working days after a due date has passed."""

    after_days: int
    tells: Tells


@dataclass(frozen=True, kw_only=True, slots=True)
class Improvement:
    """A funnel rate that is to rise: the step from `stage` to the next one, of one lead type."""

    lead_type: str
    stage: str
    rate: Rate
    by: date


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherPromise:
    """A commitment that cannot be measured here: entered by hand every month, shown with who entered it."""

    key: str
    name: str
    target: str
    owner: str
    side: Side


@dataclass(frozen=True, kw_only=True, slots=True)
class StageMeaning:
    stage: str
    meaning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    name: str
    when: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """Something that is counted, and where its facts come from."""

    name: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Prose:
    """The parts that are read and not computed with."""

    goals: tuple[str, ...]
    target_buyer: str
    stages: tuple[StageMeaning, ...]
    metrics: tuple[Metric, ...]
    meetings: tuple[Meeting, ...]
