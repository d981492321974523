"""`/sla setup [messages]`: the agreement in modals, part by part, and which messages are sent."""

from handlers.asked import Asked
from handlers.parsing import SetupWord, parse_setup
from handlers.services import Services
from handlers.views.messages import messages_modal
from handlers.views.setup import setup_modal


def open_setup(asked: Asked, services: Services) -> None:
    if parse_setup(asked.words) is SetupWord.MESSAGES:
        board = services.switching.board(asked.actor, asked.now)
        services.modals.open(asked.press, messages_modal(board))
        return
    services.modals.open(asked.press, setup_modal(services.set_up.board(asked.actor, asked.now)))
