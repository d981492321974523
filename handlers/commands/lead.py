"""`/sla lead <id or name>`: one lead's card. `/sla lead add` hands a new one over."""

from handlers.asked import Asked
from handlers.commands.handoff import open_handoff
from handlers.parsing import USAGE, UsageError, Verb
from handlers.services import Services
from handlers.views.candidates import candidates_message
from handlers.views.lead_card import lead_card_message
from handlers.views.message import Message
from sla.answers import Candidates


def show_lead(asked: Asked, services: Services) -> Message | None:
    if asked.words.casefold() == "add":
        open_handoff(asked, services)
        return None
    if not asked.words:
        raise UsageError("Name a lead: its number like L64, or a part of its name.", usage=USAGE[Verb.LEAD])
    found = services.touching.find(asked.actor, asked.words, asked.now)
    if isinstance(found, Candidates):
        return candidates_message(found, None, typed="/sla lead {}")
    return lead_card_message(services.show_lead(asked.actor, found.id, asked.now))
