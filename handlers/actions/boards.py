"""Buttons that open something to read: the board, how it is counted, the demand, the plan, help."""

from handlers import replies
from handlers.asked import Pressed
from handlers.parsing_plan import parse_length
from handlers.services import Services
from handlers.views.counted import counted_message
from handlers.views.demand import demand_message
from handlers.views.help import help_message
from handlers.views.plan import plan_message
from handlers.views.status import status_message
from sla.services.demand import WhatIf
from sla.services.planning import USUAL_LENGTH


def open_board(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, status_message(services.status.board(press.now), scope="team"))


def open_counted(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, counted_message(services.status.board(press.now)))


def open_demand(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, demand_message(services.demand(WhatIf(), press.now)))


def open_plan(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, plan_message(services.plan(USUAL_LENGTH, press.now)))


def turn_plan(press: Pressed, services: Services) -> None:
    """The plan of another length in the place of this one."""
    length = parse_length(press.value)
    replies.rewrite(press.response_url, plan_message(services.plan(length, press.now)))


def open_help(press: Pressed, _services: Services) -> None:
    replies.answer(press.response_url, help_message(press.actor.side))
