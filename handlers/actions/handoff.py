"""Buttons on a handed-over lead's card, and on what marketing and the manager of sales get of a rejected one."""

from handlers.actions.showing import open_modal, rewrite
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.card import card_message, reject_modal
from handlers.views.handoff import handoff_modal
from handlers.views.lead_lines import rewritten
from handlers.views.message import Message
from handlers.views.rejection import contest_modal, contested_message, rejection_message
from handlers.views.unaccepted import given_away_lines
from sla.errors import BadInput
from sla.people import MemberId


def open_handoff(press: Pressed, services: Services) -> None:
    open_modal(press, services, handoff_modal(services.handing.form(press.actor, press.now)))


def accept(press: Pressed, services: Services) -> None:
    card = services.accepting.accept(press.actor, press.lead_id, press.press, press.now)
    rewrite(press, services, "Accepted", card_message(card))


def reject(press: Pressed, services: Services) -> None:
    form = services.accepting.reject_form(press.actor, press.lead_id, press.now)
    open_modal(press, services, reject_modal(form, response_url=press.response_url))


def contest(press: Pressed, services: Services) -> None:
    note = services.disputing.open(press.actor, press.lead_id, press.now)
    open_modal(press, services, contest_modal(note, response_url=press.response_url))


def agree(press: Pressed, services: Services) -> None:
    note = services.disputing.agree(press.actor, press.lead_id, press.press, press.now)
    rewrite(press, services, "Agreed", rejection_message(note))


def uphold(press: Pressed, services: Services) -> None:
    _decide(press, services, uphold=True)


def keep(press: Pressed, services: Services) -> None:
    _decide(press, services, uphold=False)


def give(press: Pressed, services: Services) -> None:
    """The lead's own lines say who has it now; the others stay."""
    if not press.value.isdecimal():
        raise BadInput("Choose a rep.")
    given = services.silence.give(press.actor, press.lead_id, MemberId(int(press.value)), press.now)
    pair = given_away_lines(given)
    if press.at_home:
        rewrite(press, services, "Given", Message.of(*pair))
    else:
        rewrite(press, services, "Given", rewritten(press.blocks or (), given.card.lead.label, pair))


def _decide(press: Pressed, services: Services, *, uphold: bool) -> None:
    note = services.disputing.decide(
        press.actor, press.lead_id, uphold=uphold, press=press.press, now=press.now
    )
    rewrite(press, services, "Decided", contested_message(note))
