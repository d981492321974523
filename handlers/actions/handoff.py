"""Buttons on a handed-over lead's card."""

from handlers import replies
from handlers.actions.showing import open_modal
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.card import card_message, reject_modal


def accept(press: Pressed, services: Services) -> None:
    card = services.accepting.accept(press.actor, press.lead_id, press.press, press.now)
    replies.rewrite(press.response_url, card_message(card))


def reject(press: Pressed, services: Services) -> None:
    form = services.accepting.reject_form(press.actor, press.lead_id, press.now)
    open_modal(press, services, reject_modal(form, response_url=press.response_url))
