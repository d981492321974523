"""Buttons that open something to read: the board, how it is counted, the demand, help."""

from handlers.actions.showing import show
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.counted import counted_message
from handlers.views.demand import demand_message
from handlers.views.help import help_message
from handlers.views.method import method_message
from handlers.views.status import status_message
from sla.services.demand import WhatIf

BOARD, COUNTED, DEMAND = "The board", "How this is counted", "Leads needed"
METHOD, HELP = "The method", "What I can do"


def open_board(press: Pressed, services: Services) -> None:
    show(press, services, BOARD, status_message(services.status.board(press.now), scope="team"))


def open_counted(press: Pressed, services: Services) -> None:
    show(press, services, COUNTED, counted_message(services.status.board(press.now)))


def open_demand(press: Pressed, services: Services) -> None:
    show(press, services, DEMAND, demand_message(services.demand(WhatIf(), press.now)))


def open_method(press: Pressed, services: Services) -> None:
    show(press, services, METHOD, method_message())


def open_help(press: Pressed, services: Services) -> None:
    show(press, services, HELP, help_message(press.actor.side))
