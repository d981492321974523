"""Where the answer to a press appears: beside its message, or on top of the modal that it stands in."""

from handlers import replies
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.page import as_page


def show(press: Pressed, services: Services, title: str, message: Message) -> None:
    """Another message for this person alone; in a modal, a page on top of it."""
    if press.view_id is None:
        replies.answer(press.response_url, message)
    else:
        services.modals.push(press.press, as_page(title, message))


def rewrite(press: Pressed, services: Services, title: str, message: Message) -> None:
    """In place of what was pressed."""
    if press.view_id is None:
        replies.rewrite(press.response_url, message)
    else:
        services.modals.redraw(press.view_id, as_page(title, message))


def open_modal(press: Pressed, services: Services, modal: Modal) -> None:
    """On top of the modal that the button stands in, if it stands in one."""
    if press.view_id is None:
        services.modals.open(press.press, modal)
    else:
        services.modals.push(press.press, modal)
