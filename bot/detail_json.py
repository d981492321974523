"""What stands behind sales' lines, as JSON; docs/status.md says what each key is."""

from datetime import UTC, timedelta
from fractions import Fraction

from sla.attempt_time import TimeSplit, Usual
from sla.board import Board, ClosedMonth, SalesDetail, ShareLine
from sla.cadence import Checkpoint
from sla.first_contact import FirstAttempts
from sla.landmark import Group, Landmark

Values = dict[str, object]

_MINUTE = timedelta(minutes=1)


def detail_values(board: Board) -> Values:
    """The keys beside a board's own; empty while sales is not measured."""
    detail = board.detail
    if detail is None:
        return {}
    return {
        "first_contact": _share(detail.contacts) | waits(detail.contacts),
        "follow_ups": [
            {"number": one.number, "day": one.checkpoint.day, "judged": one.judged, "on_time": one.on_time}
            for one in detail.follow_ups
        ],
        "by_lead_type": [
            {"name": one.name, "lines": [_line(line) for line in one.lines]} for one in detail.types
        ],
        "until_first_attempt": _split(detail.split),
        "last_90_days": _counters(detail),
        "last_month": None if board.last_month is None else _closed(board.last_month),
    }


def waits(found: FirstAttempts) -> Values:
    """Of the judged leads, those never tried included."""
    return {
        "half_within_minutes": minutes(found.half),
        "nine_in_ten_within_minutes": minutes(found.nine_in_ten),
    }


def minutes(length: timedelta | None) -> int | float | None:
    """Of working time, to two decimals."""
    return None if length is None else number(Fraction(length // timedelta(microseconds=1), 60_000_000))


def number(value: Fraction) -> int | float:
    """Whole where it is whole, otherwise to two decimals."""
    return int(value) if value.denominator == 1 else round(float(value), 2)


def _share(found: FirstAttempts) -> Values:
    return {"judged": found.judged, "kept": found.kept, "never": found.never}


def _line(line: ShareLine) -> Values:
    return _promise(line) | {"judged": line.judged, "kept": line.kept, "verdict": line.verdict.value}


def _promise(line: ShareLine) -> Values:
    if line.acceptance:
        return {"promise": "acceptance"}
    return {"promise": "first_attempt"} if line.checkpoint is None else _checkpoint(line.checkpoint)


def _checkpoint(checkpoint: Checkpoint) -> Values:
    return {"promise": "checkpoint", "day": checkpoint.day, "need": checkpoint.need}


def _split(split: TimeSplit) -> Values:
    parts = {"system": split.system, "queue": split.queue, "human": split.human, "away": split.away}
    return {"leads": split.leads} | {name: _usual(part) for name, part in parts.items()}


def _usual(part: Usual) -> Values:
    return {"leads": part.leads, "median_minutes": minutes(part.median)}


def _counters(detail: SalesDetail) -> Values:
    habits, money = detail.habits, detail.realised
    return {
        "since": detail.since.isoformat(),
        "closed_by_rep": habits.closed_by_rep,
        "reached_first_checkpoint": habits.reached,
        "gap_days": None if habits.gap is None else number(Fraction(habits.gap // _MINUTE, 24 * 60)),
        "logged_by_hand": habits.logged,
        "logged_late": habits.late,
        "lead_types": [
            {
                "name": one.name,
                "accepted": one.accepted,
                "answered": one.answered,
                "next_stage": one.stage,
                "entered": one.entered,
                "advanced": one.advanced,
            }
            for one in detail.quality
        ],
        "revenue": None
        if money is None
        else {
            "leads": money.leads,
            "deals": money.deals,
            "without_amount": money.without_amount,
            "amount": number(Fraction(money.revenue.major)),
            "planned": number(money.planned),
        },
        "landmark": None if detail.landmark is None else _landmark(detail.landmark),
    }


def _landmark(found: Landmark) -> Values:
    """An association, never a cause; the bounds of the difference are shares."""
    return _checkpoint(found.checkpoint) | {
        "won_by_day": found.until,
        "lead_types": [
            {"name": one.name, "kept": _group(one.kept), "short": _group(one.short)} for one in found.strata
        ],
        "difference_low": None if found.low is None else round(found.low, 4),
        "difference_high": None if found.high is None else round(found.high, 4),
    }


def _group(group: Group) -> Values:
    return {"leads": group.leads, "won": group.won}


def _closed(closed: ClosedMonth) -> Values:
    return {
        "month": f"{closed.month:%Y-%m}",
        "closed_at": closed.closed_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "lines": [_line(one.line) | {"kept_since": one.kept_since} for one in closed.lines],
    }
