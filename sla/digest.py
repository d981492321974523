"""The morning digest and the private nudge, as values; how they read is the views' business."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from sla.answered import Reminder
from sla.board import Board, Exposure
from sla.cadence import Standing
from sla.commitments import About, TopicKind
from sla.feeds import Gap, Silent
from sla.leads import Lead, Urgency
from sla.marketing import QuantityLine
from sla.messages import SwitchedOff
from sla.news import News
from sla.pace import Landing
from sla.people import Person, Side
from sla.verdict import Verdict

MOST_TOPICS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What people of its side have taken of a topic: how many of its leads, none of a pace, the latest `until`."""

    leads: int
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """One line of the agenda. `value` is what it puts at risk, in major units; topics are ranked by it."""

    kind: TopicKind
    leads: int
    value: Fraction
    lead_type: str | None = None
    taken: Taken | None = None

    @property
    def about(self) -> About:
        return About(kind=self.kind, lead_type=self.lead_type)


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What became of something that one side took on at the stand-up before, by the facts.

    `leads` are those that were taken and `left` how many of them are still open; of a pace `leads` is 0 and `left`
    is 1 or 0, or None where the new month has no verdict yet.
    """

    about: About
    leads: int
    left: int | None

    @property
    def side(self) -> Side:
        return self.about.kind.side


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The agenda of one morning: the board, the most expensive exceptions first, and what was taken on before.

    `more` exceptions had no room; `checked` is of the digest of `checked_on`, and `missed` did not come since.
    `kept_after_all` days that had ended short became kept since then by what came in late.
    `off` are messages of the signed ladder that managers switched off, `heard_again` the silences that were told
    of and ended since.
    """

    on: date
    board: Board
    topics: tuple[Topic, ...]
    more: int = 0
    missed: int = 0
    checked_on: date | None = None
    checked: tuple[Checked, ...] = ()
    kept_after_all: int = 0
    off: tuple[SwitchedOff, ...] = ()
    heard_again: tuple[Gap, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PaceNotice:
    """For one of marketing: the month's value is outside the band, or the last months have all closed so.

    `landing` is what the days left ask for, in leads at the agreed mix; None where the month on `board` is closed.
    `gap` is value, in major units, and `gap_leads` what that is in such leads. `topics` are the lead types that
    stand out, for taking on.
    """

    on: date
    board: Board
    landing: Landing | None
    gap: Fraction
    gap_leads: int
    topics: tuple[Topic, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeForm:
    """What one person may take of an exception, or has taken: then `own` is True and `until` is theirs.

    `zone` is the person's, in which the hour is read.
    """

    on: date
    about: About
    leads: int
    until: datetime
    own: bool
    zone: str
    now: datetime


def exceptions(
    board: Board, *, lead_values: Mapping[str, Fraction], contested: Exposure | None = None
) -> tuple[Topic, ...]:
    """Everything on a board that is not as agreed, by dollars at risk (MATHS D14).

    `lead_values` are by lead type's name, in major units. Too many leads put no dollars at risk: they stand last.
    """
    topics = [_pace_topic(line, lead_values) for line in board.marketing.types]
    topics += [_leads_topic(TopicKind.OVERDUE, board.overdue), _leads_topic(TopicKind.CONTESTED, contested)]
    return tuple(sorted((topic for topic in topics if topic), key=lambda topic: -topic.value))


def agenda(
    board: Board, *, lead_values: Mapping[str, Fraction], contested: Exposure | None = None
) -> tuple[Topic, ...]:
    """The most expensive exceptions, as many as a stand-up has time for."""
    return exceptions(board, lead_values=lead_values, contested=contested)[:MOST_TOPICS]


def _leads_topic(kind: TopicKind, leads: Exposure | None) -> Topic | None:
    return Topic(kind=kind, leads=leads.leads, value=leads.value) if leads and leads.leads else None


def _pace_topic(line: QuantityLine, lead_values: Mapping[str, Fraction]) -> Topic | None:
    kinds = {Verdict.UNDER: TopicKind.UNDER_PACE, Verdict.OVER: TopicKind.OVER_PACE}
    kind = kinds.get(line.verdict)
    if kind is None or line.lead_type is None or line.normal_variation:
        return None
    gap = abs(line.expected - line.delivered)
    return Topic(
        kind=kind,
        leads=max(1, round(gap)),
        value=gap * lead_values[line.lead_type] if kind is TopicKind.UNDER_PACE else Fraction(0),
        lead_type=line.lead_type,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class NudgeItem:
    """A lead that needs its owner, why, where it stands in the cadence, and when an answer brings it up.

    `waits_for` is the source without which it is not known whether its date was kept, by its own name.
    """

    urgency: Urgency
    lead: Lead
    type_name: str
    standing: Standing
    reminder: Reminder | None = None
    waits_for: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveredLeads:
    """What is urgent among the leads of somebody who is away up to the day `until`, their own, included."""

    name: str
    until: date
    items: tuple[NudgeItem, ...]
    counts: Mapping[Urgency, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudge:
    """One rep's bundled message of one day: at most five leads, the rest as counts.

    `on` is the rep's local date; `all_leads` is every lead they own, closed ones too. `covered` is what they look
    after for others; `back` is there on their first working day after days away. `given` are the names of leads
    that were handed to them since the last working day. Of those suggested, `put_off` wait for the days after
    coming back, the last until `put_off_until`; `counts` has them, `today` does not. A source that is `silent`
    knows more of what was done than the message does.
    """

    person: Person
    on: date
    items: tuple[NudgeItem, ...]
    counts: Mapping[Urgency, int]
    all_leads: int
    now: datetime
    covered: tuple[CoveredLeads, ...] = ()
    back: bool = False
    given: tuple[str, ...] = ()
    put_off: int = 0
    put_off_until: date | None = None
    news: News = field(default_factory=News)
    silent: Silent | None = None

    @property
    def today(self) -> Mapping[Urgency, int]:
        """What is asked for today, by urgency."""
        suggested = self.counts.get(Urgency.SUGGESTED, 0) - self.put_off
        return {**self.counts, Urgency.SUGGESTED: suggested} if self.put_off else self.counts

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def wanted(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.total or self.given or self.news.any or any(one.total for one in self.covered))


@dataclass(frozen=True, kw_only=True, slots=True)
class Hello:
    """What a person reads before the first nudge ever; `trial_until` is the last day on which none comes yet."""

    person: Person
    added_by: str | None
    effective_on: date
    nudge_at: str
    leads: int
    trial_until: date | None = None
