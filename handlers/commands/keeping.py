"""`/sla reassign`, `/sla skip` and `/sla snooze`: what changes who is reminded of a lead, and never its dates."""

from handlers.asked import Asked
from handlers.parsing_leads import parse_reassign, parse_skip, parse_snooze
from handlers.services import Services
from handlers.views.candidates import candidates_message
from handlers.views.logged import snoozed_message
from handlers.views.message import Message
from handlers.views.reassigned import reassigned_message
from sla.answers import Candidates


def reassign(asked: Asked, services: Services) -> Message:
    words = parse_reassign(asked.words)
    found = services.touching.find(asked.actor, words.lead, asked.now, to_act=True)
    if isinstance(found, Candidates):
        return candidates_message(found, None, typed="/sla reassign {} @rep")
    return reassigned_message(services.reassigning(asked.actor, found.id, words.to, asked.now))


def skip(asked: Asked, services: Services) -> Message:
    words = parse_skip(asked.words)
    found = services.touching.snooze_on(asked.actor, words.lead, asked.now, reason=words.reason)
    if isinstance(found, Candidates):
        return candidates_message(found, None, typed="/sla skip {} reason")
    return snoozed_message(found)


def snooze(asked: Asked, services: Services) -> Message:
    words = parse_snooze(asked.words)
    found = services.touching.snooze_on(asked.actor, words.lead, asked.now, days=words.days)
    if isinstance(found, Candidates):
        return candidates_message(found, None, typed="/sla snooze {} 3")
    return snoozed_message(found)
