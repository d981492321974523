"""What handing a lead over asks and answers: the form, the lead's card for its rep, a rejection's form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sla.decisions import Decision, DecisionKind
from sla.digest import NudgeItem
from sla.leads import Lead
from sla.people import MemberId, Person
from sla.promises import Criterion, QualifiedLead


@dataclass(frozen=True, kw_only=True, slots=True)
class HandoffForm:
    """`types` are names by key. Not `in_turn`: the agreement routes by hand, so a rep has to be named.

    `seen` tells one agreement's criteria from another's.
    """

    types: Mapping[str, str]
    reps: Mapping[MemberId, str]
    in_turn: bool
    definition: QualifiedLead | None
    seen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewHandoff:
    """A filled-in form. `rep` None: whose turn it is. `fit` and `behaviour` are places in the definition."""

    name: str
    lead_type: str
    campaign: str | None
    rep: MemberId | None
    fit: frozenset[int]
    behaviour: frozenset[int]
    seen: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quality:
    """What was ticked against the definition in force; None of it where there is no definition."""

    points: int | None = None
    threshold: int | None = None
    ticked: tuple[Criterion, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedOver:
    """`works_from` is None where the rep is at work today. Dates are read in `zone`, the reader's."""

    lead: Lead
    type_name: str
    rep: Person
    by_turn: bool
    works_from: datetime | None
    quality: Quality
    zone: str
    now: datetime
    waits_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadCard:
    """A handed-over lead for whoever works on it; `decisions` earliest first. Dates are read in `zone`."""

    lead: Lead
    type_name: str
    given_by: str | None
    quality: Quality
    decisions: tuple[Decision, ...]
    contest_until: datetime | None
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectForm:
    """The agreed reasons, and how many of the attempts that "unreachable" asks for were made."""

    lead: Lead
    reasons: tuple[str, ...]
    attempts: int
    attempts_needed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectionNote:
    """A rejected lead with what followed. Dates are read in `zone`, the reader's, not the owner's of the card."""

    card: LeadCard
    rejection: Decision
    zone: str
    now: datetime

    @property
    def last(self) -> DecisionKind:
        return self.card.decisions[-1].kind

    @property
    def contest(self) -> str:
        """What marketing said against it."""
        said = [one.note for one in self.card.decisions if one.kind is DecisionKind.DISPUTED]
        return said[-1] if said else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contested:
    """The same for the manager of sales, who decides."""

    note: RejectionNote


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingLead:
    """A lead that nobody has accepted or rejected, or tried."""

    lead: Lead
    type_name: str
    owner_name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Untried:
    """What is urgent for a rep: the first of `total` own leads that nobody has tried yet, with half of the time for
    it gone or an answer due soon, and of `ending_total` that are short of follow-ups on the last day for them.
    """

    leads: tuple[WaitingLead, ...]
    total: int
    zone: str
    now: datetime
    ending: tuple[NudgeItem, ...] = ()
    ending_total: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Unaccepted:
    """The first of `total` leads that wait. `reps` are whom the manager can give one to."""

    leads: tuple[WaitingLead, ...]
    total: int
    reps: Mapping[MemberId, str]
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LateLead:
    """A lead that is short of the `need` follow-ups of a day that is over. `offer`: another rep is offered it."""

    lead: Lead
    type_name: str
    owner_name: str | None
    need: int
    offer: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LateLeads:
    """What the ladder brings to the manager of sales today; the first of `total` leads, the longest due first."""

    leads: tuple[LateLead, ...]
    total: int
    reps: Mapping[MemberId, str]
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenAway:
    """A lead that has gone to another rep."""

    card: LeadCard
    rep_name: str
