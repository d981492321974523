"""Which recorded touches count, as what, and why the others do not (MATHS.md §3, "What counts")."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sla.calendar import local_date
from sla.moments import aware

_SAME_EVENT = timedelta(seconds=60)
_LOGGED_IN_TIME = timedelta(hours=24)


class TouchKind(StrEnum):
    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    MESSAGE = "message"
    NOTE = "note"
    TASK = "task"


class Direction(StrEnum):
    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Role(StrEnum):
    """What a counted touch is."""

    FIRST_ATTEMPT = "first_attempt"
    FOLLOW_UP = "follow_up"


class NotCounted(StrEnum):
    """Why a touch does not count."""

    NOT_YET = "not_yet"
    BEFORE_HANDOFF = "before_handoff"
    NOTE = "note"
    TASK = "task"
    INBOUND = "inbound"
    SCHEDULED_ONLY = "scheduled_only"
    BOUNCED = "bounced"
    AUTOMATED = "automated"
    BULK = "bulk"
    DUPLICATE_60S = "duplicate_60s"
    SAME_DAY = "same_day"


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchFact:
    """One recorded activity on a lead; `id` is unique among the lead's touches.

    `by_person`: not an automated sequence. `by_hand`: a person logged it, no feed brought it. `held`: for a
    meeting, that it took place. `reached`: that somebody answered. `source`: what brought it, blank by hand.
    """

    id: int | str
    kind: TouchKind
    direction: Direction
    occurred_at: datetime
    logged_at: datetime
    by_person: bool = True
    by_hand: bool = True
    held: bool = True
    bulk: bool = False
    bounced: bool = False
    reached: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "occurred_at", aware(self.occurred_at, "occurred_at"))
        object.__setattr__(self, "logged_at", aware(self.logged_at, "logged_at"))


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedTouch:
    """A touch with its verdict: a `role` when it counts, otherwise `not_counted`.

    `number` is the follow-up's, from 1. `instead_of` is the id of the counted touch that stands in its place.
    """

    fact: TouchFact
    role: Role | None
    number: int | None
    not_counted: NotCounted | None
    instead_of: int | str | None
    late_logged: bool


def judge_touches(
    facts: Iterable[TouchFact],
    *,
    handed_off_at: datetime,
    zone: str,
    now: datetime,
    first_attempt_counts: bool = False,
) -> tuple[JudgedTouch, ...]:
    """Every touch in order of time, judged; the order in which the facts come does not matter.

    `zone` is the lead's own. With `first_attempt_counts` the first attempt is also follow-up 1.
    """
    tally = _Tally(zone=zone, number=0 if first_attempt_counts else -1)
    start, end = aware(handed_off_at, "handed_off_at"), aware(now, "now")
    judged = []
    for fact in sorted(facts, key=_order):
        reason = _reason(fact, start, end)
        judged.append(_refused(fact, reason) if reason else tally.take(fact))
    return tuple(judged)


def follow_up_times(judged: Iterable[JudgedTouch]) -> tuple[datetime, ...]:
    """When the follow-ups happened, for `sla.cadence` and `sla.scorecard`."""
    return tuple(touch.fact.occurred_at for touch in judged if touch.number is not None)


def _order(fact: TouchFact) -> tuple[datetime, bool, int, str]:
    """By time, then by id: numbers before texts."""
    if isinstance(fact.id, int):
        return fact.occurred_at, False, fact.id, ""
    return fact.occurred_at, True, 0, fact.id


def _reason(fact: TouchFact, handed_off_at: datetime, now: datetime) -> NotCounted | None:
    """Why a touch cannot count, whatever other touches there are."""
    meeting = fact.kind is TouchKind.MEETING
    reasons = (
        (NotCounted.NOT_YET, fact.occurred_at > now),
        (NotCounted.BEFORE_HANDOFF, fact.occurred_at < handed_off_at),
        (NotCounted.NOTE, fact.kind is TouchKind.NOTE),
        (NotCounted.TASK, fact.kind is TouchKind.TASK),
        (NotCounted.SCHEDULED_ONLY, meeting and not fact.held),
        # A held meeting counts whoever asked for it.
        (NotCounted.INBOUND, fact.direction is Direction.INBOUND and not meeting),
        (NotCounted.BOUNCED, fact.bounced),
        (NotCounted.AUTOMATED, not fact.by_person),
        (NotCounted.BULK, fact.bulk),
    )
    return next((reason for reason, applies in reasons if applies), None)


def _refused(fact: TouchFact, reason: NotCounted, instead_of: int | str | None = None) -> JudgedTouch:
    return JudgedTouch(
        fact=fact,
        role=None,
        number=None,
        not_counted=reason,
        instead_of=instead_of,
        late_logged=_late_logged(fact),
    )


def _late_logged(fact: TouchFact) -> bool:
    return fact.by_hand and fact.logged_at - fact.occurred_at > _LOGGED_IN_TIME


class _Tally:
    """The counted touches so far: by local day, and the last real event of each kind."""

    def __init__(self, *, zone: str, number: int) -> None:
        self._zone = zone
        self._number = number
        self._by_day: dict[date, int | str] = {}
        self._events: dict[TouchKind, tuple[datetime, int | str]] = {}

    def take(self, fact: TouchFact) -> JudgedTouch:
        """Count an eligible touch, later than all before it, unless its event or its day is taken."""
        event = self._events.get(fact.kind)
        if event is not None and fact.occurred_at - event[0] <= _SAME_EVENT:
            return _refused(fact, NotCounted.DUPLICATE_60S, event[1])
        day = local_date(fact.occurred_at, self._zone)
        standing = self._by_day.setdefault(day, fact.id)
        self._events[fact.kind] = fact.occurred_at, standing
        if standing != fact.id:
            return _refused(fact, NotCounted.SAME_DAY, standing)
        first = len(self._by_day) == 1
        self._number += 1
        return JudgedTouch(
            fact=fact,
            role=Role.FIRST_ATTEMPT if first else Role.FOLLOW_UP,
            number=self._number or None,
            not_counted=None,
            instead_of=None,
            late_logged=_late_logged(fact),
        )
