"""Buttons that open something to read: the board, how it is counted, the demand, the plan, the outlook, help."""

from handlers.actions.showing import rewrite, show
from handlers.asked import Pressed
from handlers.parsing_plan import parse_length
from handlers.services import Services
from handlers.views.counted import counted_message
from handlers.views.demand import demand_message
from handlers.views.detail import detail_message
from handlers.views.help import help_message
from handlers.views.inbox import inbox_message
from handlers.views.measured import measured_message
from handlers.views.method import method_message
from handlers.views.outlook import outlook_message, reliability_message
from handlers.views.own_counted import own_counted_message
from handlers.views.pace import pace_message
from handlers.views.plan import plan_message
from handlers.views.status import status_message
from handlers.views.values import parse_own
from sla.people import Side
from sla.services.demand import WhatIf
from sla.services.planning import USUAL_LENGTH

BOARD, COUNTED, DEMAND = "The board", "How this is counted", "Leads needed"
DETAIL, METHOD, PLAN, HELP = "In detail", "The method", "The plan", "What I can do"
INBOX = "Sent to you"
OUTLOOK, MEASURED, RELIABILITY = "The outlook", "Measured rates", "Odds and outcomes"


def open_board(press: Pressed, services: Services) -> None:
    show(press, services, BOARD, status_message(services.status.board(press.now), scope="team"))


def open_counted(press: Pressed, services: Services) -> None:
    """Of a rep's own numbers only for those who may see them; the service says so."""
    whose = parse_own(press.value)
    if whose is None:
        show(press, services, COUNTED, counted_message(services.status.board(press.now)))
    else:
        own = services.status.own(press.actor, press.now, of=whose or None)
        show(press, services, COUNTED, own_counted_message(own))


def open_detail(press: Pressed, services: Services) -> None:
    """The team's; what sales sees of itself is for sales alone."""
    board = services.status.board(press.now, detail=True)
    show(press, services, DETAIL, detail_message(board, of_sales=press.actor.side is Side.SALES))


def open_pace(press: Pressed, services: Services) -> None:
    show(press, services, DETAIL, pace_message(services.status.board(press.now, detail=True)))


def open_demand(press: Pressed, services: Services) -> None:
    show(press, services, DEMAND, demand_message(services.demand(WhatIf(), press.now)))


def open_method(press: Pressed, services: Services) -> None:
    show(press, services, METHOD, method_message())


def open_plan(press: Pressed, services: Services) -> None:
    show(press, services, PLAN, plan_message(services.plan(USUAL_LENGTH, press.now)))


def open_outlook(press: Pressed, services: Services) -> None:
    show(press, services, OUTLOOK, outlook_message(services.outlook(press.now)))


def open_reliability(press: Pressed, services: Services) -> None:
    show(press, services, RELIABILITY, reliability_message(services.outlook.reliability(press.now)))


def open_measured(press: Pressed, services: Services) -> None:
    show(press, services, MEASURED, measured_message(services.measure_rates(press.now)))


def turn_plan(press: Pressed, services: Services) -> None:
    """The plan of another length in the place of this one."""
    rewrite(press, services, PLAN, plan_message(services.plan(parse_length(press.value), press.now)))


def open_inbox(press: Pressed, services: Services) -> None:
    show(press, services, INBOX, inbox_message(services.show_home.inbox(press.actor, press.now)))


def open_help(press: Pressed, services: Services) -> None:
    show(press, services, HELP, help_message(press.actor.side))
