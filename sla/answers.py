"""What the use cases answer a person with, as values; the views turn them into Block Kit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sla.activity import TouchId
from sla.answered import Reminder
from sla.cadence import Standing
from sla.digest import CoveredLeads, NudgeItem
from sla.lead_answers import Answer
from sla.leads import Lead, Urgency
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
class TouchForm:
    """What a person may log something on: one lead, or those to pick from. `more` are too many to be listed."""

    leads: tuple[Lead, ...]
    more: int
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerForm:
    """The lead that has answered; `today` is its owner's day, the first that a next step can be agreed for."""

    lead: Lead
    today: date
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLogged:
    """A recorded answer, the touch that it was at the same time, and where the lead stands after it."""

    answer: Answer
    touch: JudgedTouch
    lead: Lead
    standing: Standing
    reminder: Reminder | None
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerUndone:
    """An answer and its touch taken back, and where the lead stands without them."""

    item: NudgeItem
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenBack:
    """A lead that marketing has again, or where that was `undone`, still the rep's."""

    item: NudgeItem
    undone: bool
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
class Candidates:
    """Several leads that the words may mean, newest first."""

    text: str
    leads: tuple[Lead, ...]
