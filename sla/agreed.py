"""What the use cases of the agreement answer with, as values; the views turn them into Block Kit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from sla.agreement import ChangeAsked, Signature, Tables, Version
from sla.capacity import Capacity
from sla.crm import CrmBoard
from sla.documents import Fault
from sla.measured import Closing
from sla.mix import MixedDemand
from sla.people import MemberId, Named, Person, Side
from sla.terms import Terms


class Part(StrEnum):
    """What set-up is divided into; each has a modal of its own."""

    PEOPLE = "people"
    CHANNEL = "channel"
    QUOTA = "quota"
    STREAM = "stream"
    LEAD_TYPE = "lead_type"
    SALES = "sales"
    HOURS = "hours"
    PURPOSE = "purpose"
    HANDOFF = "handoff"


@dataclass(frozen=True, kw_only=True, slots=True)
class PartOf:
    """A part of the set-up; `number` counts streams and lead types from 1, one beyond the last is a new one."""

    part: Part
    number: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PartState:
    """`faults` are what is wrong or missing in it; none: it is done."""

    of: PartOf
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SetUpBoard:
    """Where the next version stands. `terms` is what it comes to, once it is whole.

    `changed`: something in it differs from the version in force. `by` wrote last, at `at`. `crm`: what is read.
    """

    tables: Tables
    parts: tuple[PartState, ...]
    people: tuple[Named, ...]
    terms: Terms | None
    in_force: Terms | None
    changed: bool
    proposal: Version | None
    by: str | None
    at: datetime | None
    zone: str
    now: datetime
    crm: CrmBoard | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Leads of one type that were handed off in the last so many months, and those of them won since."""

    leads: int
    won: int
    months: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PartForm:
    """A part to fill in: the draft's tables, and `seen`, which tells on saving whether it changed meanwhile.

    `measured` and `closing` are what the history of a lead type offers, None where it is too short.

    `slack_ids` are those of the people by address; somebody whom Slack does not know is missing there.
    """

    of: PartOf
    tables: Tables
    people: tuple[Named, ...]
    slack_ids: Mapping[str, str]
    seen: str
    measured: Measured | None
    zone: str
    closing: Closing | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A draft that is whole, before it is proposed. `before` is the version it would follow, if any.

    `replaced` is the open proposal whose place it would take.

    `warnings` must be acknowledged. `sha256` is of the terms with `effective_on` in them; `earliest` is the
    first day that can be agreed.
    """

    terms: Terms
    before: Terms | None
    demand: MixedDemand
    capacity: Capacity
    warnings: tuple[str, ...]
    effective_on: date
    earliest: date
    members: Mapping[MemberId, Person]
    sha256: str
    revision: int
    replaced: Terms | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A version with who has signed it and who is still asked, by name.

    `before` is the one that was agreed when it was proposed, `replaced` the proposal whose place it took.
    """

    version: Version
    terms: Terms
    before: Terms | None
    proposer: str | None
    signatures: tuple[Signature, ...]
    waiting: tuple[Person, ...]
    changes: tuple[ChangeAsked, ...]
    replaced: Terms | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnNumbers:
    """What a version means for one person. A rep's share of leads and touches; marketing's whole promise."""

    side: Side
    leads_per_week: Fraction
    leads_per_month: int
    value_per_month: Fraction
    touches_per_week: int
    reps: int
    first_attempt_within: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class SignRequest:
    """What one person is asked. `countersign`: it is in force already and they joined later."""

    proposal: Proposal
    person: Person
    own: OwnNumbers
    countersign: bool
    signed: Signature | None
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """`begins_on` is None while others have yet to sign."""

    request: SignRequest
    again: bool
    begins_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A hand-entered figure of a commitment that cannot be measured, and who entered it."""

    key: str
    month: date
    value: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementPage:
    """The agreement in force as it reads, for one reader. `open` is a proposal under way; `mine`: theirs to sign."""

    terms: Terms
    demand: MixedDemand
    signatures: tuple[Signature, ...]
    open: Proposal | None
    mine: SignRequest | None
    entries: tuple[Entry, ...]
    may_enter: tuple[str, ...]
    may_propose: bool
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Every version, newest first, each with the terms that were in force before it."""

    proposals: tuple[Proposal, ...]
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SignReminder:
    """The same request again, some days later."""

    request: SignRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeNote:
    """For the proposer: what somebody would rather have."""

    proposal: Proposal
    change: ChangeAsked


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledNote:
    """For everybody who was asked: the proposal is signed by all and binds from its day, or it lapsed."""

    proposal: Proposal
    zone: str
    now: datetime
