"""How soon leads hear from us (MATHS D11 and §3, "First contact"): per lead, and over many of them.

The first attempt is our first counted touch, which the promise is about; the first contact is the first time that
both sides spoke. Both are told in working time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil

from sla.touches import Direction, JudgedTouch, Manner, NotCounted, Role, TouchFact, TouchKind
from sla.worktime import WorkTime

P90 = Fraction(90, 100)
_NO_CONVERSATION = frozenset({TouchKind.NOTE, TouchKind.TASK})
_NEVER_WAS = frozenset({NotCounted.NOT_YET, NotCounted.BEFORE_HANDOFF})


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstContact:
    """When one lead was first tried and first spoken to, and the working time until then; None where it was not."""

    attempt_at: datetime | None
    attempt_after: timedelta | None
    contact_at: datetime | None
    contact_after: timedelta | None


def first_contact(touches: Sequence[JudgedTouch], handed_off_at: datetime, hours: WorkTime) -> FirstContact:
    """`touches` in order of time; `hours` are the owner's, the team's where there is none."""
    attempt = next((one.fact.occurred_at for one in touches if one.role is Role.FIRST_ATTEMPT), None)
    spoken = (one.fact for one in touches if one.not_counted not in _NEVER_WAS)
    contact = next((fact.occurred_at for fact in spoken if two_way(fact)), None)
    return FirstContact(
        attempt_at=attempt,
        attempt_after=None if attempt is None else hours.between(handed_off_at, attempt),
        contact_at=contact,
        contact_after=None if contact is None else hours.between(handed_off_at, contact),
    )


def two_way(fact: TouchFact) -> bool:
    """A held meeting, somebody who answered us, or anything that the lead sent or did towards us."""
    if fact.kind in _NO_CONVERSATION or fact.bounced or fact.manner is not Manner.PERSON:
        return False
    if fact.kind is TouchKind.MEETING:
        return fact.held
    return fact.reached or fact.direction is Direction.INBOUND


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One lead, as far as the promise of a first attempt asks; `after` is working time."""

    due_at: datetime
    at: datetime | None
    after: timedelta | None
    stopped_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstAttempts:
    """`kept` of `judged`, beside them the leads that are not judged; and how long the attempted ones waited.

    `attempted` are all leads tried before their clock stopped, `median` and `p90` over these; `never` are judged
    leads that were not. `half` and `nine_in_ten` are of the judged ones, those never tried included: None where
    so many were not tried within any time.
    """

    kept: int
    judged: int
    stopped: int
    not_due: int
    attempted: int
    never: int
    median: timedelta | None
    p90: timedelta | None
    half: timedelta | None = None
    nine_in_ten: timedelta | None = None

    @property
    def p90_reached(self) -> bool:
        """Whether at most a tenth of the judged leads were never tried, so that nine in ten were (D11)."""
        return self.p90 is not None and self.never <= (1 - P90) * self.judged


def first_attempts(leads: Iterable[Attempt], as_of: datetime) -> FirstAttempts:
    """Judged: the target moment has passed by `as_of`, attempted or not, and the clock was not stopped before it."""
    kept = judged = stopped = not_due = never = 0
    waits: list[timedelta] = []
    due: list[timedelta] = []
    for lead in leads:
        end = lead.stopped_at if lead.stopped_at is not None and lead.stopped_at <= as_of else None
        tried = lead.at is not None and lead.at <= as_of and (end is None or lead.at <= end)
        if tried and lead.after is not None:
            waits.append(lead.after)
        if end is not None and end < lead.due_at:
            stopped += 1
        elif lead.due_at > as_of:
            not_due += 1
        else:
            judged += 1
            kept += tried and lead.at is not None and lead.at <= lead.due_at
            never += not tried
            due += [lead.after] if tried and lead.after is not None else []
    waits.sort()
    due.sort()
    return FirstAttempts(
        kept=kept,
        judged=judged,
        stopped=stopped,
        not_due=not_due,
        attempted=len(waits),
        never=never,
        median=median(waits),
        p90=nearest_rank(waits, P90),
        half=median(due, endless=never),
        nine_in_ten=nearest_rank(due, P90, endless=never),
    )


def median(ordered: Sequence[timedelta], *, endless: int = 0) -> timedelta | None:
    """The middle one, or half-way between the two in the middle; None of nothing.

    `endless` more of them have no end: None where the middle lies among those.
    """
    number = len(ordered) + endless
    if not ordered or number // 2 >= len(ordered):
        return None
    return (ordered[(number - 1) // 2] + ordered[number // 2]) / 2


def nearest_rank(ordered: Sequence[timedelta], share: Fraction, *, endless: int = 0) -> timedelta | None:
    """The smallest that at least this share of them do not exceed; None of nothing, or where it has no end."""
    rank = max(1, ceil(share * (len(ordered) + endless)))
    return ordered[rank - 1] if rank <= len(ordered) else None
