"""What a person's Home tab shows, as values: their day, their side's work, who is away, what waits for them."""

from dataclasses import dataclass
from datetime import date, datetime

from sla.away import AwayPeriod
from sla.board import Board, Exposure, OwnBoard
from sla.commitments import About
from sla.crm import CrmBoard
from sla.decisions import Decision, DecisionKind
from sla.digest import Nudge
from sla.handed import Unaccepted
from sla.leads import Lead, LeadId
from sla.people import Person
from sla.received import Inbox
from sla.same_page import SamePage


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
    somebody who only stands in for others. No reminders come since `unreminded_since`: they are switched off.
    """

    nudge: Nudge
    own: OwnBoard | None
    waiting: Unaccepted | None
    told: frozenset[LeadId]
    late: frozenset[LeadId] = frozenset()
    unreminded_since: datetime | None = None


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
class OwnCommitment:
    """What the reader took on of one day's digest; `left` of its leads are still open, as in `Checked`.

    Of a pace `leads` is 0. Only `today`'s can be changed or given back.
    """

    on: date
    about: About
    leads: int
    until: datetime
    left: int | None
    today: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """One person's Home tab; `person` is None for somebody whom the agreement does not name.

    `to_sign` is the version that waits for their signature, and `managers` whom to ask. Without `begun` nothing
    was ever agreed, and there is nothing else to show. `same` are leads that may be one, for a manager; `crm` too is
    for managers, where a CRM is read. Dates are read in `zone`, the reader's own.
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
    same: SamePage | None = None
    inbox: Inbox | None = None
    commitments: tuple[OwnCommitment, ...] = ()
    crm: CrmBoard | None = None
