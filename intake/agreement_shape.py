"""The shape of sla.toml: every table, every key, and what a key that is left out stands for."""

from datetime import date, time, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from intake import agreement_words as words
from sla.calendar import Window
from sla.funnel import DEFAULT_STAGES
from sla.mix import ShareOf
from sla.people import Role, Side
from sla.rates import Rate
from sla.terms import Period

Text = Annotated[str, words.reads(words.text)]
NumberText = Annotated[str, words.reads(words.number_text)]
Share = Annotated[Rate, words.reads(words.rate)]
Email = Annotated[str, words.reads(words.email)]
Channel = Annotated[str, words.reads(words.channel)]
Zone = Annotated[str, words.reads(words.zone)]
LocaleName = Annotated[str, words.reads(words.locale)]
Currency = Annotated[str, words.reads(words.currency)]
Clock = Annotated[time, words.reads(words.clock)]
Day = Annotated[date, words.reads(words.day)]
Hours = Annotated[tuple[Window, ...], words.reads(words.hours)]
Days = Annotated[frozenset[int], words.reads(words.days)]
Span = Annotated[timedelta, words.reads(words.span)]
Count = Annotated[StrictInt, Field(ge=1, le=100_000)]

NINE_TO_FIVE = (Window(start=time(9), end=time(17)),)
MONDAY_TO_FRIDAY = frozenset(range(5))
NINETY_PERCENT = Rate(converted=90, entered=100)


class Table(BaseModel):
    """One table of the file; a key that is not listed is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamTable(Table):
    name: Text
    zone: Zone
    currency: Currency
    channel: Channel
    effective: Day
    locale: LocaleName = "en_US"
    holidays: Text | None = None
    hours: Hours = NINE_TO_FIVE
    days: Days = MONDAY_TO_FRIDAY
    digest_at: Clock = time(9)
    nudge_at: Clock = time(9)


class QuotaTable(Table):
    amount: NumberText
    period: Period = Period.YEAR
    share_of: ShareOf = ShareOf.REVENUE


class LeadTypeTable(Table):
    """`origins` None: the name itself; `share` None: all of the quota, where there is one lead type."""

    name: Text
    rates: tuple[Share, ...]
    aov: NumberText
    stages: tuple[Text, ...] = DEFAULT_STAGES
    origins: tuple[Text, ...] | None = None
    share: Share | None = None


class CheckpointTable(Table):
    day: Count
    follow_ups: Count


class SalesTable(Table):
    """The article's cadence, 2 working hours, 90 %; `suggested_days` None: spread evenly."""

    first_attempt_within: Span = timedelta(hours=2)
    first_attempt_target: Share = NINETY_PERCENT
    cadence: Annotated[tuple[CheckpointTable, ...], Field(min_length=1)] = (
        CheckpointTable(day=14, follow_ups=3),
        CheckpointTable(day=28, follow_ups=5),
        CheckpointTable(day=56, follow_ups=7),
    )
    suggested_days: tuple[StrictInt, ...] | None = None
    cadence_target: Share = NINETY_PERCENT
    touches_per_rep_week: Count = 140
    utilisation: Share = Rate(converted=100, entered=100)


class PersonTable(Table):
    """None stands for the team's own."""

    name: Text
    email: Email
    side: Side
    role: Role
    zone: Zone | None = None
    hours: Hours | None = None
    days: Days | None = None
    holidays: Text | None = None


class AgreementFile(Table):
    team: TeamTable
    quota: QuotaTable
    lead_types: Annotated[tuple[LeadTypeTable, ...], Field(min_length=1)]
    people: Annotated[tuple[PersonTable, ...], Field(min_length=1)]
    sales: SalesTable = SalesTable()
