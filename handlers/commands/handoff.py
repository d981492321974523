"""`/sla handoff` and `/sla lead add`: the form that hands a lead over."""

from handlers.asked import Asked
from handlers.parsing import USAGE, UsageError, Verb
from handlers.services import Services
from handlers.views.handoff import handoff_modal


def open_handoff(asked: Asked, services: Services) -> None:
    services.modals.open(asked.press, handoff_modal(services.handing.form(asked.actor, asked.now)))


def lead_verb(asked: Asked, services: Services) -> None:
    if asked.words.casefold() != "add":
        raise UsageError(
            "A lead can be added here; `/sla why` tells everything about one.",
            usage=USAGE[Verb.LEAD],
            nearest="lead add",
        )
    open_handoff(asked, services)
