"""`/sla handoff` and `/sla lead add`: the form that hands a lead over."""

from handlers.asked import Asked
from handlers.services import Services
from handlers.views.handoff import handoff_modal


def open_handoff(asked: Asked, services: Services) -> None:
    services.modals.open(asked.press, handoff_modal(services.handing.form(asked.actor, asked.now)))
