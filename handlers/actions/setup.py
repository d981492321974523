"""Buttons of the set-up: open it, fill in a part, look at what it comes to, begin anew."""

from handlers.actions.showing import open_modal
from handlers.asked import Pressed
from handlers.parsing_demand import parse_what_if
from handlers.services import Services
from handlers.views.proposing import propose_modal
from handlers.views.setup import part_modal, setup_modal
from handlers.views.setup.crm import crm_modal
from handlers.views.values import parse_part


def open_setup(press: Pressed, services: Services) -> None:
    open_modal(press, services, setup_modal(services.set_up.board(press.actor, press.now)))


def fill(press: Pressed, services: Services) -> None:
    form = services.set_up.form(press.actor, parse_part(press.value), press.now)
    open_modal(press, services, part_modal(form))


def open_crm(press: Pressed, services: Services) -> None:
    open_modal(press, services, crm_modal(services.crm.board(press.actor, press.now)))


def preview(press: Pressed, services: Services) -> None:
    open_modal(press, services, propose_modal(services.proposing.preview(press.actor, press.now)))


def discard(press: Pressed, services: Services) -> None:
    board = services.set_up.discard(press.actor, press.now)
    if press.view_id is not None:
        services.modals.redraw(press.view_id, setup_modal(board))


def propose_numbers(press: Pressed, services: Services) -> None:
    """The numbers of a what-if become a draft; the value is what was typed."""
    what_if = parse_what_if(press.value, services.demand.numbers(press.now))
    board = services.set_up.take_numbers(press.actor, what_if, press.now)
    open_modal(press, services, setup_modal(board))
