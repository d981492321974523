"""What a person typed or pressed, parsed at the edge into values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.services import Services
from handlers.views.ids import LONGEST_NUMBER
from handlers.views.on_page import page_of, without_page
from sla.answers import LeadFilter
from sla.errors import BadInput
from sla.leads import LeadId
from sla.people import Actor

Payload = Mapping[str, object]

HOME = "home"
"""The type of a Home tab's view."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A slash command: the verb's own words, who typed it, when and in which channel. `press` opens one modal."""

    words: str
    actor: Actor
    now: datetime
    press: str
    response_url: str
    channel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    """A button or menu: what it carries, and the blocks of its message where Slack sends them along.

    Slack sends no blocks for a message that only one person sees; such a list carries its page in `page`.
    `press` opens one modal. `view_id` is that of the modal it stands in, `at_home`: on the Home tab; such presses
    have no `response_url` and no `channel`. `message_ts` is of a message that everybody there sees.
    """

    action_id: str
    value: str
    block_id: str
    actor: Actor
    now: datetime
    press: str
    response_url: str
    view_id: str | None
    blocks: tuple[dict[str, object], ...] | None
    channel: str = ""
    at_home: bool = False
    message_ts: str = ""

    @property
    def lead_id(self) -> LeadId:
        """The lead whose line the button stands on."""
        return lead_of(self.block_id.removesuffix(".t"))

    @property
    def page(self) -> tuple[LeadFilter, int] | None:
        """The page of the list that the button stands on, where it stands on one."""
        return page_of(self.value)

    @property
    def choice(self) -> str:
        """The value without the page."""
        return without_page(self.value)


def lead_of(label: str) -> LeadId:
    digits = label.removeprefix("L")
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise BadInput("This button is too old to know its lead; type `/sla leads` for a fresh list.")
    return LeadId(int(digits))


def asked(command: Payload, words: str, services: Services, now: datetime | None = None) -> Asked:
    """`now` is when it was typed, where that was earlier."""
    now = now or services.now()
    return Asked(
        words=words,
        actor=services.identity.actor(str(command["user_id"]), now),
        now=now,
        press=str(command["trigger_id"]),
        response_url=str(command["response_url"]),
        channel=str(command.get("channel_id") or ""),
    )


def asked_by_shortcut(body: Payload, services: Services) -> Asked:
    """It brings no words; a global one has no `response_url`, so that only a modal can answer it."""
    now = services.now()
    return Asked(
        words="",
        actor=services.identity.actor(str(_mapping(body["user"])["id"]), now),
        now=now,
        press=str(body["trigger_id"]),
        response_url=str(body.get("response_url") or ""),
    )


def value_of(action: Payload) -> str:
    """What a button carries; a menu's value is that of its chosen option."""
    option = action.get("selected_option")
    value = option.get("value") if isinstance(option, Mapping) else action.get("value")
    return str(value or "")


def pressed(body: Payload, action: Payload, services: Services, now: datetime | None = None) -> Pressed:
    """From Slack's `block_actions`; `now` is when it was pressed, where that was earlier."""
    user, message, view, channel, container = (
        _mapping(body.get(name)) for name in ("user", "message", "view", "channel", "container")
    )
    blocks, at_home = message.get("blocks"), view.get("type") == HOME
    now = now or services.now()
    return Pressed(
        action_id=str(action["action_id"]),
        value=value_of(action),
        block_id=str(action.get("block_id", "")),
        actor=services.identity.actor(str(user["id"]), now),
        now=now,
        press=str(body["trigger_id"]),
        response_url=str(body.get("response_url") or ""),
        channel=str(channel.get("id") or ""),
        view_id=str(view["id"]) if view and not at_home else None,
        blocks=tuple(dict(block) for block in blocks) if isinstance(blocks, list) else None,
        at_home=at_home,
        message_ts=str(container.get("message_ts") or "") if not container.get("is_ephemeral") else "",
    )


def _mapping(value: object) -> Payload:
    return value if isinstance(value, Mapping) else {}
