"""The Home tab: what happens when it is opened, and how it is drawn."""

from collections.abc import Sequence
from functools import partial

from slack_bolt import Ack, App

from handlers.asked import HOME, Payload
from handlers.services import Services
from handlers.views.home import home_view, stranger_home
from handlers.views.message import JsonDict
from sla.errors import NotAllowed

OPENED = "app_home_opened"


def register(app: App, *, services: Services) -> None:
    app.event(OPENED)(partial(on_opened, services=services))


def on_opened(ack: Ack, event: Payload, services: Services) -> None:
    """Remembered, then acknowledged, then drawn. Slack may send it twice: that draws the same tab again."""
    slack_id = str(event["user"])
    if event.get("tab") == HOME:
        services.show_home.opened(slack_id, services.now())
        services.homes.opened(slack_id)
    ack()


def draw(slack_id: str, notice: Sequence[JsonDict], services: Services, *, opened: bool) -> None:
    """Publish the tab as it is now; nothing for somebody who never opened it, unless it was `opened` just now."""
    if not opened and not services.show_home.is_kept(slack_id):
        return
    now = services.now()
    try:
        actor = services.identity.actor(slack_id, now)
    except NotAllowed:
        services.modals.publish(slack_id, stranger_home())
        return
    view = home_view(services.show_home.page(actor, now))
    services.modals.publish(slack_id, view.noting(tuple(notice)) if notice else view)
