"""The control API beside people: the clock, faults, and the record of the traffic."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.changes import What
from sandbox.control.asked import Asked
from sandbox.control.shown import entry_json
from sandbox.errors import Refusal
from sandbox.faults import Fault, FaultKind
from sandbox.jsonvalue import Json, Object

SOCKET = "socket"


async def see_clock(asked: Asked) -> Object:
    return {"now": asked.slack.clock.now(), "offset": asked.slack.clock.offset}


async def move_clock(asked: Asked) -> Object:
    """Forward by seconds or to a moment, which is in the team's zone unless it carries an offset."""
    clock = asked.slack.clock
    to, by = asked.text("to"), asked.values.get("by")
    try:
        clock.advance(_moment(asked, to) - clock.now() if to else _seconds(by))
    except ValueError as problem:
        raise Refusal("invalid_time", str(problem)) from None
    asked.slack.changes.tell(What.CLOCK)
    return await see_clock(asked)


async def add_fault(asked: Asked) -> Object:
    """The next calls of a method shall fail; method "socket" cuts the sockets now."""
    method = asked.text("method")
    if method == SOCKET:
        asked.slack.sockets.cut()
        return {}
    kind = asked.text("kind")
    if kind not in set(FaultKind):
        raise Refusal("invalid_kind", f"There is no fault {kind!r}; there is {', '.join(FaultKind)}.")
    times = asked.values.get("times", 1)
    seconds = asked.values.get("seconds", 1.0)
    asked.slack.faults.add(
        Fault(
            method=method or "*",
            kind=FaultKind(kind),
            times=times if isinstance(times, int) else 1,
            seconds=float(seconds) if isinstance(seconds, (int, float)) else 1.0,
        )
    )
    return {}


async def clear_faults(asked: Asked) -> Object:
    asked.slack.faults.clear()
    return {}


async def see_traffic(asked: Asked) -> Object:
    after = asked.text("after")
    entries = asked.slack.recorder.after(int(after) if after.isdecimal() else 0)
    return {"entries": [entry_json(entry) for entry in entries]}


def _moment(asked: Asked, text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment; write it like 2026-11-24T09:00.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(asked.slack.workspace.team.zone))
    return moment.timestamp()


def _seconds(by: Json) -> float:
    if isinstance(by, (int, float)) and not isinstance(by, bool):
        return float(by)
    raise ValueError("Say where the clock shall go: `to` a moment, or `by` a number of seconds.")
