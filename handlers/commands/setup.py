"""`/sla setup`: the agreement in modals, part by part."""

from handlers.asked import Asked
from handlers.services import Services
from handlers.views.setup import setup_modal


def open_setup(asked: Asked, services: Services) -> None:
    services.modals.open(asked.press, setup_modal(services.set_up.board(asked.actor, asked.now)))
