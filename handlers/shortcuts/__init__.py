"""What people find in Slack's own menu of shortcuts, one callback id each."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from slack_bolt import Ack, App

from handlers.asked import Asked, Payload, asked_by_shortcut
from handlers.commands.handoff import open_handoff
from handlers.services import Services
from sla.errors import BadInput

HAND_OFF = "handoff.open"

Handler = Callable[[Asked, Services], None]

SHORTCUTS: Mapping[str, Handler] = {HAND_OFF: open_handoff}


def register(app: App, *, services: Services) -> None:
    """One listener for every shortcut, so that none can go unanswered."""
    app.shortcut(re.compile(".*"))(partial(on_shortcut, services=services))


def on_shortcut(ack: Ack, body: Payload, services: Services) -> None:
    handler = SHORTCUTS.get(str(body["callback_id"]))
    if handler is None:
        raise BadInput("This shortcut belongs to another version of the bot; type `/sla` for what it can do.")
    handler(asked_by_shortcut(body, services), services)
    ack()
