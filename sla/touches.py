"""Which recorded touches count, as what, and why the others do not (MATHS.md §3, "What counts")."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sla.calendar import local_date
from sla.moments import aware
from sla.recorded import Direction, Manner, TouchFact, TouchKind, by_time
from sla.twins import Event, events

__all__ = [
    "Direction", "JudgedTouch", "Manner", "NotCounted", "Role", "TouchFact", "TouchKind", "follow_up_times",
    "judge_touches",
]  # fmt: skip

_SAME_EVENT = timedelta(seconds=60)
_LOGGED_IN_TIME = timedelta(hours=24)


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
    INTERNAL = "internal"
    TWIN = "twin"
    DUPLICATE_60S = "duplicate_60s"
    SAME_DAY = "same_day"


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedTouch:
    """A touch with its verdict: a `role` when it counts, otherwise `not_counted`.

    `number` is the follow-up's, from 1. `instead_of` is the id of the counted touch that stands in its place; for a
    twin, of the touch that tells of the same event, counted or not. Where several sources tell of one event, its
    `fact` is at the earliest moment that a system, not a press, recorded.
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
    inside, judged = [], []
    for fact in facts:
        reason = _outside(fact, start, end)
        if reason is None:
            inside.append(fact)
        else:
            judged.append(_refused(fact, reason))
    for event in events(inside):
        judged.extend(_judged(event, tally))
    return tuple(sorted(judged, key=_in_order))


def _judged(event: Event, tally: "_Tally") -> Iterator[JudgedTouch]:
    """The touch that stands for the event with its verdict, then its twins."""
    reason = _reason(event.fact)
    yield _refused(event.fact, reason) if reason else tally.take(event.fact)
    for twin in event.twins:
        yield replace(_refused(twin, NotCounted.TWIN, event.fact.id), late_logged=False)


def _in_order(touch: JudgedTouch) -> tuple[datetime, bool, bool, int, str]:
    at, named, number, name = by_time(touch.fact)
    return at, touch.not_counted is NotCounted.TWIN, named, number, name


def follow_up_times(judged: Iterable[JudgedTouch]) -> tuple[datetime, ...]:
    """When the follow-ups happened, for `sla.cadence` and `sla.scorecard`."""
    return tuple(touch.fact.occurred_at for touch in judged if touch.number is not None)


def _outside(fact: TouchFact, handed_off_at: datetime, now: datetime) -> NotCounted | None:
    if fact.occurred_at > now:
        return NotCounted.NOT_YET
    return NotCounted.BEFORE_HANDOFF if fact.occurred_at < handed_off_at else None


def _reason(fact: TouchFact) -> NotCounted | None:
    """Why a touch cannot count, whatever other touches there are."""
    meeting = fact.kind is TouchKind.MEETING
    reasons = (
        (NotCounted.NOTE, fact.kind is TouchKind.NOTE),
        (NotCounted.TASK, fact.kind is TouchKind.TASK),
        (NotCounted.SCHEDULED_ONLY, meeting and not fact.held),
        # A held meeting counts whoever asked for it.
        (NotCounted.INBOUND, fact.direction is Direction.INBOUND and not meeting),
        (NotCounted.BOUNCED, fact.bounced),
        (NotCounted.AUTOMATED, fact.manner is Manner.AUTOMATED),
        (NotCounted.BULK, fact.manner is Manner.BULK),
        (NotCounted.INTERNAL, fact.manner is Manner.INTERNAL),
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
