"""A submitted modal, parsed at the edge: what was filled in, by the input's block id."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.asked import Payload
from handlers.services import Services
from sla.people import Actor


@dataclass(frozen=True, kw_only=True, slots=True)
class Submitted:
    """`texts` has each input's text, date, time or chosen value, empty left out; `chosen` the lists of values.

    `asked` are the block ids of all inputs, empty or not. `carries` is what the modal was opened with;
    `root_view_id` the modal at the bottom of its stack, `below_view_id` the one right below, if any.
    """

    form: str
    asked: tuple[str, ...]
    texts: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    carries: Mapping[str, str]
    view_id: str
    root_view_id: str
    below_view_id: str | None
    actor: Actor
    now: datetime

    @property
    def given(self) -> Mapping[str, str | None]:
        """Every input's text, None where it is empty."""
        return {block_id: self.texts.get(block_id) for block_id in self.asked}

    def ticked(self, block_id: str) -> bool:
        return bool(self.chosen.get(block_id))

    def text(self, block_id: str) -> str | None:
        return self.texts.get(block_id)


ONE = (
    "value",
    "selected_date",
    "selected_time",
    "selected_date_time",
    "selected_user",
    "selected_channel",
    "selected_conversation",
)
MANY = ("selected_users", "selected_channels", "selected_conversations")


def submitted(body: Payload, services: Services) -> Submitted:
    """From Slack's `view_submission`."""
    view, user = _mapping(body["view"]), _mapping(body["user"])
    texts: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    values = _mapping(_mapping(view["state"]).get("values"))
    for block_id, actions in values.items():
        for state in _mapping(actions).values():
            text, several = _read(_mapping(state))
            texts |= {block_id: text} if text else {}
            chosen |= {block_id: several} if several is not None else {}
    now = services.now()
    return Submitted(
        form=str(view["callback_id"]),
        asked=tuple(values),
        texts=texts,
        chosen=chosen,
        carries=json.loads(str(view.get("private_metadata") or "{}")),
        view_id=str(view["id"]),
        root_view_id=str(view["root_view_id"]),
        below_view_id=str(view["previous_view_id"]) if view.get("previous_view_id") else None,
        actor=services.identity.actor(str(user["id"]), now),
        now=now,
    )


def _read(state: Payload) -> tuple[str | None, tuple[str, ...] | None]:
    """One element's value: a text, or the values of a list."""
    option, options = state.get("selected_option"), state.get("selected_options")
    if isinstance(option, Mapping):
        return str(option["value"]), None
    if isinstance(options, list):
        return None, tuple(str(_mapping(one)["value"]) for one in options)
    several = next((state[key] for key in MANY if isinstance(state.get(key), list)), None)
    if isinstance(several, list):
        return None, tuple(str(one) for one in several)
    one = next((state[key] for key in ONE if state.get(key)), None)
    return (str(one).strip() or None) if one is not None else None, None


def _mapping(value: object) -> Payload:
    return value if isinstance(value, Mapping) else {}
