"""The symmetrical board: marketing's promises beside sales', each with figures and one verdict (MATHS D12)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sla.activity import Won
from sla.attempt_time import TimeSplit
from sla.cadence import Checkpoint
from sla.feeds import Gap, Silent
from sla.first_contact import FirstAttempts
from sla.habits import Habits
from sla.landmark import Landmark
from sla.marketing import MarketingSide
from sla.quality import Realised, TypeQuality
from sla.scorecard import CheckpointShare, FollowUpShare
from sla.terms import Quota
from sla.verdict import Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareLine:
    """A promise of sales. `checkpoint` is None for the first attempt and for an `acceptance`.

    `since` opens the cohort (MATHS D15).

    Each lead is judged by the version it came under: `versions` are those of the judged leads, and `target` is
    what they were promised on average. Of those judged and not kept, `unattended` fell due with nobody on duty.
    Of those `stopped_before`, `stopped_by_rep` were closed by their rep; `not_due` are running clocks whose day
    is still ahead. `in_gap` are those whose day fell in a silence that lasts, and so is not counted yet; of the
    judged, `after_gap` fell due in one that is over, and were judged by what it brought (MATHS D16).
    """

    checkpoint: Checkpoint | None
    kept: int
    judged: int
    stopped_before: int
    target: Fraction
    verdict: Verdict
    since: date
    last_90_days: bool
    versions: tuple[int, ...] = ()
    kept_late: int = 0
    acceptance: bool = False
    unattended: int = 0
    stopped_by_rep: int = 0
    not_due: int = 0
    in_gap: int = 0
    after_gap: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PastGap:
    """A silence that is over, and how many dates of the side's lines fell due in it."""

    gap: Gap
    dates: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesSide:
    """`measured` is False while no source of activities exists: then there are no lines.

    `first_attempt_within` is the promised working time of the first attempt, for the line's name, and
    `accept_within` that of an answer. `accepted` of the month's leads that somebody was `asked` to accept.
    While a source is `silent`, what fell due since is listed apart; `gaps` are the silences before it in which
    something fell due.
    """

    measured: bool
    lines: tuple[ShareLine, ...]
    first_attempt_within: timedelta
    accept_within: timedelta = timedelta()
    accepted: int = 0
    asked: int = 0
    silent: Silent | None = None
    gaps: tuple[PastGap, ...] = ()

    def with_verdict(self, verdict: Verdict) -> int:
        return sum(line.verdict is verdict for line in self.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeLines:
    """Each of the side's lines for the leads of one type alone; over the types they add up to the side's."""

    name: str
    lines: tuple[ShareLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedLine:
    """A promise as it stood when its month closed, and how many were kept of the same leads by what came in since."""

    line: ShareLine
    kept_since: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedMonth:
    """The month before, frozen at the moment when its figures were first told (MATHS D15)."""

    month: date
    closed_at: datetime
    lines: tuple[ClosedLine, ...]

    @property
    def corrections(self) -> int:
        return sum(one.kept_since - one.line.kept for one in self.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesDetail:
    """What stands behind sales' lines. `attempts`, `contacts` and `split` are over the first attempt's own leads.

    `follow_ups` are over each checkpoint's. `habits` and `quality` look at the last ninety days, from `since` on.
    `types`, `quality`, `realised` and `landmark` are the team's only, `types` where there is more than one.
    """

    since: date
    attempts: FirstAttempts
    contacts: FirstAttempts
    follow_ups: tuple[FollowUpShare, ...]
    split: TimeSplit
    habits: Habits
    types: tuple[TypeLines, ...] = ()
    quality: tuple[TypeQuality, ...] = ()
    realised: Realised | None = None
    landmark: Landmark | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Exposure:
    """Leads in a state now, and what they are worth by the stage they are in (MATHS D14), in major units."""

    leads: int
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """Both sides at one moment. `as_of` is the last completed working day in the team's zone (MATHS D6).

    `effective_on` is the first day of any agreement, from which on leads are judged; `version_since` the day
    from which the version in force is, None where that is the first. `contested` rejections wait for a decision,
    `queued` leads for the day on which they are dealt out: they were more than sales takes. `last_month` is there in
    a month's first working days, and wherever `detail` was asked for.
    """

    team: str
    zone: str
    locale: str
    now: datetime
    as_of: date
    days_elapsed: int
    days_total: int
    effective_on: date
    version: int
    quota: Quota
    marketing: MarketingSide
    sales: SalesSide
    won: Won
    won_since: date
    overdue: Exposure
    at_risk: Exposure
    version_since: date | None = None
    contested: int = 0
    queued: int = 0
    detail: SalesDetail | None = None
    last_month: ClosedMonth | None = None

    @property
    def nothing_yet(self) -> bool:
        """Nothing has ever come in, from anywhere."""
        side = self.marketing
        return not (side.value_cumulative.delivered or side.today_so_far or self.sales.measured)


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceStart:
    """All judged leads since the agreement's first day, as of the moment itself; `leads` are how many there are."""

    leads: int
    checkpoints: tuple[CheckpointShare, ...]
    first_attempts: FirstAttempts


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """A board with what scripts ask for beside it; `first_attempts` are those of the board's own line."""

    board: Board
    first_attempts: FirstAttempts
    since_start: SinceStart


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnBoard:
    """One rep's own numbers, for the rep and the manager of the rep's side only."""

    name: str
    own: bool
    zone: str
    now: datetime
    as_of: date
    version: int
    sales: SalesSide
    overdue: int
    due_today: int
    new: int
    suggested: int
    later: int
    remind: int = 0
    waiting: int = 0
    inherited: int = 0
    detail: SalesDetail | None = None
    last_month: ClosedMonth | None = None
    slack_id: str | None = None
