"""What people find in Slack's own menus of shortcuts, one callback id each."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from slack_bolt import Ack, App

from handlers.asked import Asked, Payload, asked_by_shortcut
from handlers.commands.handoff import open_handoff
from handlers.origin import Origin
from handlers.services import Services
from handlers.views.ids import Shortcut
from handlers.views.touch_form import touch_modal
from sla.errors import BadInput

Handler = Callable[[Asked, Services], None]


def log_follow_up(asked: Asked, services: Services) -> None:
    form = services.touching.forms(asked.actor, asked.now)
    carried = Origin(response_url=asked.response_url).carried()
    services.modals.open(asked.press, touch_modal(form, carried))


SHORTCUTS: Mapping[str, Handler] = {
    Shortcut.LOG_FOLLOW_UP: log_follow_up,
    Shortcut.HAND_OFF: open_handoff,
}


def register(app: App, *, services: Services) -> None:
    """One listener for every shortcut, so that none can go unanswered."""
    app.shortcut(re.compile(".*"))(partial(on_shortcut, services=services))


def on_shortcut(ack: Ack, body: Payload, services: Services) -> None:
    handler = SHORTCUTS.get(str(body["callback_id"]))
    if handler is None:
        raise BadInput("This shortcut belongs to another version of the bot; type `/sla` for what it can do.")
    handler(asked_by_shortcut(body, services), services)
    ack()
