"""`/sla log <lead> <call | email | meeting | message> [outcome] [note]`."""

from handlers.asked import Asked
from handlers.parsing import parse_log
from handlers.services import Services
from handlers.views.candidates import candidates_message
from handlers.views.logged import logged_message
from handlers.views.message import Message
from sla.answers import Candidates
from sla.services.touching import NewTouch


def log_touch(asked: Asked, services: Services) -> Message:
    words = parse_log(asked.words)
    found = services.touching.find(asked.actor, words.lead, asked.now)
    if isinstance(found, Candidates):
        return candidates_message(found, words.kind)
    new = NewTouch(
        lead_id=found.id, kind=words.kind, press=asked.press, outcome=words.outcome, note=words.note
    )
    return logged_message(services.touching.log(asked.actor, new, asked.now))
