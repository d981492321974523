"""`/sla demand [quota=… aov=… mql_sql=… win=… | measured] [share]`: the leads a quota needs, step by step."""

from handlers import replies
from handlers.asked import Asked
from handlers.parsing_demand import MEASURED, parse_what_if, without_share
from handlers.services import Services
from handlers.views.demand import demand_message
from handlers.views.measured import measured_message
from handlers.views.message import Message


def show_demand(asked: Asked, services: Services) -> Message | None:
    """A manager may take numbers that were tried for a proposal."""
    typed, to_all = without_share(asked.words)
    if typed.casefold() == MEASURED:
        return _measured(asked, services, to_all=to_all)
    what_if = parse_what_if(typed, services.demand.numbers(asked.now))
    if to_all:
        services.channels.check_own(asked.channel)
    answer = services.demand(what_if, asked.now)
    if not to_all:
        return demand_message(answer, typed=typed, may_propose=asked.actor.is_manager)
    replies.share(asked.response_url, demand_message(answer, typed=typed, to_all=True))
    return None


def _measured(asked: Asked, services: Services, *, to_all: bool) -> Message | None:
    """The agreed rates beside those that the leads show."""
    if to_all:
        services.channels.check_own(asked.channel)
    message = measured_message(services.measure_rates(asked.now))
    if not to_all:
        return message
    replies.share(asked.response_url, message)
    return None
