"""Buttons of the demand answer: try other numbers, show it to everybody in the channel."""

from handlers import replies
from handlers.actions.showing import open_modal
from handlers.asked import Pressed
from handlers.parsing_demand import parse_what_if, typed_numbers
from handlers.services import Services
from handlers.views.demand import demand_message, numbers_modal
from handlers.views.demand.form import PERIOD, QUOTA
from handlers.views.values import parse_numbers


def try_numbers(press: Pressed, services: Services) -> None:
    """The form begins with the numbers that the button stands below."""
    tried = typed_numbers(parse_numbers(press.value))
    amount, _, period = tried.get(QUOTA, "").partition("/")
    split = {QUOTA: amount.strip(), PERIOD: period.strip().casefold()}
    values = {**tried, **split}
    modal = numbers_modal(
        services.demand.numbers(press.now),
        {name: value for name, value in values.items() if value},
        {"url": press.response_url},
    )
    open_modal(press, services, modal)


def share(press: Pressed, services: Services) -> None:
    """Once: the button is gone from the answer that it was pressed in."""
    typed = parse_numbers(press.value)
    services.channels.check_own(press.channel)
    answer = services.demand(parse_what_if(typed, services.demand.numbers(press.now)), press.now)
    replies.share(press.response_url, demand_message(answer, typed=typed, to_all=True))
    own = demand_message(answer, typed=typed, may_propose=press.actor.is_manager, shared=True)
    replies.rewrite(press.response_url, own)
