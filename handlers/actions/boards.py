"""Buttons that open something to read: the board, how it is counted, the demand, help."""

from handlers import replies
from handlers.actions.showing import show
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.counted import counted_message
from handlers.views.demand import demand_message
from handlers.views.help import help_message
from handlers.views.method import method_message
from handlers.views.status import status_message
from sla.services.demand import WhatIf


def open_board(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, status_message(services.status.board(press.now), scope="team"))


def open_counted(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, counted_message(services.status.board(press.now)))


def open_demand(press: Pressed, services: Services) -> None:
    answer = services.demand(WhatIf(), press.now)
    show(press, services, "Leads needed", demand_message(answer))


def open_method(press: Pressed, services: Services) -> None:
    show(press, services, "The method", method_message())


def open_help(press: Pressed, _services: Services) -> None:
    replies.answer(press.response_url, help_message(press.actor.side))
