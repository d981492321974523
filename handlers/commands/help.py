"""`/sla help`, and `/sla` alone: what the person's side can type and press."""

from handlers.asked import Asked
from handlers.services import Services
from handlers.views.help import help_message
from handlers.views.message import Message


def show_help(asked: Asked, _services: Services) -> Message:
    return help_message(asked.actor.side)
