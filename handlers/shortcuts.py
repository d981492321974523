"""What people start from a message's own menu: one listener, one callback id per shortcut."""

import re
from functools import partial

from slack_bolt import Ack, App

from handlers.asked import Payload
from handlers.origin import Origin
from handlers.services import Services
from handlers.views.ids import Shortcut
from handlers.views.touch_form import touch_modal
from sla.errors import BadInput


def register(app: App, *, services: Services) -> None:
    app.shortcut(re.compile(".*"))(partial(on_shortcut, services=services))


def on_shortcut(ack: Ack, body: Payload, services: Services) -> None:
    if body["callback_id"] != Shortcut.LOG_FOLLOW_UP:
        raise BadInput("This shortcut belongs to another version of the bot; type `/sla` for what it can do.")
    user = body["user"]
    slack_id = str(user["id"]) if isinstance(user, dict) else ""
    form = services.touching.forms(services.identity.actor(slack_id), services.now())
    origin = Origin(response_url=str(body.get("response_url") or ""))
    services.modals.open(str(body["trigger_id"]), touch_modal(form, origin.carried()))
    ack()
