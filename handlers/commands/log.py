"""`/sla log [<lead>] [<call | email | meeting | message> [outcome] [note]]`."""

from functools import partial

from handlers.asked import Asked
from handlers.origin import Origin
from handlers.parsing_log import names_kind, nearly_names_kind, parse_log
from handlers.services import Services
from handlers.views.candidates import candidates_message
from handlers.views.logged import logged_message
from handlers.views.message import Message
from handlers.views.touch_form import touch_modal
from sla.answers import Candidates, TouchForm
from sla.services.recording import NewTouch


def log_touch(asked: Asked, services: Services) -> Message | None:
    """Without a kind the form is opened: for the lead that is named, or to pick one in."""
    form = _form(asked, services)
    if form is not None:
        origin = Origin(response_url=asked.response_url)
        services.modals.open(asked.press, touch_modal(form, origin.carried()))
        return None
    words = parse_log(asked.words)
    new = partial(NewTouch, kind=words.kind, press=asked.press, outcome=words.outcome, note=words.note)
    found = services.touching.log_on(asked.actor, words.lead, lambda lead_id: new(lead_id=lead_id), asked.now)
    if isinstance(found, Candidates):
        return candidates_message(found, words.kind)
    return logged_message(found)


def _form(asked: Asked, services: Services) -> TouchForm | None:
    """None where a kind is said, or the words name no lead."""
    if not asked.words:
        return services.touching.forms(asked.actor, asked.now)
    if names_kind(asked.words):
        return None
    if nearly_names_kind(asked.words) and not services.touching.is_named(asked.actor, asked.words, asked.now):
        return None
    return services.touching.form_for(asked.actor, asked.words, asked.now)
