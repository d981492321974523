"""What is kept of a command or press before it is acknowledged: enough to do it afterwards, here or elsewhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sla.arrivals import Arrival

Payload = Mapping[str, object]

OF_COMMAND = ("command", "text", "user_id", "channel_id", "trigger_id", "response_url")
OF_PRESS = ("type", "user", "trigger_id", "response_url", "channel", "container")
OF_VIEW = ("id", "type")
ACTION = "pressed"


class Inbound(Protocol):
    def keep(self, arrival: Arrival) -> None:
        """Returns when it is in the store. It is done soon after, each person's in order, and only once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What Slack sent; `action` is the button, and None for a command."""

    body: Payload
    action: Payload | None


def command_arrival(command: Payload, now: datetime) -> Arrival:
    kept = _some(command, OF_COMMAND)
    return _arrival(str(command["user_id"]), str(command["trigger_id"]), kept, now)


def press_arrival(body: Payload, action: Payload, now: datetime) -> Arrival:
    """Of its message only the blocks, which are rewritten; of a view what names it."""
    kept = _some(body, OF_PRESS)
    message, view, user = body.get("message"), body.get("view"), body["user"]
    if isinstance(message, Mapping):
        kept["message"] = _some(message, ("blocks",))
    if isinstance(view, Mapping):
        kept["view"] = _some(view, OF_VIEW)
    kept[ACTION] = dict(action)
    slack_id = str(user["id"]) if isinstance(user, Mapping) else ""
    return _arrival(slack_id, str(body["trigger_id"]), kept, now)


def heard(arrival: Arrival) -> Heard:
    body: dict[str, object] = json.loads(arrival.said)
    action = body.pop(ACTION, None)
    return Heard(body=body, action=action if isinstance(action, Mapping) else None)


def _arrival(slack_id: str, key: str, kept: Payload, now: datetime) -> Arrival:
    return Arrival(key=key, slack_id=slack_id, at=now, said=json.dumps(kept, ensure_ascii=False))


def _some(payload: Payload, names: tuple[str, ...]) -> dict[str, object]:
    return {name: payload[name] for name in names if name in payload}
