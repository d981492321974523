"""The control API beside people: the clock, faults, delivery, rate limits, and the record of the traffic."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.api.table import METHODS
from sandbox.changes import What
from sandbox.control.asked import Asked
from sandbox.control.shown import entry_json
from sandbox.errors import Refusal
from sandbox.faults import ANY_METHOD, Fault, FaultKind
from sandbox.interactions.payloads import TOKEN
from sandbox.jsonvalue import Json, Object, as_flag, as_list

SOCKET, REPLIES = "socket", "response_url"
CUT, REFRESH = "cut", "refresh"


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
    """The next calls of a method shall fail; method "socket" cuts the sockets now, or asks to connect anew."""
    method, kind = asked.text("method") or ANY_METHOD, asked.text("kind")
    if method == SOCKET:
        return _disturb_sockets(asked, kind)
    if kind not in set(FaultKind):
        raise Refusal("invalid_kind", f"There is no fault {kind!r}; there is {', '.join(FaultKind)}.")
    if method not in METHODS.keys() | {ANY_METHOD, REPLIES}:
        raise Refusal("unknown_method", f"Slack has no method {method!r} here, so it would never fail.")
    times, seconds = asked.values.get("times", 1), asked.values.get("seconds", 1.0)
    if isinstance(times, bool) or not isinstance(times, int) or times < 1:
        raise Refusal("invalid_times", f"{times!r} is no number of calls; give 1 or more.")
    asked.slack.faults.add(
        Fault(method=method, kind=FaultKind(kind), times=times, seconds=_wait(seconds, "5"))
    )
    return {}


def _disturb_sockets(asked: Asked, kind: str) -> Object:
    if kind not in {"", CUT, REFRESH}:
        raise Refusal("invalid_kind", f"Sockets know no fault {kind!r}; they know {CUT} and {REFRESH}.")
    if kind == REFRESH:
        asked.slack.sockets.refresh()
    else:
        asked.slack.sockets.cut()
    return {}


async def see_faults(asked: Asked) -> Object:
    """The faults still to come, in the order they will be taken."""
    waiting: list[Json] = [
        {"method": one.method, "kind": one.kind.value, "times": one.times, "seconds": one.seconds}
        for one in asked.slack.faults.waiting
    ]
    return {"faults": waiting}


async def clear_faults(asked: Asked) -> Object:
    asked.slack.faults.clear()
    return {}


async def see_delivery(asked: Asked) -> Object:
    delivery = asked.slack.delivery
    return {"url": delivery.http.url, "retry_after": [*delivery.retry_after]}


async def set_delivery(asked: Asked) -> Object:
    """Where the app is reached: a `url`, which must answer the challenge, or null for its sockets.

    `retry_after` are the waits in seconds before an event is tried again, for tests that cannot wait minutes.
    """
    delivery = asked.slack.delivery
    if "retry_after" in asked.values:
        delivery.retry_after = tuple(
            _wait(one, "[0, 60, 300]") for one in as_list(asked.values["retry_after"])
        )
    if "url" in asked.values:
        await delivery.http.set_url(asked.text("url") or None, token=TOKEN)
        asked.slack.changes.tell(What.STATE)
    return await see_delivery(asked)


async def see_limits(asked: Asked) -> Object:
    return {"on": asked.slack.limits.on}


async def set_limits(asked: Asked) -> Object:
    """Switches Slack's rate limits on or off; either way the counts begin anew."""
    asked.slack.limits.switch(on=as_flag(asked.values.get("on")))
    return await see_limits(asked)


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


def _wait(seconds: Json, example: str) -> float:
    if isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and seconds >= 0:
        return float(seconds)
    raise Refusal("invalid_time", f"{seconds!r} is no wait in seconds; give e.g. {example}.")
