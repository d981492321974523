"""`/sla outlook`: how likely the quota is reached from today."""

from handlers.asked import Asked
from handlers.parsing_outlook import parse_outlook
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.outlook import outlook_message


def show_outlook(asked: Asked, services: Services) -> Message:
    parse_outlook(asked.words)
    return outlook_message(services.outlook(asked.now))
