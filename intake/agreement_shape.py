"""The shape of an agreement's tables: every table, every key, and what a key that is left out stands for."""

from datetime import time, timedelta
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from intake import agreement_defaults as defaults
from intake.agreement_values import (
    Channel,
    Choice,
    Clock,
    Count,
    Currency,
    Day,
    Days,
    Factor,
    FewDays,
    LocaleName,
    NumberText,
    Paragraph,
    Place,
    Points,
    Sentence,
    Share,
    Span,
    TeamHours,
    Text,
    Weight,
    Zone,
)
from sla.calendar import Window
from sla.funnel import DEFAULT_STAGES
from sla.lag import LONGEST_LAG
from sla.mix import ShareOf
from sla.people import Side
from sla.promises import Routing, Tells
from sla.rates import Rate
from sla.terms import Period

NINE_TO_FIVE = (Window(start=time(9), end=time(17)),)
MONDAY_TO_FRIDAY = frozenset(range(5))
EIGHTY_PERCENT = Rate(converted=80, entered=100)
NINETY_PERCENT = Rate(converted=90, entered=100)


class Table(BaseModel):
    """One table; a key that is not listed is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamParts(Table):
    """The team's keys as far as they are there and well formed. `until` None: no end is agreed; `holidays` None:
    none.
    """

    name: Text | None = None
    zone: Zone | None = None
    currency: Currency | None = None
    channel: Channel | None = None
    effective: Day | None = None
    until: Day | None = None
    locale: LocaleName = "en_US"
    holidays: Place | None = None
    hours: TeamHours = NINE_TO_FIVE
    days: Days = MONDAY_TO_FRIDAY
    digest_at: Clock = time(9)
    nudge_at: Clock = time(9)
    goals: Annotated[tuple[Sentence, ...], Field(max_length=10)] = ()
    target_buyer: Paragraph | None = None


class TeamTable(TeamParts):
    name: Text
    zone: Zone
    currency: Currency
    channel: Channel
    effective: Day


class QuotaTable(Table):
    """`season` None: every month alike."""

    amount: NumberText
    period: Period = Period.YEAR
    share_of: ShareOf = ShareOf.REVENUE
    season: tuple[Weight, ...] | None = None


class StreamTable(Table):
    """`share` None: all of the quota, where there is one stream; `margin` None: not known."""

    name: Text
    share: Share | None = None
    needs_leads: StrictBool = True
    margin: Share | None = None


class LeadTypeTable(Table):
    """`origins` None: the name itself; `share` None: all of its stream, where it is alone there; `stream` None:
    the one that needs leads; `first_attempt_within` None: as for every lead. `months_to_close` or how many
    close after 0, 1, 2 … months; both None: not agreed.
    """

    name: Text
    rates: tuple[Share, ...]
    aov: NumberText
    stages: tuple[Text, ...] = DEFAULT_STAGES
    origins: tuple[Text, ...] | None = None
    share: Share | None = None
    stream: Text | None = None
    first_attempt_within: Span | None = None
    months_to_close: Annotated[StrictInt, Field(ge=0, le=LONGEST_LAG)] | None = None
    closes_after: Annotated[tuple[Weight, ...] | None, Field(min_length=1, max_length=LONGEST_LAG + 1)] = None


class OpenBusinessTable(Table):
    """`stream` None: the one that needs leads."""

    closes: Day
    value: NumberText
    stream: Text | None = None


class CriterionTable(Table):
    name: Choice
    points: Points


Criteria = Annotated[tuple[CriterionTable, ...], Field(max_length=10)]


class QualifiedLeadTable(Table):
    threshold: Count
    fit: Criteria = ()
    behaviour: Criteria = ()


class HandoffTable(Table):
    process: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=10)] = defaults.PROCESS
    routing: Routing = Routing.ROUND_ROBIN
    unreachable_after: FewDays = 7
    dispute_within_days: FewDays = 3


class MarketingTable(Table):
    """`sql_target` None: none is promised."""

    accepted_target: Share = EIGHTY_PERCENT
    sql_target: Share | None = None


class CheckpointTable(Table):
    day: Count
    follow_ups: Count


class SalesTable(Table):
    """The article's cadence, 2 working hours, 90 %; `suggested_days` None: spread evenly."""

    accept_within: Span = timedelta(hours=8)
    first_attempt_within: Span = timedelta(hours=2)
    first_attempt_target: Share = NINETY_PERCENT
    cadence: Annotated[tuple[CheckpointTable, ...], Field(min_length=1)] = (
        CheckpointTable(day=14, follow_ups=3),
        CheckpointTable(day=28, follow_ups=5),
        CheckpointTable(day=56, follow_ups=7),
    )
    suggested_days: tuple[StrictInt, ...] | None = None
    cadence_target: Share = NINETY_PERCENT
    longest_gap_days: FewDays = 14
    reject_reasons: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=20)] = (
        defaults.REJECT_REASONS
    )
    intake_factor: Factor = Fraction(3, 2)
    touches_per_rep_week: Count = 140
    utilisation: Share = Rate(converted=100, entered=100)


class RungTable(Table):
    after_days: Annotated[StrictInt, Field(ge=0, le=60)]
    tells: Tells


class ImprovementTable(Table):
    """The step that begins at `stage`."""

    lead_type: Text
    stage: Text
    rate: Share
    by: Day


class OtherPromiseTable(Table):
    name: Text
    target: Sentence
    owner: Text
    side: Side


class MetricTable(Table):
    name: Text
    source: Sentence


class MeetingTable(Table):
    name: Text
    when: Sentence


LADDER = (
    RungTable(after_days=0, tells=Tells.REP),
    RungTable(after_days=1, tells=Tells.STAND_IN),
    RungTable(after_days=3, tells=Tells.MANAGER),
    RungTable(after_days=5, tells=Tells.REASSIGN),
)
METRICS = tuple(MetricTable(name=name, source=source) for name, source in defaults.METRICS)
MEETINGS = tuple(MeetingTable(name=name, when=when) for name, when in defaults.MEETINGS)


class AgreementParts(Table):
    """The tables of an agreement in the order of its file, as far as they are there and well formed."""

    team: TeamParts = TeamParts()
    quota: QuotaTable | None = None
    streams: Annotated[tuple[StreamTable, ...], Field(max_length=20)] = ()
    lead_types: Annotated[tuple[LeadTypeTable, ...] | None, Field(min_length=1, max_length=50)] = None
    open_business: Annotated[tuple[OpenBusinessTable, ...] | None, Field(max_length=100)] = None
    stages: dict[Text, Sentence] = Field(default_factory=dict)
    qualified_lead: QualifiedLeadTable | None = None
    handoff: HandoffTable = HandoffTable()
    marketing: MarketingTable = MarketingTable()
    sales: SalesTable = SalesTable()
    escalation: Annotated[tuple[RungTable, ...], Field(min_length=1, max_length=10)] = LADDER
    improvements: Annotated[tuple[ImprovementTable, ...], Field(max_length=50)] = ()
    other_promises: Annotated[tuple[OtherPromiseTable, ...], Field(max_length=20)] = ()
    metrics: Annotated[tuple[MetricTable, ...], Field(min_length=1, max_length=20)] = METRICS
    meetings: Annotated[tuple[MeetingTable, ...], Field(min_length=1, max_length=10)] = MEETINGS


class AgreementShape(AgreementParts):
    """The terms of an agreement: what a draft becomes and a stored version holds."""

    team: TeamTable
    quota: QuotaTable
    lead_types: Annotated[tuple[LeadTypeTable, ...], Field(min_length=1, max_length=50)]
