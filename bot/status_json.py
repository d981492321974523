"""The figures of `sla-bot status` as JSON; docs/status.md says what each key is."""

import json
from datetime import UTC, timedelta

from bot.detail_json import detail_values, minutes, number, waits
from sla.board import Board, Exposure, Figures, ShareLine
from sla.first_contact import FirstAttempts
from sla.marketing import MarketingSide, QuantityLine
from sla.scorecard import CheckpointShare

Values = dict[str, object]

_MINUTE = timedelta(minutes=1)


def as_json(figures: Figures) -> str:
    board, whole = figures.board, figures.since_start
    not_due = {one.checkpoint: one.not_due for one in whole.checkpoints}
    lines = board.sales.lines
    first = next((line for line in lines if line.checkpoint is None), None)
    found: Values = {
        "team": board.team,
        "as_of": board.now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "figures_until": board.as_of.isoformat(),
        "zone": board.zone,
        "currency": board.quota.amount.currency,
        "version": board.version,
        "signed": board.version > 0,
        "effective_on": board.effective_on.isoformat(),
        "marketing": _marketing(board.marketing),
        "sales": {
            "measured": board.sales.measured,
            "first_attempt_within_minutes": board.sales.first_attempt_within // _MINUTE,
            "first_attempt": None if first is None else _line(first) | _attempts(figures.first_attempts),
            "checkpoints": [
                {"day": line.checkpoint.day, "need": line.checkpoint.need, **_line(line)}
                | {"not_due": not_due.get(line.checkpoint, 0)}
                for line in lines
                if line.checkpoint is not None
            ],
            **detail_values(board),
        },
        "since_start": {
            "since": board.effective_on.isoformat(),
            "leads": whole.leads,
            "first_attempt": _attempts(whole.first_attempts),
            "checkpoints": [_share(one) for one in whole.checkpoints],
        },
        **_exposures(board),
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _marketing(side: MarketingSide) -> Values:
    return {
        "verdict": side.verdict.value,
        "leads": _quantity(side.total),
        "value_month": _quantity(side.value_month),
        "value_cumulative": _quantity(side.value_cumulative),
        "lead_types": [{"name": line.lead_type, **_quantity(line)} for line in side.types],
        "today_so_far": side.today_so_far,
    }


def _quantity(line: QuantityLine) -> Values:
    return {
        "delivered": number(line.delivered),
        "expected": number(line.expected),
        "target": number(line.target),
        "verdict": line.verdict.value,
    }


def _line(line: ShareLine) -> Values:
    return {
        "judged": line.judged,
        "kept": line.kept,
        "stopped": line.stopped_before,
        "stopped_by_rep": line.stopped_by_rep,
        "target": number(line.target * 100),
        "verdict": line.verdict.value,
        "since": line.since.isoformat(),
        "last_90_days": line.last_90_days,
    }


def _attempts(found: FirstAttempts) -> Values:
    return {
        "judged": found.judged,
        "kept": found.kept,
        "stopped": found.stopped,
        "not_due": found.not_due,
        "attempted": found.attempted,
        "never_attempted": found.never,
        "median_minutes": minutes(found.median),
        "p90_minutes": minutes(found.p90),
        "p90_reached": found.p90_reached,
        **waits(found),
    }


def _share(share: CheckpointShare) -> Values:
    return {
        "day": share.checkpoint.day,
        "need": share.checkpoint.need,
        "judged": share.judged,
        "kept": share.kept,
        "stopped": share.stopped_by_lead + share.stopped_by_rep,
        "stopped_by_rep": share.stopped_by_rep,
        "not_due": share.not_due,
    }


def _exposures(board: Board) -> Values:
    return {"overdue": _exposure(board.overdue), "at_risk": _exposure(board.at_risk)}


def _exposure(found: Exposure) -> Values:
    return {"leads": found.leads, "value": number(found.value)}
