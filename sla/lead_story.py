"""What a person is told of one lead: everything behind its date, all that happened to it, whose it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sla.answered import Reminder
from sla.breaches import Breach
from sla.cadence import Cadence, Deadline, Standing
from sla.decisions import Decision
from sla.delivered import Uncounted
from sla.digest import NudgeItem
from sla.feeds import Gap
from sla.lead_answers import Answer
from sla.leads import Lead
from sla.ownership import Ownership, Snooze
from sla.people import MemberId
from sla.touches import JudgedTouch


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadTimeline:
    """One lead with everything that happened to it; `names` are those of the people of the agreement."""

    item: NudgeItem
    owner: str | None
    names: Mapping[MemberId, str]
    owners: tuple[Ownership, ...]
    snoozes: tuple[Snooze, ...]
    touches: tuple[JudgedTouch, ...]
    answers: tuple[Answer, ...]
    decisions: tuple[Decision, ...]
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

    `owners` and `answered` are there where it changed hands or somebody was away, `uncounted` where it is not
    among the leads delivered. `left_out` are the holidays and days away, of its owner at the handoff, that were no
    working time for its first attempt. `gone_in` is the source that has the lead no longer.
    `gaps` are the silences of sources in which one of its dates fell.
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
    answers: tuple[Answer, ...] = ()
    breaches: tuple[Breach, ...] = ()
    reminder: Reminder | None = None
    given_by: str | None = None
    decisions: tuple[Decision, ...] = ()
    owners: tuple[OwnerSince, ...] = ()
    answered: tuple[AnsweredBy, ...] = ()
    left_out: tuple[date, ...] = ()
    uncounted: Uncounted | None = None
    gone_in: str | None = None
    gaps: tuple[Gap, ...] = ()
