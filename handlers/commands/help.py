"""`/sla help [method]`, and `/sla` alone: what the person's side can type and press, or how the method is read."""

from handlers.asked import Asked
from handlers.parsing import HelpWord, parse_help
from handlers.services import Services
from handlers.views.help import help_message
from handlers.views.message import Message
from handlers.views.method import method_message


def show_help(asked: Asked, _services: Services) -> Message:
    if parse_help(asked.words) is HelpWord.METHOD:
        return method_message()
    return help_message(asked.actor.side)
