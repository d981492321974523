"""`/sla demand [quota=… aov=… mql_sql=… win=…]`: the leads a quota needs, step by step."""

from handlers.asked import Asked
from handlers.parsing import parse_what_if
from handlers.services import Services
from handlers.views.demand import demand_message
from handlers.views.message import Message


def show_demand(asked: Asked, services: Services) -> Message:
    what_if = parse_what_if(asked.words, services.terms.currency)
    return demand_message(services.demand(what_if))
