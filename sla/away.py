"""What people are told about days away: the periods that stand, and what recording one does."""

from dataclasses import dataclass
from datetime import date, datetime

from sla.absence import AbsenceId
from sla.away_hint import Hint
from sla.people import MemberId

LONGEST_DAYS = 366
"""Somebody who is away for longer is not bound by the agreement any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AwayPeriod:
    """A period that stands; `stand_in` is their name. The days are the person's own."""

    id: AbsenceId
    first: date
    last: date
    stand_in: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StandIn:
    """Somebody who may stand in."""

    member_id: MemberId
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AwayBoard:
    """One person's periods that have not ended, and who could stand in for them.

    `hint` is what their own Slack status says, where it speaks of days away that are not on the record.
    """

    name: str
    slack_id: str
    own: bool
    periods: tuple[AwayPeriod, ...]
    stand_ins: tuple[StandIn, ...]
    today: date
    hint: Hint | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AwayRecorded:
    """`back_on` is the first working day after it."""

    period: AwayPeriod
    name: str
    own: bool
    back_on: date
    carries_leads: bool
    today: date
    now: datetime
