"""`/sla why <lead>`: everything behind a due date."""

from handlers.asked import Asked
from handlers.parsing import USAGE, UsageError, Verb
from handlers.services import Services
from handlers.views.candidates import candidates_message
from handlers.views.message import Message
from handlers.views.why import why_message
from sla.answers import Candidates


def explain(asked: Asked, services: Services) -> Message:
    if not asked.words:
        raise UsageError("Name a lead: its number like L64, or a part of its name.", usage=USAGE[Verb.WHY])
    found = services.touching.find(asked.actor, asked.words, asked.now)
    if isinstance(found, Candidates):
        return candidates_message(found, None)
    return why_message(services.why(asked.actor, found.id, asked.now))
