"""Buttons on two leads that may be one: they are, they are not, and undo."""

from handlers.actions.showing import rewrite
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.same_leads import settled_message
from handlers.views.values import parse_pair

TITLE = "Same lead"


def same_lead(press: Pressed, services: Services) -> None:
    kept, other = parse_pair(press.value)
    settled = services.same_people.decide(press.actor, kept, other, press.now, same=True)
    rewrite(press, services, TITLE, settled_message(settled))


def keep_both(press: Pressed, services: Services) -> None:
    kept, other = parse_pair(press.value)
    settled = services.same_people.decide(press.actor, kept, other, press.now, same=False)
    rewrite(press, services, TITLE, settled_message(settled))


def undo_pair(press: Pressed, services: Services) -> None:
    settled = services.same_people.undo(press.actor, *parse_pair(press.value), press.now)
    rewrite(press, services, TITLE, settled_message(settled))
