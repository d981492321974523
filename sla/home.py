"""What a person's Home tab shows, as values: their day, their side's work, who is away, what waits for them."""

from dataclasses import dataclass
from datetime import datetime

from sla.away import AwayPeriod
from sla.board import Board, Exposure, OwnBoard
from sla.crm import CrmBoard
from sla.decisions import Decision, DecisionKind
from sla.digest import Nudge
from sla.handed import Unaccepted
from sla.leads import Lead, LeadId
from sla.people import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Switch:
    """Whether a person is away now, and until when; `coming` is their next period that has not begun."""

    now: AwayPeriod | None
    coming: AwayPeriod | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AwayColleague:
    """Somebody of the reader's own side who is away now."""

    name: str
    period: AwayPeriod


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A rep's own day: the reminder as it would be now, and the leads that wait for the rep's answer.

    The manager of sales is shown those in `told` too, and has been told of those in `late`. `own` is None for
    somebody who only stands in for others.
    """

    nudge: Nudge
    own: OwnBoard | None
    waiting: Unaccepted | None
    told: frozenset[LeadId]
    late: frozenset[LeadId] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A rejected lead for whoever has to say something about it; `last` is the last word on it so far."""

    lead: Lead
    type_name: str
    rejection: Decision
    last: DecisionKind
    contest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesTeam:
    """What the manager of sales looks after: the team in counts, and the leads that have come to the manager.

    `waiting` counts every lead that nobody has accepted or rejected; `unaccepted` lists those that have come to
    the rung of the ladder that tells the manager. `contested` are the first of `contested_total`.
    """

    overdue: Exposure
    at_risk: Exposure
    waiting: int
    unaccepted: Unaccepted | None
    contested: tuple[Rejected, ...]
    contested_total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What became of the leads of one type, handed over this month so far.

    Each lead is taken up, waiting or rejected, so these three add up; `won` and `contested` are among them.
    """

    type_name: str
    handed_over: int
    taken_up: int
    waiting: int
    rejected: int
    contested: int
    won: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Fates:
    """Marketing's leads of the month to date. `reasons` counts the rejections by what was said, most first.

    `open` are the first of `open_total` rejections that can be contested still, `given_back` the latest of
    `given_back_total` leads that came back this month after their whole cadence; both of whatever month.
    """

    types: tuple[Fate, ...]
    reasons: tuple[tuple[str, int], ...]
    open: tuple[Rejected, ...]
    open_total: int
    given_back: tuple[Lead, ...] = ()
    given_back_total: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """One person's Home tab; `person` is None for somebody whom the agreement does not name.

    `to_sign` is the version that waits for their signature, and `managers` whom to ask. Without `begun` nothing
    was ever agreed, and there is nothing else to show. Dates are read in `zone`, the reader's own.
    `crm` is for managers, where a CRM is read.
    """

    person: Person | None
    begun: bool
    managers: tuple[str, ...]
    zone: str
    now: datetime
    to_sign: int | None = None
    switch: Switch | None = None
    away: tuple[AwayColleague, ...] = ()
    day: Day | None = None
    team: SalesTeam | None = None
    fates: Fates | None = None
    board: Board | None = None
    currency: str = ""
    crm: CrmBoard | None = None
