"""Buttons of the digest: take an exception on, give it back; and, while it is tried out, have it sent."""

from handlers import replies
from handlers.actions.showing import open_modal, rewrite
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.late import digest_again
from handlers.views.take_values import parse_back, parse_take
from handlers.views.taking import take_modal, taken_message
from handlers.views.trial import started_message


def take(press: Pressed, services: Services) -> None:
    """Its hour is asked for; who has taken it already may change that, or give it back."""
    form = services.taking.form(press.actor, *parse_take(press.value), press.now)
    open_modal(press, services, take_modal(form, response_url=press.response_url))


def take_elsewhere(press: Pressed, services: Services) -> None:
    """From a private message or Home: what was pressed stays, and the digest says so when it is next drawn."""
    form = services.taking.form(press.actor, *parse_take(press.value), press.now)
    open_modal(press, services, take_modal(form, response_url=""))


def let_go(press: Pressed, services: Services) -> None:
    on, about, response_url = parse_back(press.value)
    form = services.taking.give_back(press.actor, on, about, press.now)
    digest, doubt = services.stand_up.again(press.now)
    replies.rewrite_if_there(response_url, digest_again(digest, doubt=doubt))
    rewrite(press, services, "Given back", taken_message(form, response_url=response_url))


def start_now(press: Pressed, services: Services) -> None:
    """The trial is over, for everybody."""
    rewrite(press, services, "Started", started_message(services.trial_run.start(press.actor, press.now)))
