"""How many leads kept a checkpoint, of those that can be judged at it (MATHS.md D10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sla.cadence import Checkpoint, Pause, deadline
from sla.moments import aware


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckpointCase:
    """One lead, as far as a checkpoint asks: its anchor and zone, follow-ups, and when its clock stopped.

    `late_times` are those of the follow-ups that were logged late.
    """

    handed_off_at: datetime
    zone: str
    follow_up_times: tuple[datetime, ...]
    stopped_at: datetime | None = None
    stopped_by_rep: bool = False
    late_times: tuple[datetime, ...] = ()
    pause: Pause | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "handed_off_at", aware(self.handed_off_at, "handed_off_at"))
        times = tuple(aware(moment, "follow-up") for moment in self.follow_up_times)
        object.__setattr__(self, "follow_up_times", times)
        if self.stopped_at is not None:
            object.__setattr__(self, "stopped_at", aware(self.stopped_at, "stopped_at"))


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckpointShare:
    """`kept` of `judged`, and beside them the leads that are not judged, and why; each case counts once.

    `kept_late` are those of the kept ones that late logging made so.
    """

    checkpoint: Checkpoint
    kept: int
    judged: int
    stopped_by_lead: int
    stopped_by_rep: int
    not_due: int
    kept_late: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUpShare:
    """Of the leads judged at the checkpoint that first asks for follow-up `number`, those that had it in time."""

    number: int
    checkpoint: Checkpoint
    on_time: int
    judged: int


def checkpoint_share(
    checkpoint: Checkpoint, cases: Iterable[CheckpointCase], as_of: datetime
) -> CheckpointShare:
    """Judged: the deadline has passed by `as_of` and the clock was not stopped before it."""
    kept = judged = by_lead = by_rep = not_due = late = 0
    moment = aware(as_of, "as_of")
    for case in cases:
        ends_at = deadline(checkpoint, case.handed_off_at, case.zone, case.pause).ends_at
        if case.stopped_at is not None and case.stopped_at < ends_at and case.stopped_at <= moment:
            by_rep += case.stopped_by_rep
            by_lead += not case.stopped_by_rep
        elif ends_at > moment:
            not_due += 1
        else:
            judged += 1
            done = sum(at < ends_at for at in case.follow_up_times)
            kept += done >= checkpoint.need
            late += done >= checkpoint.need > done - sum(at < ends_at for at in case.late_times)
    return CheckpointShare(
        checkpoint=checkpoint,
        kept=kept,
        judged=judged,
        stopped_by_lead=by_lead,
        stopped_by_rep=by_rep,
        not_due=not_due,
        kept_late=late,
    )


def follow_up_shares(
    checkpoint: Checkpoint, cases: Iterable[CheckpointCase], as_of: datetime, *, asked_before: int = 0
) -> tuple[FollowUpShare, ...]:
    """The finer measure: each follow-up that this checkpoint asks for beyond those `asked_before`.

    The last of them is the checkpoint's own share, of the same leads.
    """
    known = tuple(cases)
    steps = (
        checkpoint_share(Checkpoint(day=checkpoint.day, need=number), known, as_of)
        for number in range(asked_before + 1, checkpoint.need + 1)
    )
    return tuple(
        FollowUpShare(
            number=step.checkpoint.need, checkpoint=checkpoint, on_time=step.kept, judged=step.judged
        )
        for step in steps
    )
