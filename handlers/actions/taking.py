"""Buttons on an exception of the digest: take it on, and give it back."""

from handlers import replies
from handlers.actions.showing import open_modal, rewrite
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.digest import digest_again
from handlers.views.take_values import parse_back, parse_take
from handlers.views.taking import take_modal, taken_message


def take(press: Pressed, services: Services) -> None:
    """Its hour is asked for; who has taken it already may change that, or give it back."""
    form = services.taking.form(press.actor, *parse_take(press.value), press.now)
    open_modal(press, services, take_modal(form, response_url=press.response_url))


def give_back(press: Pressed, services: Services) -> None:
    on, about, response_url = parse_back(press.value)
    form = services.taking.give_back(press.actor, on, about, press.now)
    replies.rewrite_if_there(response_url, digest_again(*services.stand_up.again(press.now)))
    rewrite(press, services, "Given back", taken_message(form, response_url=response_url))
