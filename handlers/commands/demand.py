"""`/sla demand [quota=… aov=… mql_sql=… win=…]`: the leads a quota needs, step by step."""

from handlers.asked import Asked
from handlers.parsing import parse_what_if
from handlers.services import Services
from handlers.views.demand import demand_message
from handlers.views.message import Message


def show_demand(asked: Asked, services: Services) -> Message:
    """A manager may take numbers that were tried for a proposal."""
    what_if = parse_what_if(asked.words, services.demand.currency(asked.now))
    propose = asked.words if what_if.changes and asked.actor.is_manager else None
    return demand_message(services.demand(what_if, asked.now), propose=propose)
