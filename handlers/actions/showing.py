"""Where the answer to a press appears: beside its message, on top of the modal that it stands in, or over Home."""

from handlers import replies
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.message import Message, as_dicts
from handlers.views.modal import Modal
from handlers.views.page import as_page


def show(press: Pressed, services: Services, title: str, message: Message) -> None:
    """Another message for this person alone; in a modal a page on top of it, over Home a modal."""
    if press.view_id is None and not press.at_home:
        replies.answer(press.response_url, message)
    else:
        open_modal(press, services, as_page(title, message))


def rewrite(press: Pressed, services: Services, title: str, message: Message) -> None:
    """In place of what was pressed; Home is drawn anew with it."""
    if press.at_home:
        services.homes.changed(press.actor.slack_id, as_dicts(message.blocks))
    elif press.view_id is None:
        replies.rewrite(press.response_url, message)
    else:
        services.modals.redraw(press.view_id, as_page(title, message))


def open_modal(press: Pressed, services: Services, modal: Modal) -> None:
    """On top of the modal that the button stands in, if it stands in one."""
    if press.view_id is None:
        services.modals.open(press.press, modal)
    else:
        services.modals.push(press.press, modal)
