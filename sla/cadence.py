"""The follow-ups an agreement promises: checkpoints, deadlines, and how one lead stands (MATHS.md §3, D7).

The scored deadlines never move for weekends and holidays; the suggested days do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from sla.calendar import WorkingCalendar, at_local, local_date
from sla.errors import BadInput
from sla.moments import aware

_DAY = timedelta(days=1)
_RISK_WORKING_DAYS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """By the end of local day `day` after the anchor, `need` follow-ups in all."""

    day: int
    need: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadence:
    """Cumulative checkpoints, and the day on which each follow-up is suggested."""

    checkpoints: tuple[Checkpoint, ...]
    suggested_days: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.checkpoints or self.checkpoints[0].day < 1 or self.checkpoints[0].need < 1:
            raise BadInput(
                "A cadence needs a checkpoint on day 1 or later that asks for at least one follow-up."
            )
        for earlier, later in pairwise(self.checkpoints):
            if later.day <= earlier.day or later.need <= earlier.need:
                raise BadInput(
                    f"The checkpoint {later.need} by day {later.day} does not go beyond {earlier.need} by "
                    f"day {earlier.day}; list checkpoints with rising days and rising follow-ups."
                )
        self._check_suggested()

    def _check_suggested(self) -> None:
        days, need = self.suggested_days, self.checkpoints[-1].need
        if len(days) != need:
            raise BadInput(
                f"The cadence asks for {need} follow-ups and suggests {len(days)} days; give one day each."
            )
        if days[0] < 0 or any(later <= earlier for earlier, later in pairwise(days)):
            raise BadInput("The suggested days of a cadence must rise, with one follow-up a day at most.")
        for done, day in enumerate(days):
            checkpoint = self.unreached(done)
            if checkpoint is not None and day > checkpoint.day:
                raise BadInput(
                    f"Follow-up {done + 1} is suggested for day {day}, after its checkpoint on "
                    f"day {checkpoint.day}; suggest it earlier."
                )

    def unreached(self, follow_ups: int) -> Checkpoint | None:
        """The earliest checkpoint that so many follow-ups do not reach; None when the cadence is complete."""
        return next((checkpoint for checkpoint in self.checkpoints if checkpoint.need > follow_ups), None)


ARTICLE = Cadence(
    checkpoints=(Checkpoint(day=14, need=3), Checkpoint(day=28, need=5), Checkpoint(day=56, need=7)),
    suggested_days=(5, 10, 14, 21, 28, 42, 56),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """A span in which a lead's clock stood still, and after which what was still ahead shifts (MATHS §3)."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A checkpoint of one lead: the local date it falls `on`, and the moment (exclusive) that date ends."""

    checkpoint: Checkpoint
    on: date
    ends_at: datetime


def deadline(
    checkpoint: Checkpoint, handed_off_at: datetime, zone: str, pause: Pause | None = None
) -> Deadline:
    """The whole local day counts, in the lead's own zone (D7); a pause shifts what was still ahead of it."""
    on = local_date(handed_off_at, zone) + checkpoint.day * _DAY
    if pause is not None and aware(pause.start) < at_local(on + _DAY, time.min, zone):
        on += _paused(pause, zone)
    return Deadline(checkpoint=checkpoint, on=on, ends_at=at_local(on + _DAY, time.min, zone))


def deadlines(
    cadence: Cadence, handed_off_at: datetime, zone: str, pause: Pause | None = None
) -> tuple[Deadline, ...]:
    return tuple(deadline(checkpoint, handed_off_at, zone, pause) for checkpoint in cadence.checkpoints)


def _paused(pause: Pause, zone: str) -> timedelta:
    """The local days in between."""
    return local_date(pause.end, zone) - local_date(pause.start, zone)


class State(StrEnum):
    """How a lead stands. Listed: shown, never judged. Open, at risk, overdue: its clock runs."""

    LISTED = "listed"
    NOT_STARTED = "not_started"
    OPEN = "open"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    COMPLETED = "completed"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """One lead at one moment.

    `checkpoint` is the earliest one not reached, `due_on` its local date, `next_due_at` the moment that
    date ends, `to_go` the follow-ups it still asks for; they stay when that moment has passed, and
    `overdue_since` is then the first local day too late. All are None, and `to_go` 0, when no clock runs.
    `over`: the lead is not stopped, and its follow-ups are all made or its last date has passed.
    """

    state: State
    follow_ups: int
    checkpoint: Checkpoint | None = None
    next_due_at: datetime | None = None
    due_on: date | None = None
    to_go: int = 0
    suggested_on: date | None = None
    overdue_since: date | None = None
    over: bool = False


def standing(
    cadence: Cadence,
    *,
    handed_off_at: datetime,
    zone: str,
    follow_up_times: Sequence[datetime],
    stopped_at: datetime | None,
    judged: bool,
    now: datetime,
    calendar: WorkingCalendar,
    pause: Pause | None = None,
) -> Standing:
    """`zone` is the lead's own, `calendar` its owner's. What happens after `now` is not known yet."""
    now = aware(now, "now")
    follow_ups = sum(aware(moment, "follow-up") <= now for moment in follow_up_times)
    checkpoint = cadence.unreached(follow_ups)
    idle = _without_clock(handed_off_at, stopped_at, now) if judged else State.LISTED
    if idle is not None or checkpoint is None:
        return Standing(state=idle or State.COMPLETED, follow_ups=follow_ups, over=idle is None)
    due = deadline(checkpoint, handed_off_at, zone, pause)
    state = _running(due, local_date(now, zone), calendar) if now < due.ends_at else State.OVERDUE
    handed_off_on = local_date(handed_off_at, zone) + (_paused(pause, zone) if pause else timedelta())
    return Standing(
        state=state,
        follow_ups=follow_ups,
        checkpoint=checkpoint,
        next_due_at=due.ends_at,
        due_on=due.on,
        to_go=checkpoint.need - follow_ups,
        suggested_on=_suggested(cadence.suggested_days[follow_ups], handed_off_on, due.on, calendar),
        overdue_since=local_date(due.ends_at, zone) if state is State.OVERDUE else None,
        over=deadline(cadence.checkpoints[-1], handed_off_at, zone, pause).ends_at <= now,
    )


def _without_clock(handed_off_at: datetime, stopped_at: datetime | None, now: datetime) -> State | None:
    if stopped_at is not None and aware(stopped_at, "stopped_at") <= now:
        return State.STOPPED
    return State.NOT_STARTED if now < aware(handed_off_at, "handed_off_at") else None


def _running(due: Deadline, today: date, calendar: WorkingCalendar) -> State:
    away = calendar.working_days(today + _DAY, due.on)
    return State.AT_RISK if away <= _RISK_WORKING_DAYS else State.OPEN


def _suggested(day: int, handed_off_on: date, due_on: date, calendar: WorkingCalendar) -> date:
    """Forward to a working day, back from the checkpoint's where that would pass it."""
    wanted = handed_off_on + day * _DAY
    moved = calendar.next_working_day(wanted, inclusive=True)
    if moved <= due_on:
        return moved
    moved = calendar.previous_working_day(due_on, inclusive=True)
    # No working day from the handoff to the checkpoint: the plain day is the best there is.
    return moved if moved >= handed_off_on else wanted
