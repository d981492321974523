"""`/sla demand [quota=… aov=… mql_sql=… win=…]`: the leads a quota needs, step by step."""

from handlers.asked import Asked
from handlers.parsing_demand import parse_what_if
from handlers.services import Services
from handlers.views.demand import demand_message
from handlers.views.message import Message


def show_demand(asked: Asked, services: Services) -> Message:
    """A manager may take numbers that were tried for a proposal."""
    what_if = parse_what_if(asked.words, services.demand.numbers(asked.now))
    answer = services.demand(what_if, asked.now)
    return demand_message(answer, typed=asked.words, may_propose=asked.actor.is_manager)
