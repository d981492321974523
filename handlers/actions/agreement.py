"""Buttons of the agreement: read it, sign it, ask for a change, take a proposal back, enter a figure."""

from handlers.actions.showing import open_modal, rewrite, show
from handlers.asked import Pressed
from handlers.found import latest_entry, may_withdraw, promise_of
from handlers.services import Services
from handlers.views.agreement import agreement_message, whole_modal
from handlers.views.history import history_message
from handlers.views.page import AGREEMENT, HISTORY, as_page
from handlers.views.promises import enter_modal
from handlers.views.signing import ask_change_modal, sign_request_message, signed_message
from handlers.views.values import parse_version
from sla.errors import BadInput


def open_agreement(press: Pressed, services: Services) -> None:
    page = services.reading.page(press.actor, press.now)
    open_modal(press, services, as_page(AGREEMENT, agreement_message(page)))


def open_version(press: Pressed, services: Services) -> None:
    """The button's value is the version's number."""
    if not press.value.isdecimal():
        raise BadInput("This button is too old; type `/sla agreement` for the agreement as it stands.")
    open_modal(press, services, whole_modal(services.reading.version(int(press.value))))


def open_history(press: Pressed, services: Services) -> None:
    history = services.reading.history(press.actor, press.now)
    show(press, services, HISTORY, history_message(history, may_withdraw=may_withdraw(press.actor, history)))


def open_sign(press: Pressed, services: Services) -> None:
    """What waits for this person, as they would get it privately."""
    request = services.signing.request(press.actor, None, press.now)
    show(press, services, AGREEMENT, sign_request_message(request))


def sign(press: Pressed, services: Services) -> None:
    number, sha256 = parse_version(press.value)
    signed = services.signing.sign(press.actor, number, sha256, press.now)
    rewrite(press, services, "Signed", signed_message(signed))


def ask_change(press: Pressed, services: Services) -> None:
    number, _ = parse_version(press.value)
    request = services.signing.request(press.actor, number, press.now)
    open_modal(press, services, ask_change_modal(request))


def withdraw(press: Pressed, services: Services) -> None:
    """The history that it was pressed in then shows the version as withdrawn."""
    number, _ = parse_version(press.value)
    services.proposing.withdraw(press.actor, number, press.now)
    rewrite(press, services, HISTORY, history_message(services.reading.history(press.actor, press.now)))


def enter(press: Pressed, services: Services) -> None:
    """The button's value is the promise's key."""
    page = services.reading.page(press.actor, press.now)
    today = page.terms.calendar.local_date(press.now)
    modal = enter_modal(promise_of(page, press.value), today=today, latest=latest_entry(page, press.value))
    open_modal(press, services, modal)
